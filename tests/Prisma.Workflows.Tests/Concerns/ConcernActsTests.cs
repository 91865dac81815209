using Prisma.Workflows.Concerns;
using Prisma.Workflows.Concerns.Acts;
using static Prisma.Workflows.Tests.Concerns.ConcernScene;

namespace Prisma.Workflows.Tests.Concerns;

/// <summary>What those who look into a concern, and both sides of it, may do about it and when.</summary>
public sealed class ConcernActsTests
{
    [Theory, Databases]
    public async Task It_is_taken_up_once_and_closed_once_and_only_by_those_who_look_into_it(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario)).Value!;

        Assert.False((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);
        Assert.False((await AcknowledgeAsync(scenario, concern.Id, Iris)).IsDone);
        Assert.True((await AcknowledgeAsync(scenario, concern.Id)).IsDone);
        Assert.Equal("Somebody has said so already.", (await AcknowledgeAsync(scenario, concern.Id, Tomas)).Problems[Problems.Whole]);
        Assert.Equal("This is not yours to read.", (await NoteAsync(scenario, concern.Id, NoteKind.Remark, "Who was it?", Dela)).Problems[Problems.Whole]);
        Assert.True((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);
        Assert.False((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);
        Assert.Equal("It is closed; nobody joins any more.", (await NameAsync(scenario, concern.Id, Iris)).Problems[Problems.Whole]);
        Assert.Equal("This matter is closed.", (await WriteAsync(scenario, "One more thing.")).Problems[Problems.Whole]);
    }

    [Theory, Databases]
    public async Task A_form_that_is_sent_twice_writes_once_and_tells_once(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);
        scenario.Product.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var _ in (string[])["pressed", "and pressed again"])
        {
            Assert.True((await WriteAsync(scenario, "It was in the kitchen hut.")).IsDone);
            scenario.Product.Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var _ in (string[])["pressed", "and pressed again"])
        {
            Assert.True((await NoteAsync(scenario, concern.Id, NoteKind.ToReporter, "We have met. ", Maren)).IsDone);
            scenario.Product.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True((await WriteAsync(scenario, "It was in the kitchen hut.")).IsDone);
        Assert.Equal(
            ["It was in the kitchen hut.", "We have met.", "It was in the kitchen hut."],
            await scenario.Product.ReadAsync(db => db.ConcernNotes.Where(note => note.Kind == NoteKind.FromReporter || note.Kind == NoteKind.ToReporter).OrderBy(note => note.At).Select(note => note.Text).ToListAsync(Cancellation)));
        Assert.Single(await MailsAsync(scenario), "E64b");
    }

    [Theory, Databases]
    public async Task It_is_closed_with_all_that_both_sides_and_whoever_reads_the_record_later_need(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);
        var whole = Closing("We are only two here.");

        Assert.Equal("outcome", await WrongAsync(whole with { Outcome = null }));
        Assert.Equal("reason", await WrongAsync(whole with { Reason = " " }));
        Assert.Equal("toReporter", await WrongAsync(whole with { ToReporter = " " }));
        Assert.Equal("otherMail", await WrongAsync(whole with { OtherMail = "bram" }));
        Assert.Equal("toOther", await WrongAsync(whole with { ToOther = " " }));
        Assert.Equal("whyFewer", await WrongAsync(whole with { WhyFewer = " " }));
        Assert.Equal("wished", await WrongAsync(whole with { Outcome = ConcernOutcome.Authorities }));

        Assert.True((await CloseAsync(scenario, concern.Id, whole with { Outcome = ConcernOutcome.Authorities, IsWished = true })).IsDone);
        Assert.Equal("Both were heard.\nWe are only two here.", (await ReadAsync(scenario, concern.Id, Maren))!.Concern.Notes.Single(note => note.Kind == NoteKind.Decision).Text);

        async Task<string> WrongAsync(ConcernClosing closing) => Assert.Single((await CloseAsync(scenario, concern.Id, closing)).Problems).Key;
    }

    [Theory, Databases]
    public async Task Who_was_named_in_it_does_not_count_among_the_three_who_decide(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = (await TellAsync(scenario, who: "Tomás")).Value!;
        await AcknowledgeAsync(scenario, concern.Id);
        await NameAsync(scenario, concern.Id, Dela);

        Assert.Equal("whyFewer", Assert.Single((await CloseAsync(scenario, concern.Id)).Problems).Key);
        await NameAsync(scenario, concern.Id, Iris);
        Assert.True((await CloseAsync(scenario, concern.Id)).IsDone);
    }

    [Theory, Databases]
    public async Task Who_was_asked_first_stays_whom_both_sides_write_to(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var lead = await scenario.PersonIdAsync(Scenario.Lead);
        await scenario.Product.ChangeAsync(db => db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = lead, Part = Part.TrustNode }));
        var concern = (await TellAsync(scenario, notThese: [lead])).Value!;
        await AcknowledgeAsync(scenario, concern.Id);
        await scenario.Product.ChangeAsync(db => db.ConcernPeople.RemoveRange(db.ConcernPeople.Where(one => one.PersonId == lead)));
        scenario.Product.Time.Advance(TimeSpan.FromHours(1));

        Assert.True((await NameAsync(scenario, concern.Id, Scenario.Lead)).IsDone);

        Assert.Equal("Wren Alder", (await ReadAsync(scenario, concern.Id, Maren))!.Responders[^1]);
        await CloseAsync(scenario, concern.Id);
        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E65").Select(mail => mail.Facts).FirstAsync(Cancellation));
        Assert.NotEqual(Scenario.Lead, JsonNode.Parse(facts)!["concern"]!["contact"]!.ToString());
    }

    [Theory, Databases]
    public async Task Who_told_it_reads_what_was_written_to_them_and_nothing_else_of_the_record(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);

        await NoteAsync(scenario, concern.Id, NoteKind.HeardOther, "Bram says that he slept.");
        Assert.DoesNotContain("E64b", await MailsAsync(scenario));
        await NoteAsync(scenario, concern.Id, NoteKind.ToReporter, "May we meet at nine?");
        Assert.Contains("E64b", await MailsAsync(scenario));
        Assert.Equal("kind", Assert.Single((await NoteAsync(scenario, concern.Id, NoteKind.Decision, "He goes.")).Problems).Key);
        Assert.Equal("text", Assert.Single((await NoteAsync(scenario, concern.Id, NoteKind.Remark, " ")).Problems).Key);
        Assert.Equal("text", Assert.Single((await WriteAsync(scenario, " ")).Problems).Key);
        await WriteAsync(scenario, "At nine, by the well.");

        Assert.Equal(["May we meet at nine?", "At nine, by the well."], (await MatterAsync(scenario, ConcernKey.OfCode(Code)))!.Words.Select(note => note.Text));
        var other = await scenario.Product.ReadAsync(db => db.Concerns.Select(one => one.OtherKey).SingleAsync(Cancellation));
        Assert.Empty((await MatterAsync(scenario, ConcernKey.OfLink(concern.Id, other)))!.Words);
    }

    [Theory, Databases]
    public async Task A_second_look_is_answered_once_by_those_who_were_asked_for_it_and_the_record_says_who_asked(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);
        Assert.False((await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).IsDone);
        await CloseAsync(scenario, concern.Id, "We are only two here.");
        var kept = await scenario.Product.ReadAsync(db => db.Concerns.SingleAsync(Cancellation));

        Assert.False((await SettleAsync(scenario, concern.Id, Maren)).IsDone);
        Assert.True((await AskAgainAsync(scenario, ConcernKey.OfLink(concern.Id, kept.OtherKey))).IsDone);
        var read = (await ReadAsync(scenario, concern.Id, Dela))!;
        Assert.True(read.LooksAgain);
        Assert.Equal("I was not asked what I saw.", Assert.Single((await MatterAsync(scenario, ConcernKey.OfLink(concern.Id, kept.OtherKey)))!.Words).Text);
        Assert.Empty((await MatterAsync(scenario, ConcernKey.OfLink(concern.Id, kept.ReporterKey)))!.Words);
        Assert.Equal("The other side", read.Concern.Notes.Single(note => note.Kind == NoteKind.Appeal).By);
        Assert.False((await ReadAsync(scenario, concern.Id, Maren))!.LooksAgain);
        Assert.Equal(["Maren Hale", "Tomas Hale"], (await MatterAsync(scenario, ConcernKey.OfLink(concern.Id, kept.ReporterKey)))!.Holders.Order());

        Assert.Equal("outcome", Assert.Single((await SettleAsync(scenario, concern.Id, Dela, null)).Problems).Key);
        Assert.Equal("told", Assert.Single((await SettleAsync(scenario, concern.Id, Dela, ConcernOutcome.Talk, " ")).Problems).Key);
        Assert.True((await SettleAsync(scenario, concern.Id, Dela)).IsDone);
        Assert.False((await SettleAsync(scenario, concern.Id, Iris)).IsDone);
    }

    static Task<Outcome<Concern>> NoteAsync(Scenario scenario, Guid concern, NoteKind kind, string text, string by = Maren) =>
        ActAsync<NoteConcern>(scenario, by, (act, actor) => act.ExecuteAsync(concern, kind, text, actor, Cancellation));

    static Task<Outcome<Concern>> WriteAsync(Scenario scenario, string text) =>
        scenario.Product.RunAsync<WriteBack, Outcome<Concern>>(write => write.ExecuteAsync(ConcernKey.OfCode(Code), text, Cancellation));
}
