using Prisma.Workflows.Concerns;
using Prisma.Workflows.Concerns.Acts;
using static Prisma.Workflows.Tests.Concerns.ConcernScene;

namespace Prisma.Workflows.Tests.Concerns;

/// <summary>Something that isn't right is told to few, looked into by three, and known to nobody else.</summary>
public sealed class ConcernTests
{
    /// <summary>Scenario 27 of the acceptance list.</summary>
    [Theory, Databases]
    public async Task Scenario_27_A_concern_naming_a_trust_node_goes_only_to_the_others_and_an_unread_one_reaches_the_lead_of_stewards_without_content(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        var concern = (await TellAsync(scenario, who: "It was maren.")).Value!;
        await scenario.WorkAsync();

        Assert.Equal([await scenario.PersonIdAsync(Tomas)], await ReadersAsync(scenario, concern.Id));
        Assert.Equal(["E64", "E72"], await MailsAsync(scenario));
        Assert.Null(await ReadAsync(scenario, concern.Id, Maren));
        Assert.NotNull(await ReadAsync(scenario, concern.Id, Tomas));

        await PassAsync(scenario, TimeSpan.FromHours(23));
        Assert.DoesNotContain("E73", await MailsAsync(scenario));
        await PassAsync(scenario, TimeSpan.FromHours(2));
        await PassAsync(scenario, TimeSpan.FromHours(2));

        Assert.Equal(["E64", "E72", "E72", "E73"], await MailsAsync(scenario));
        Assert.Equal(["E73"], await scenario.OwedAsync(Dela));
        Assert.Null(await ReadAsync(scenario, concern.Id, Dela));
        await NothingElsewhereAsync(scenario);
    }

    [Theory, Databases]
    public async Task An_acknowledged_concern_alerts_nobody(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);

        await PassAsync(scenario, TimeSpan.FromDays(2));

        Assert.Empty(await scenario.OwedAsync(Dela));
        Assert.Equal(2, (await ReadersAsync(scenario, concern.Id)).Count);
    }

    [Theory, Databases]
    public async Task Where_every_trust_node_is_named_it_goes_to_one_steward_who_is_not_involved(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);

        var concern = (await TellAsync(scenario, who: "Maren and Tomás, and Dela knew of it.")).Value!;

        Assert.Equal([await scenario.PersonIdAsync(Iris)], await ReadersAsync(scenario, concern.Id));
        Assert.Equal([await scenario.PersonIdAsync(Dela)], await ReadersAsync(scenario, (await TellAsync(scenario, who: "Maren and Tomás.", code: "WXYZ-WXYZ-WXYZ-WXYZ")).Value!.Id));
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
        var concern = await LookedIntoAsync(scenario);

        var alone = await CloseAsync(scenario, concern.Id);
        Assert.Contains("Three people decide", alone.Problems["whyFewer"], StringComparison.Ordinal);

        await NameAsync(scenario, concern.Id, Iris);
        Assert.True((await CloseAsync(scenario, concern.Id)).IsDone);
        await scenario.WorkAsync();
        Assert.Equal(2, (await MailsAsync(scenario)).Count(one => one == "E65"));

        var other = await scenario.Product.ReadAsync(db => db.Concerns.Select(one => one.OtherKey).SingleAsync(Cancellation));
        var asTheOther = ConcernKey.OfLink(concern.Id, other);
        var seen = await MatterAsync(scenario, asTheOther);
        Assert.Equal("Please keep away from the kitchen hut.", seen!.Told);
        Assert.Empty(seen.Words);

        Assert.True((await AskAgainAsync(scenario, asTheOther)).IsDone);
        Assert.False((await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).IsDone);
        Assert.NotNull(await ReadAsync(scenario, concern.Id, Dela));

        var notTheirs = await SettleAsync(scenario, concern.Id, Maren);
        Assert.False(notTheirs.IsDone);
        Assert.True((await SettleAsync(scenario, concern.Id, Dela)).IsDone);
        await scenario.WorkAsync();
        Assert.Equal(("A talk comes first.", "A talk comes first."), ((await MatterAsync(scenario, asTheOther))!.Told, (await MatterAsync(scenario, ConcernKey.OfCode(Code)))!.Told));
        Assert.Equal(4, (await MailsAsync(scenario)).Count(one => one == "E65"));
        string[] told = ["A message came in for the trust nodes.", "A matter with the trust nodes was closed."];
        Assert.Equal(told, (await scenario.Product.ReadAsync(db => db.Audit.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Sentence).ToListAsync(Cancellation))).Intersect(told));
        await NothingElsewhereAsync(scenario);
    }

    [Theory, Databases]
    public async Task A_second_look_comes_too_late_after_fourteen_days(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);
        Assert.True((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);

        await PassAsync(scenario, TimeSpan.FromDays(15));

        Assert.Contains("within fourteen days", (await AskAgainAsync(scenario, ConcernKey.OfCode("hj34 kkmn 2345 wxyz"))).Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Where_nobody_is_left_for_a_second_look_it_says_whom_to_write_to(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync(Maren, "Maren", Part.TrustNode);
        var concern = await LookedIntoAsync(scenario);
        Assert.True((await CloseAsync(scenario, concern.Id, "We are only two here.")).IsDone);

        Assert.Contains("(maren@orrin.example)", (await AskAgainAsync(scenario, ConcernKey.OfCode(Code))).Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Three_years_after_its_closing_it_is_forgotten(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);
        await CloseAsync(scenario, concern.Id, "We are only two here.");

        await PassAsync(scenario, TimeSpan.FromDays(3 * 365));
        Assert.Equal(1, await scenario.Product.ReadAsync(db => db.Concerns.CountAsync(Cancellation)));
        await PassAsync(scenario, TimeSpan.FromDays(2));

        Assert.Equal((0, 0, 0), await scenario.Product.ReadAsync(async db =>
            (await db.Concerns.CountAsync(Cancellation), await db.ConcernPeople.CountAsync(Cancellation), await db.ConcernNotes.CountAsync(Cancellation))));
    }

    [Theory, Databases]
    public async Task What_is_to_be_looked_at_again_is_not_forgotten_however_long_that_takes(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var concern = await LookedIntoAsync(scenario);
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

        // In Lisbon the day after the last has begun.
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 9, 15, 23, 30, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2027, 9, 20, 22, 59, 0, TimeSpan.Zero), (await TellAsync(scenario, code: "XYZX-XYZX-XYZX-XYZX")).Value!.MeetBy);
    }
}
