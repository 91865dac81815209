using Prisma.Workflows.Contributions;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Tests.Contributions;

public sealed class ContestedTests
{
    const string Amina = "amina@example.org", Bruno = "bruno@example.org";

    /// <summary>Scenario 35 of the acceptance list.</summary>
    [Theory, Databases]
    public async Task Scenario_35_A_contribution_contested_by_its_recipient_leaves_the_timeline_until_a_facilitator_resolves_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var id = await GivenAsync(scenario);
        Assert.Single(await TimelineAsync(scenario, Bruno));

        Assert.False((await ContestAsync(scenario, id, Bruno)).IsDone);
        Assert.True((await ContestAsync(scenario, id, Scenario.Hub)).IsDone);
        Assert.Empty(await TimelineAsync(scenario, Bruno));
        Assert.Equal(ContributionState.InTalk, Assert.Single(await TimelineAsync(scenario, Amina)).Contribution.State);
        Assert.True(Assert.Single(await TimelineAsync(scenario, Scenario.Lead)).MayResolve);
        Assert.Contains("E68", await scenario.OwedAsync(Scenario.Lead));

        Assert.False((await ResolveAsync(scenario, id, Scenario.Hub, stands: true)).IsDone);
        Assert.True((await ResolveAsync(scenario, id, Scenario.Lead, stands: true)).IsDone);
        var line = Assert.Single(await TimelineAsync(scenario, Bruno));
        Assert.Equal((ContributionState.Stated, "Cooked on two of the three days."), (line.Contribution.State, line.Contribution.What));
        Assert.False(await scenario.IsOpenAsync(line.Contribution.EnrolmentId, "contribution."));
        Assert.False((await ContestAsync(scenario, id, Scenario.Hub)).IsDone);
    }

    [Theory, Databases]
    public async Task Scenario_35_Those_who_came_received_the_hosting_and_the_hub_does_not_doubt_its_own(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.UpToTheSeatAsync(Amina);
        await scenario.ApplyAsync(Bruno, "Bruno");
        var id = await GivenAsync(scenario, await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example"));
        Assert.True(await MayContestAsync(scenario, id, Amina));
        Assert.False(await MayContestAsync(scenario, id, Bruno));
        Assert.False(await MayContestAsync(scenario, id, Scenario.Hub));
        Assert.False((await ContestAsync(scenario, id, Bruno)).IsDone);
        Assert.False((await ContestAsync(scenario, id, Scenario.Hub)).IsDone);

        Assert.True((await ContestAsync(scenario, id, Amina)).IsDone);

        Assert.DoesNotContain(await TimelineAsync(scenario, Bruno), line => line.Contribution.Id == id);
    }

    [Theory, Databases]
    public async Task Nobody_doubts_what_they_gave_themselves_even_where_they_received_it_too(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var id = await GivenAsync(scenario);
        var amina = await scenario.PersonIdAsync(Amina);
        await scenario.Product.ChangeAsync(db => db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = amina, Part = Part.Hub }));

        Assert.False((await ContestAsync(scenario, id, Amina)).IsDone);
        Assert.True((await ContestAsync(scenario, id, Scenario.Hub)).IsDone);
    }

    [Theory, Databases]
    public async Task What_a_facilitator_takes_out_nobody_sees_any_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var id = await GivenAsync(scenario);
        await ContestAsync(scenario, id, Scenario.Hub);

        Assert.True((await ResolveAsync(scenario, id, Scenario.Lead, stands: false)).IsDone);

        Assert.Empty(await TimelineAsync(scenario, Amina));
        Assert.Empty(await TimelineAsync(scenario, Scenario.Lead));
    }

    /// <summary>Amina gave something that the event may see.</summary>
    static async Task<Guid> GivenAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.ApplyAsync(Bruno, "Bruno");
        return await GivenAsync(scenario, enrolment);
    }

    static async Task<Guid> GivenAsync(Scenario scenario, Guid enrolment)
    {
        var given = new Contribution
        {
            EventId = scenario.EventId,
            EnrolmentId = enrolment,
            PersonId = (await scenario.EnrolmentAsync(enrolment)).PersonId,
            Kind = "care",
            What = "Cooked for everybody.",
            Context = "Intensive",
            At = scenario.Product.Time.GetUtcNow(),
            Visibility = "event",
        };
        await scenario.Product.ChangeAsync(db => db.Contributions.Add(given));
        return given.Id;
    }

    static async Task<bool> MayContestAsync(Scenario scenario, Guid id, string reader) => (await TimelineAsync(scenario, reader)).Single(line => line.Contribution.Id == id).MayContest;

    static async Task<Outcome<Contribution>> ContestAsync(Scenario scenario, Guid id, string by)
    {
        var actor = new Actor(await scenario.PersonIdAsync(by), by);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<ContestContribution, Outcome<Contribution>>(contest => contest.ExecuteAsync(id, "It was two of the three days.", actor, Cancellation)));
    }

    static async Task<Outcome<Contribution>> ResolveAsync(Scenario scenario, Guid id, string by, bool stands)
    {
        var actor = new Actor(await scenario.PersonIdAsync(by), by);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<ResolveContribution, Outcome<Contribution>>(resolve => resolve.ExecuteAsync(id, stands, "Cooked on two of the three days.", actor, Cancellation)));
    }

    static async Task<IReadOnlyList<ContributionLine>> TimelineAsync(Scenario scenario, string reader)
    {
        var id = await scenario.PersonIdAsync(reader);
        return await scenario.Product.RunAsync<ReadTimeline, IReadOnlyList<ContributionLine>>(read => read.ExecuteAsync(scenario.EventId, id, 0, Cancellation));
    }
}
