using System.Text.Json;
using Prisma.Workflows.Concerns;
using Prisma.Workflows.Concerns.Acts;
using Prisma.Workflows.Concerns.Views;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Concerns;

/// <summary>Something that isn't right is told to few, looked into by three, and known to nobody else.</summary>
public sealed class ConcernTests
{
    const string Code = "HJ34-KKMN-2345-WXYZ";
    const string Secret = "pushed against the gate";

    /// <summary>Scenario 27 of the acceptance list.</summary>
    [Theory, Databases]
    public async Task Scenario_27_A_concern_naming_a_trust_node_goes_only_to_the_others_and_an_unread_one_reaches_the_lead_of_stewards_without_content(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        var concern = (await TellAsync(scenario, who: "It was maren.")).Value!;
        await scenario.WorkAsync();

        Assert.Equal([await scenario.PersonIdAsync("tomas@orrin.example")], await ReadersAsync(scenario, concern.Id));
        Assert.Equal(["E64", "E72"], await MailsAsync(scenario));
        Assert.Null(await ReadAsync(scenario, concern.Id, "maren@orrin.example"));
        Assert.NotNull(await ReadAsync(scenario, concern.Id, "tomas@orrin.example"));

        await PassAsync(scenario, TimeSpan.FromHours(23));
        Assert.DoesNotContain("E73", await MailsAsync(scenario));
        await PassAsync(scenario, TimeSpan.FromHours(2));
        await PassAsync(scenario, TimeSpan.FromHours(2));

        Assert.Equal(["E64", "E72", "E72", "E73"], await MailsAsync(scenario));
        Assert.Equal(["E73"], await scenario.OwedAsync("dela@orrin.example"));
        Assert.Null(await ReadAsync(scenario, concern.Id, "dela@orrin.example"));
        await NothingElsewhereAsync(scenario);
    }

