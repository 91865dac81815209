using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Tests.Enrolments;

public sealed class RevokeLinksTests
{
    const string Amina = "amina@reed.example", Ilse = "ilse@reed.example";

    static readonly Actor _wren = new(null, "Wren Alder");

    [Theory, Databases]
    public async Task All_links_of_one_person_become_invalid_and_a_new_one_says_by_whom(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.ApplyAsync(Ilse, "Ilse");
        await AskForLinkAsync(scenario, enrolment);
        Assert.Equal((0, 0), (await RevokedAsync(scenario, Amina), await RevokedAsync(scenario, Ilse)));
        var before = await AliveAsync(scenario, Amina);

        await RevokeAsync(scenario, enrolment, renew: true);
        await scenario.WorkAsync();

        Assert.Equal((before, 0), (await RevokedAsync(scenario, Amina), await RevokedAsync(scenario, Ilse)));
        Assert.Equal(["E01", "E02", "E71", "E71"], await scenario.OwedAsync(Amina));
        var renewed = scenario.Product.Mail.To(Amina)[^1].TextBody;
        Assert.Contains("Wren Alder made all earlier links of yours invalid", renewed, StringComparison.Ordinal);
        Assert.DoesNotContain("You asked", renewed, StringComparison.Ordinal);
        Assert.InRange(await AliveAsync(scenario, Amina), 1, before);
        Assert.Contains("Wren Alder made all links sent to Amina Reed so far invalid; a new one goes to the address we know.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task A_new_link_for_whom_nothing_waits_names_no_step_of_others(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        var reading = await scenario.StepAsync(enrolment, "PAR-1.3");

        await RevokeAsync(scenario, enrolment, renew: true);
        await scenario.WorkAsync();

        var renewed = scenario.Product.Mail.To(Amina)[^1].TextBody!;
        Assert.Contains("Here is a new one to your page.", renewed, StringComparison.Ordinal);
        Assert.DoesNotContain(reading.Title, renewed, StringComparison.Ordinal);
        Assert.DoesNotContain("planned until", renewed, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Nothing_is_sent_to_a_mailbox_that_others_read(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);

        await RevokeAsync(scenario, enrolment, renew: false);
        await scenario.WorkAsync();

        Assert.Equal(0, await AliveAsync(scenario, Amina));
        Assert.Equal(["E01", "E02"], await scenario.OwedAsync(Amina));
        Assert.Contains("Wren Alder made all links sent to Amina Reed so far invalid.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Whoever_left_the_team_loses_their_links_and_gets_no_new_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        await scenario.LeaveTeamAsync(Scenario.Hub);
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == Scenario.Hub, TestContext.Current.CancellationToken));
        await scenario.Product.ChangeAsync(db => db.AccessLinks.Add(new AccessLink { TokenHash = LinkToken.HashOf("a link"), PersonId = person.Id, Purpose = LinkPurpose.Enrolment, CreatedAt = Product.Beginning }));
        var before = await scenario.OwedAsync(Scenario.Hub);

        await scenario.Product.RunAsync<RevokeLinks, Submission>(revoke => revoke.ExecuteAsync(enrolment, person.Id, renew: true, _wren, TestContext.Current.CancellationToken));
        await scenario.WorkAsync();

        Assert.Equal(0, await AliveAsync(scenario, Scenario.Hub));
        Assert.Equal(before, await scenario.OwedAsync(Scenario.Hub));
        Assert.Contains($"Wren Alder made all links sent to {person.Name} so far invalid.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Who_asked_for_a_link_while_the_clock_was_ahead_gets_one_when_it_is_right_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync("amina@reed.example");
        var right = scenario.Product.Time.GetUtcNow();
        scenario.Product.Time.AdjustTime(right.AddDays(30));
        await AskForLinkAsync(scenario, enrolment);
        scenario.Product.Time.AdjustTime(right.AddMinutes(1));

        await AskForLinkAsync(scenario, enrolment);

        Assert.Equal(2, (await scenario.OwedAsync("amina@reed.example")).Count(template => template == "E71"));
    }

    /// <summary>Within the hour in which no second one would be sent.</summary>
    static async Task AskForLinkAsync(Scenario scenario, Guid enrolment)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<RequestFreshLink, Submission>(ask => ask.ExecuteAsync(enrolment, person, TestContext.Current.CancellationToken)));
    }

    static async Task RevokeAsync(Scenario scenario, Guid enrolment, bool renew)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        var done = await scenario.Product.RunAsync<RevokeLinks, Submission>(revoke => revoke.ExecuteAsync(enrolment, person, renew, _wren, TestContext.Current.CancellationToken));
        Assert.True(done.IsAccepted);
    }

    static Task<int> AliveAsync(Scenario scenario, string email) => CountAsync(scenario, email, revoked: false);

    static Task<int> RevokedAsync(Scenario scenario, string email) => CountAsync(scenario, email, revoked: true);

    static Task<int> CountAsync(Scenario scenario, string email, bool revoked) =>
        scenario.Product.ReadAsync(db => db.AccessLinks.CountAsync(link => (link.RevokedAt != null) == revoked && db.People.Any(person => person.Id == link.PersonId && person.Email == email)));
}
