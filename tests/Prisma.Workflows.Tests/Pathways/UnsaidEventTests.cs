using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>The days of an event pass, 6 to 15 September, and nobody has said that it goes (G4).</summary>
public sealed class UnsaidEventTests
{
    const string Amina = "amina@reed.example", Steward = "joss@orrin.example", Why = "The river took the bridge, and nobody told anybody here.";

    static readonly DateOnly _after = new(2027, 9, 17);

    [Theory, Databases]
    public async Task Whoever_leads_it_is_asked_once_whether_it_took_place_and_a_steward_after_two_weeks(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync(Steward, "Joss", Part.Steward);
        await WaitingAsync(scenario);

        await OnAsync(scenario, new DateOnly(2027, 9, 15));
        Assert.Empty(await AskedAsync(scenario));
        await OnAsync(scenario, new DateOnly(2027, 9, 16));
        await OnAsync(scenario, new DateOnly(2027, 9, 29));
        Assert.Equal([Scenario.Lead], await AskedAsync(scenario));
        Assert.Equal(["Listening to the Orrin"], await OnTodayAsync(scenario, Scenario.Lead));
        Assert.Empty(await OnTodayAsync(scenario, Steward));
        await OnAsync(scenario, new DateOnly(2027, 9, 30));
        await OnAsync(scenario, new DateOnly(2027, 10, 20));
        Assert.Equal([Steward, Scenario.Lead], await AskedAsync(scenario));
    }

    [Fact]
    public async Task Nobody_is_asked_where_it_was_said_nobody_is_on_the_way_or_it_was_long_ago()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await OnAsync(scenario, _after);
        Assert.Empty(await AskedAsync(scenario));
        Assert.Empty(await OnTodayAsync(scenario, Scenario.Lead));

        await using var said = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await said.ApplyAsync(Amina);
        await said.ReachAsync(SignalNames.Goes);
        await OnAsync(said, _after);
        Assert.Empty(await AskedAsync(said));
        Assert.Empty(await OnTodayAsync(said, Scenario.Lead));