    [Theory, Databases]
    public async Task An_acknowledged_concern_alerts_nobody(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario)).Value!;

        await ActAsync<AcknowledgeConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));
        await PassAsync(scenario, TimeSpan.FromDays(2));

        Assert.Empty(await scenario.OwedAsync("dela@orrin.example"));
        Assert.Equal(2, (await ReadersAsync(scenario, concern.Id)).Count);
    }

    [Theory, Databases]
    public async Task Where_every_trust_node_is_named_it_goes_to_one_steward_who_is_not_involved(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        var concern = (await TellAsync(scenario, who: "Maren and Tomás, and Dela knew of it.")).Value!;

        Assert.Equal([await scenario.PersonIdAsync("iris@orrin.example")], await ReadersAsync(scenario, concern.Id));
    }

    [Theory, Databases]
    public async Task Where_everybody_is_named_nothing_is_kept_and_the_way_out_is_said(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        var told = await TellAsync(scenario, who: "Maren, Tomas, Dela and Iris.");

        Assert.Equal(TellTrustNodes.NobodyLeft, told.Problems[Problems.Whole]);
        Assert.Equal(0, await scenario.Product.ReadAsync(db => db.Concerns.CountAsync(Cancellation)));
        Assert.Empty(await MailsAsync(scenario));
    }

    [Theory, Databases]
    public async Task A_page_sent_twice_is_one_concern(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        Assert.Equal((await TellAsync(scenario)).Value!.Id, (await TellAsync(scenario)).Value!.Id);
        Assert.Equal(1, await scenario.Product.ReadAsync(db => db.Concerns.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Three_decide_both_sides_are_told_and_one_second_look_is_given_by_a_steward_who_had_nothing_to_do_with_it(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario)).Value!;
        await ActAsync<AcknowledgeConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));

        var alone = await CloseAsync(scenario, concern.Id);
        Assert.Contains("Three people decide", alone.Problems["whyFewer"], StringComparison.Ordinal);

        var third = await scenario.PersonIdAsync("iris@orrin.example");
        await ActAsync<NameResponder>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, third, by, Cancellation));
        Assert.True((await CloseAsync(scenario, concern.Id)).IsDone);
        await scenario.WorkAsync();
        Assert.Equal(2, (await MailsAsync(scenario)).Count(one => one == "E65"));

        var other = await scenario.Product.ReadAsync(db => db.Concerns.Select(one => one.OtherKey).SingleAsync(Cancellation));
        var asTheOther = ConcernKey.OfLink(concern.Id, other);
        var seen = await scenario.Product.RunAsync<ReadMatter, MatterView?>(read => read.ExecuteAsync(asTheOther, Cancellation));
        Assert.Equal("Please keep away from the kitchen hut.", seen!.Told);
        Assert.Empty(seen.Words);

        Assert.True((await AskAgainAsync(scenario, asTheOther)).IsDone);
        Assert.False((await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).IsDone);
        Assert.NotNull(await ReadAsync(scenario, concern.Id, "dela@orrin.example"));

        var notTheirs = await SettleAsync(scenario, concern.Id, "maren@orrin.example");
        Assert.False(notTheirs.IsDone);
        Assert.True((await SettleAsync(scenario, concern.Id, "dela@orrin.example")).IsDone);
        await scenario.WorkAsync();
        Assert.Equal(4, (await MailsAsync(scenario)).Count(one => one == "E65"));
        await NothingElsewhereAsync(scenario);
    }

    [Theory, Databases]
    public async Task A_second_look_comes_too_late_after_fourteen_days(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario)).Value!;
        await ActAsync<AcknowledgeConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));
        Assert.True((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);

        await PassAsync(scenario, TimeSpan.FromDays(15));

        Assert.Contains("within fourteen days", (await AskAgainAsync(scenario, ConcernKey.OfCode("hj34 kkmn 2345 wxyz"))).Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Where_nobody_is_left_for_a_second_look_it_says_whom_to_write_to(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("maren@orrin.example", "Maren", Part.TrustNode);
        var concern = (await TellAsync(scenario)).Value!;
        await ActAsync<AcknowledgeConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));
        Assert.True((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);

        Assert.Contains("(maren@orrin.example)", (await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Three_years_after_its_closing_it_is_forgotten(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario)).Value!;
        await ActAsync<AcknowledgeConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));
        await CloseAsync(scenario, concern.Id, "We are only two here.");

        await PassAsync(scenario, TimeSpan.FromDays(3 * 366));

        Assert.Equal((0, 0, 0), await scenario.Product.ReadAsync(async db =>
            (await db.Concerns.CountAsync(Cancellation), await db.ConcernPeople.CountAsync(Cancellation), await db.ConcernNotes.CountAsync(Cancellation))));
    }

    [Theory, Databases]
    public async Task What_is_to_be_looked_at_again_is_not_forgotten_however_long_that_takes(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario)).Value!;
        await ActAsync<AcknowledgeConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern.Id, by, Cancellation));
        await CloseAsync(scenario, concern.Id, "We are only two here.");
        Assert.True((await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).IsDone);

        await PassAsync(scenario, TimeSpan.FromDays(3 * 366));

        Assert.Equal(ConcernState.Appealed, await scenario.Product.ReadAsync(db => db.Concerns.Select(one => one.State).SingleAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Those_who_look_into_it_meet_within_two_working_days_and_on_the_same_day_while_people_are_together(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 3, 11, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2027, 3, 15, 23, 59, 0, TimeSpan.Zero), (await TellAsync(scenario)).Value!.MeetBy);

        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 9, 11, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2027, 9, 11, 22, 59, 0, TimeSpan.Zero), (await TellAsync(scenario, code: "WXYZ-WXYZ-WXYZ-WXYZ")).Value!.MeetBy);
    }

    /// <summary>The event with two trust nodes, and two stewards of whom Dela leads.</summary>
    static async Task<Scenario> StartAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("maren@orrin.example", "Maren", Part.TrustNode);
        await scenario.JoinAsync("tomas@orrin.example", "Tomas", Part.TrustNode);
        await scenario.JoinAsync("dela@orrin.example", "Dela", Part.StewardDelegate);
        await scenario.JoinAsync("iris@orrin.example", "Iris", Part.Steward);
        return scenario;
    }

    static Task<Outcome<Concern>> TellAsync(Scenario scenario, string who = "", string code = Code)
    {
        var said = new JsonObject { ["what"] = $"Somebody {Secret}.", ["who"] = who, ["safe_now"] = "yes", ["want"] = "action", ["contact"] = "mail", ["contact_mail"] = "noor@example.org" };
        return scenario.Product.RunAsync<TellTrustNodes, Outcome<Concern>>(tell => tell.ExecuteAsync(scenario.EventId, said, [], code, null, Cancellation));
    }

    static Task<Outcome<Concern>> CloseAsync(Scenario scenario, Guid concern, string whyFewer = "")
    {
        var closing = new ConcernClosing(ConcernOutcome.Agreement, "Both were heard.", "They keep away from the kitchen hut.", "bram@example.org", "Please keep away from the kitchen hut.", whyFewer, false);
        return ActAsync<CloseConcern>(scenario, "maren@orrin.example", (act, by) => act.ExecuteAsync(concern, closing, by, Cancellation));
    }

    static Task<Outcome<Concern>> AskAgainAsync(Scenario scenario, ConcernKey key) =>
        scenario.Product.RunAsync<AskSecondLook, Outcome<Concern>>(ask => ask.ExecuteAsync(key, "I was not asked what I saw.", Cancellation));

    static Task<Outcome<Concern>> SettleAsync(Scenario scenario, Guid concern, string by) =>
        ActAsync<SettleSecondLook>(scenario, by, (act, actor) => act.ExecuteAsync(concern, ConcernOutcome.Talk, "A talk comes first.", actor, Cancellation));

    static async Task<Outcome<Concern>> ActAsync<TAct>(Scenario scenario, string email, Func<TAct, Actor, Task<Outcome<Concern>>> act)
        where TAct : notnull
    {
        var by = new Actor(await scenario.PersonIdAsync(email), email);
        return await scenario.Product.RunAsync<TAct, Outcome<Concern>>(useCase => act(useCase, by));
    }

    static async Task<ConcernView?> ReadAsync(Scenario scenario, Guid concern, string email)
    {
        var person = await scenario.PersonIdAsync(email);
        return await scenario.Product.RunAsync<ReadConcern, ConcernView?>(read => read.ExecuteAsync(concern, person, Cancellation));
    }

    static Task<List<Guid>> ReadersAsync(Scenario scenario, Guid concern) =>
        scenario.Product.ReadAsync(db => db.ConcernPeople.Where(one => one.ConcernId == concern && one.Part != ConcernPart.Involved).Select(one => one.PersonId).ToListAsync(Cancellation));

    static Task<List<string>> MailsAsync(Scenario scenario) =>
        scenario.Product.ReadAsync(db => db.Outbox.OrderBy(mail => mail.Template).Select(mail => mail.Template).ToListAsync(Cancellation));

    static async Task PassAsync(Scenario scenario, TimeSpan span)
    {
        scenario.Product.Time.Advance(span);
        await scenario.Product.RunAsync<WatchConcerns>(watch => watch.ExecuteAsync(Cancellation));
        await scenario.WorkAsync();
    }

    /// <summary>No mail, no story, no list says anything of it.</summary>
    static async Task NothingElsewhereAsync(Scenario scenario)
    {
        Assert.All(scenario.Product.Mail.Sent, mail => Assert.DoesNotContain(Secret, mail.ToString(), StringComparison.Ordinal));
        var audit = await scenario.Product.ReadAsync(db => db.Audit.Select(entry => entry.Actor + ": " + entry.Sentence).ToListAsync(Cancellation));
        Assert.All(audit.Where(one => one.Contains("trust nodes", StringComparison.Ordinal)), one => Assert.Matches("^Prisma: A (message came in for|matter with) the trust nodes( was closed)?.$", one));
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(audit), StringComparison.Ordinal);
        var lines = await scenario.Product.RunAsync<ListOutbox, IReadOnlyList<OutboxLine>>(list => list.ExecuteAsync(Cancellation));
        Assert.All(lines, line => Assert.Equal("sealed", line.To));
        Assert.DoesNotContain("noor@example.org", await scenario.Product.ReadAsync(db => db.People.Select(person => person.Email).ToListAsync(Cancellation)));
    }
}
