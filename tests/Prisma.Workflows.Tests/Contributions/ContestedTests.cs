using Prisma.Workflows.Consents;
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

    [Theory, Databases]
    public async Task It_is_resolved_while_it_is_in_talk_by_a_facilitator_who_is_neither_of_the_two_and_in_words(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var id = await GivenAsync(scenario);
        Assert.Equal("It is not in talk any more.", (await ResolveAsync(scenario, id, Scenario.Lead, stands: true)).Problems[Problems.Whole]);
        await PutOnTheTeamAsync(scenario, Amina, Part.Facilitator);
        await PutOnTheTeamAsync(scenario, Scenario.Hub, Part.Facilitator);
        Assert.Equal("doubt", Assert.Single((await ContestAsync(scenario, id, Scenario.Hub, " ")).Problems).Key);
        Assert.True((await ContestAsync(scenario, id, Scenario.Hub)).IsDone);

        foreach (var notTheirs in new[] { Bruno, Amina, Scenario.Hub })
        {
            Assert.Equal("A facilitator of the event who is neither of the two resolves it.", (await ResolveAsync(scenario, id, notTheirs, stands: true)).Problems[Problems.Whole]);
        }

        Assert.False(Assert.Single(await TimelineAsync(scenario, Amina)).MayResolve);
        Assert.False(Assert.Single(await TimelineAsync(scenario, Scenario.Hub)).MayResolve);
        Assert.Equal("what", Assert.Single((await ResolveAsync(scenario, id, Scenario.Lead, stands: true, " ")).Problems).Key);
        Assert.True((await ResolveAsync(scenario, id, Scenario.Lead, stands: true)).IsDone);
        Assert.False(Assert.Single(await TimelineAsync(scenario, Scenario.Lead)).MayResolve);
    }

    [Theory, Databases]
    public async Task Whoever_is_one_of_the_two_is_not_asked_to_hear_both(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var id = await GivenAsync(scenario);
        await PutOnTheTeamAsync(scenario, Scenario.Lead, Part.Hub);
        await ContestAsync(scenario, id, Scenario.Lead);
        await PutOnTheTeamAsync(scenario, Bruno, Part.Lead, instead: true);
        var second = await GivenAsync(scenario, await EnrolmentOfAsync(scenario, Bruno));
        await ContestAsync(scenario, second, Scenario.Hub);

        Assert.Equal([Scenario.Facilitator, Scenario.Facilitator], await scenario.Product.ReadAsync(db =>
            db.Steps.Where(step => step.Key.StartsWith("contribution.")).Join(db.People, step => step.ActorId, person => person.Id, (step, person) => person.Email).ToListAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task It_is_doubted_once_and_only_by_those_who_received_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.UpToTheSeatAsync(Bruno, "Bruno");
        var id = await GivenAsync(scenario, await scenario.ApplyAsync(Amina));
        Assert.False(await MayContestAsync(scenario, id, Bruno));
        Assert.True(await MayContestAsync(scenario, id, Scenario.Hub));
        await PutOnTheTeamAsync(scenario, Amina, Part.Hub);
        Assert.False(await MayContestAsync(scenario, id, Amina));

        await ContestAsync(scenario, id, Scenario.Hub);
        Assert.Equal(ContributionState.InTalk, (await TimelineAsync(scenario, Scenario.Hub)).Single(line => line.Contribution.Id == id).Contribution.State);
        await ResolveAsync(scenario, id, Scenario.Lead, stands: true);

        Assert.False(await MayContestAsync(scenario, id, Scenario.Hub));
    }

    [Theory, Databases]
    public async Task What_a_practice_network_gave_both_received_those_who_came_and_the_hub(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.UpToTheSeatAsync(Amina);
        await scenario.ApplyAsync(Bruno, "Bruno");
        var id = await GivenAsync(scenario, await scenario.InviteAsync(Pathway.Network, "Millrace Weavers", "Maren Brook", "maren@brook.example"));

        Assert.True(await MayContestAsync(scenario, id, Amina));
        Assert.True(await MayContestAsync(scenario, id, Scenario.Hub));
        Assert.False(await MayContestAsync(scenario, id, Bruno));
        Assert.False(await MayContestAsync(scenario, id, Scenario.Lead));
    }

    [Theory, Databases]
    public async Task A_seat_counts_where_it_is_confirmed_and_among_the_participants_of_that_event(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var bruno = await scenario.ApplyAsync(Bruno, "Bruno");
        var elsewhere = await scenario.AddEventAsync("Elsewhere", "elsewhere");
        var id = await GivenAsync(scenario, await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example"));

        await SeatAsync(elsewhere, SeatState.Confirmed);
        Assert.False(await MayContestAsync(scenario, id, Bruno));
        await SeatAsync(scenario.EventId, SeatState.Waitlisted);
        Assert.False(await MayContestAsync(scenario, id, Bruno));
        await SeatAsync(scenario.EventId, SeatState.Confirmed, "guests");
        Assert.False(await MayContestAsync(scenario, id, Bruno));
        await SeatAsync(scenario.EventId, SeatState.Confirmed);
        Assert.True(await MayContestAsync(scenario, id, Bruno));

        Task SeatAsync(Guid eventId, SeatState state, string pool = SeatPool.Participants) => scenario.Product.ChangeAsync(db =>
        {
            db.Seats.RemoveRange(db.Seats);
            db.Seats.Add(new Seat { EventId = eventId, EnrolmentId = bruno, Pool = pool, State = state, At = Product.Beginning });
        });
    }

    [Theory, Databases]
    public async Task The_timeline_shows_what_is_open_to_the_event_or_to_all_and_of_another_event_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var open = await GivenAsync(scenario);
        var amina = await EnrolmentOfAsync(scenario, Amina);
        var (own, toAll) = (await GivenAsync(scenario, amina, "me"), await GivenAsync(scenario, amina, "public"));
        await GivenAsync(scenario, amina, eventId: await scenario.AddEventAsync("Elsewhere", "elsewhere"));

        Assert.Equal(new[] { open, toAll }.Order(), (await TimelineAsync(scenario, Bruno)).Select(line => line.Contribution.Id).Order());
        Assert.Equal(new[] { open, own, toAll }.Order(), (await TimelineAsync(scenario, Amina)).Select(line => line.Contribution.Id).Order());
    }

    [Theory, Databases]
    public async Task Whoever_chose_that_only_they_see_what_they_gave_is_seen_by_nobody_else_until_they_choose_otherwise(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var given = await GivenAsync(scenario);
        var enrolment = await scenario.Product.ReadAsync(db => db.Contributions.Where(one => one.Id == given).Select(one => one.EnrolmentId).SingleAsync(Cancellation));
        Assert.Contains(await TimelineAsync(scenario, Scenario.Lead), line => line.Contribution.Id == given);

        await ChooseAsync("me");
        Assert.DoesNotContain(await TimelineAsync(scenario, Scenario.Lead), line => line.Contribution.Id == given);
        Assert.Contains(await TimelineAsync(scenario, Amina), line => line.Contribution.Id == given);
        await ChooseAsync("event");
        Assert.Contains(await TimelineAsync(scenario, Scenario.Lead), line => line.Contribution.Id == given);

        async Task ChooseAsync(string who)
        {
            scenario.Product.Time.Advance(TimeSpan.FromMinutes(1));
            await scenario.Product.RunAsync<ChangeConsents>(change => change.ExecuteAsync(enrolment, new Actor(null, "Amina Reed"), new JsonObject { ["timeline"] = who }, Cancellation));
        }
    }

    [Theory, Databases]
    public async Task The_timeline_goes_on_after_a_page_and_says_so_with_one_line_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await GivenAsync(scenario);
        var amina = await EnrolmentOfAsync(scenario, Amina);
        for (var more = 0; more < ReadTimeline.PageSize; more++)
            await GivenAsync(scenario, amina);

        Assert.Equal(ReadTimeline.PageSize + 1, (await TimelineAsync(scenario, Bruno)).Count);
        Assert.Single(await TimelineAsync(scenario, Bruno, page: 1));
    }

    /// <summary>Amina gave something that the event may see.</summary>
    static async Task<Guid> GivenAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.ApplyAsync(Bruno, "Bruno");
        return await GivenAsync(scenario, enrolment);
    }

    static async Task<Guid> GivenAsync(Scenario scenario, Guid enrolment, string visibility = "event", Guid? eventId = null)
    {
        var given = new Contribution
        {
            EventId = eventId ?? scenario.EventId,
            EnrolmentId = enrolment,
            PersonId = (await scenario.EnrolmentAsync(enrolment)).PersonId,
            Kind = "care",
            What = "Cooked for everybody.",
            Context = "Intensive",
            At = scenario.Product.Time.GetUtcNow(),
            Visibility = visibility,
        };
        await scenario.Product.ChangeAsync(db => db.Contributions.Add(given));
        return given.Id;
    }

    /// <summary>Beside those who are in that part, or in their place.</summary>
    static async Task PutOnTheTeamAsync(Scenario scenario, string email, Part part, bool instead = false)
    {
        var person = await scenario.PersonIdAsync(email);
        await scenario.Product.ChangeAsync(db =>
        {
            if (instead)
                db.TeamMembers.RemoveRange(db.TeamMembers.Where(member => member.Part == part));
            db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = person, Part = part });
        });
    }

    static async Task<Guid> EnrolmentOfAsync(Scenario scenario, string email)
    {
        var person = await scenario.PersonIdAsync(email);
        return await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.PersonId == person).Select(one => one.Id).SingleAsync(Cancellation));
    }

    static async Task<bool> MayContestAsync(Scenario scenario, Guid id, string reader) => (await TimelineAsync(scenario, reader)).Single(line => line.Contribution.Id == id).MayContest;

    static async Task<Outcome<Contribution>> ContestAsync(Scenario scenario, Guid id, string by, string doubt = "It was two of the three days.")
    {
        var actor = new Actor(await scenario.PersonIdAsync(by), by);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<ContestContribution, Outcome<Contribution>>(contest => contest.ExecuteAsync(id, doubt, actor, Cancellation)));
    }

    static async Task<Outcome<Contribution>> ResolveAsync(Scenario scenario, Guid id, string by, bool stands, string what = "Cooked on two of the three days.")
    {
        var actor = new Actor(await scenario.PersonIdAsync(by), by);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<ResolveContribution, Outcome<Contribution>>(resolve => resolve.ExecuteAsync(id, stands, what, actor, Cancellation)));
    }

    static async Task<IReadOnlyList<ContributionLine>> TimelineAsync(Scenario scenario, string reader, int page = 0)
    {
        var id = await scenario.PersonIdAsync(reader);
        return await scenario.Product.RunAsync<ReadTimeline, IReadOnlyList<ContributionLine>>(read => read.ExecuteAsync(scenario.EventId, id, page, Cancellation));
    }
}