        await using var old = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await WaitingAsync(old);
        await OnAsync(old, new DateOnly(2027, 12, 20));
        Assert.Empty(await AskedAsync(old));
    }

    [Theory, Databases]
    public async Task Said_that_it_took_place_whoever_waited_goes_on_with_what_comes_after_and_reads_nothing_of_travel(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var waiting = await WaitingAsync(scenario);
        await OnAsync(scenario, _after);

        Assert.Equal("Wren Alder leads this event and decides this. Please talk with them.", Assert.Single((await SayAsync(scenario, Scenario.Facilitator)).Problems).Value);
        Assert.True((await SayAsync(scenario, Scenario.Lead)).IsDone);

        await scenario.UntilAsync(waiting, async () => (await scenario.EnrolmentAsync(waiting)).StageKey == "PAR-6", step => step.Key is "PAR-5.2");
        var owed = await scenario.OwedAsync(Amina);
        Assert.Empty(owed.Intersect(["E25", "E56", "E57"]));
        Assert.Empty(await OnTodayAsync(scenario, Scenario.Lead));
        Assert.Equal("This was said already.", Assert.Single((await SayAsync(scenario, Scenario.Lead)).Problems).Value);
        Assert.Contains("no longer be changed", Assert.Single((await CancelAsync(scenario)).Problems).Value, StringComparison.Ordinal);
    }

    /// <summary>Whoever arrived, and what wants to go on, is still to be told then.</summary>
    [Fact]
    public async Task What_is_asked_of_the_days_once_they_are_over_does_not_say_that_they_last()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var waiting = await WaitingAsync(scenario);
        await OnAsync(scenario, _after);
        await SayAsync(scenario, Scenario.Lead);

        await scenario.HoldAsync(waiting, "PAR-5.2", attended: false);
        await scenario.FinishAsync(waiting, "PAR-5.2c", "They came a day later.");
        await scenario.UntilAsync(waiting, () => scenario.IsOpenAtAsync(waiting, "PAR-5.4"), _ => false);

        var asked = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == waiting && mail.CreatedAt > new DateTimeOffset(2027, 9, 16, 0, 0, 0, TimeSpan.Zero)).Select(mail => mail.Facts).ToListAsync(Cancellation));
        Assert.Contains(asked, facts => facts.Contains("They have not come", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, facts => facts.Contains("the evening of the second day", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, facts => facts.Contains("tomorrow you go home", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task It_can_be_cancelled_and_everybody_reads_that_it_did_not_take_place(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var waiting = await WaitingAsync(scenario);
        await OnAsync(scenario, _after);

        Assert.True((await CancelAsync(scenario)).IsDone);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(EnrolmentState.Cancelled, (await scenario.EnrolmentAsync(waiting)).State);
        foreach (var told in new[] { Amina, Scenario.Facilitator })
        {
            var mail = Assert.Single(scenario.Product.Mail.To(told), mail => mail.TextBody!.Contains(Why, StringComparison.Ordinal));
            Assert.Equal("It did not take place – Listening to the Orrin", mail.Subject);
            Assert.Contains("Listening to the Orrin did not take place.", mail.TextBody, StringComparison.Ordinal);
        }

        Assert.Equal("Its days are not over, or it was cancelled.", Assert.Single((await SayAsync(scenario, Scenario.Lead)).Problems).Value);
    }

    [Theory, Databases]
    public async Task It_can_be_moved_and_is_then_to_come(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync(Steward, "Joss", Part.Steward);
        var waiting = await WaitingAsync(scenario);
        await OnAsync(scenario, _after);
        var (lead, steward) = (new Actor(await scenario.PersonIdAsync(Scenario.Lead), "Wren Alder"), new Actor(await scenario.PersonIdAsync(Steward), "Joss Reed"));

        var proposed = await scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.ExecuteAsync(scenario.EventId, new DateOnly(2028, 5, 1), new DateOnly(2028, 5, 10), Why, lead, Cancellation));
        var moved = await scenario.WorkAfterAsync(scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.AnswerAsync(proposed.Value!.Id, true, steward, Cancellation)));

        Assert.True(moved.IsDone);
        Assert.Contains("E23", await scenario.OwedAsync(Amina));
        Assert.True((await scenario.EnrolmentAsync(waiting)).IsLive);
        Assert.Empty(await OnTodayAsync(scenario, Scenario.Lead));
        await scenario.ReachAsync(SignalNames.Goes);
        Assert.Contains("E25", await scenario.OwedAsync(Amina));
    }

    /// <summary>Everything is done, and only whether it goes is not known.</summary>
    static async Task<Guid> WaitingAsync(Scenario scenario)
    {
        var waiting = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ReachAsync(SignalNames.Aligned);
        await scenario.UntilAsync(waiting, async () => (await scenario.OwedAsync(Amina)).Contains("E53b"), _ => true);
        return waiting;
    }

    /// <summary>What is told by noon of a day.</summary>
    static async Task OnAsync(Scenario scenario, DateOnly day)
    {
        await scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.Product.Services.GetRequiredService<AskAfterTheDays>().ExecuteAsync(Cancellation);
        await scenario.WorkAsync();
    }

    static Task<List<string>> AskedAsync(Scenario scenario) => scenario.Product.ReadAsync(db =>
        (from mail in db.Outbox where mail.Key.Contains("took-place-") join person in db.People on mail.PersonId equals person.Id orderby person.Email select person.Email).ToListAsync(Cancellation));

    static async Task<List<string>> OnTodayAsync(Scenario scenario, string email)
    {
        var id = await scenario.PersonIdAsync(email);
        return (await scenario.Product.Operations.ReadAsync<ReadToday, List<ReadToday.Unsaid>>(today => today.UnsaidAsync(id, Cancellation))).ConvertAll(one => one.EventName);
    }

    static async Task<Outcome<Event>> SayAsync(Scenario scenario, string email)
    {
        var by = new Actor(await scenario.PersonIdAsync(email), email);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<SayTookPlace, Outcome<Event>>(say => say.ExecuteAsync(scenario.EventId, by, Cancellation)));
    }

    static async Task<Outcome<EventChange>> CancelAsync(Scenario scenario)
    {
        var by = new Actor(await scenario.PersonIdAsync(Scenario.Lead), "Wren Alder");
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<CancelEvent, Outcome<EventChange>>(cancel => cancel.ExecuteAsync(scenario.EventId, Why, "", "Listening to the Orrin", by, Cancellation)));
    }
}
