using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Tests.Gatherings;

/// <summary>Facilitators meet each month for an hour and learn on a live case, until the event goes ahead (domain.md §14.1).</summary>
public sealed class LearningCallTests
{
    const string LearningCall = "GA-25";

    static readonly Actor _wren = new(null, "Wren Alder");

    [Fact]
    public async Task Each_month_a_time_is_sought_and_all_facilitators_are_invited_reminded_and_told_what_came_of_it()
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.JoinAsync("lia@orrin.example", "Lia", Part.HubLead);
        var own = await BeginAsync(scenario);
        await scenario.UntilAsync(own, () => scenario.IsOpenAtAsync(own, "EV-1.9t"), _ => true);
        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(own, "EV-1.9t"));
        Assert.Contains(LearningCall, await AheadAsync(scenario));
        Assert.DoesNotContain("GA-23", await AheadAsync(scenario));
        var asked = scenario.Product.Time.GetUtcNow();

        await PlanAsync(scenario, asked.AddDays(9));
        Assert.DoesNotContain(LearningCall, await AheadAsync(scenario));
        await scenario.FinishAsync(own, "EV-1.9t", "Thursday suits all.");
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Matches("one line to[^\n]+(.|\n)+/events/orrin/gatherings/GA-25|/events/orrin/gatherings/GA-25(.|\n)+one line to", LastToFacilitator(scenario, "Come together: Learning call"));
        Assert.Contains("By video", LastToFacilitator(scenario, "Come together: Learning call"), StringComparison.Ordinal);

        await scenario.PassAsync(TimeSpan.FromDays(5));
        Assert.DoesNotContain(Subjects(scenario), subject => subject.StartsWith("Soon: Learning call", StringComparison.Ordinal));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.PassAsync(TimeSpan.FromHours(12));
        Assert.Contains("By video", LastToFacilitator(scenario, "Soon: Learning call"), StringComparison.Ordinal);

        await scenario.PassAsync(TimeSpan.FromDays(2));
        var step = await scenario.StepAsync(own, "EV-1.9");
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, step.ActorId, true, new JsonObject { ["notes"] = "Ask before advising." }, Cancellation)));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains("Ask before advising.", LastToFacilitator(scenario, "What came of Learning call"), StringComparison.Ordinal);

        await scenario.UntilAsync(own, () => scenario.IsOpenAtAsync(own, "EV-1.9t"), _ => true);
        Assert.InRange((await scenario.StepAsync(own, "EV-1.9t")).OpenedAt - asked, TimeSpan.FromDays(21), TimeSpan.FromDays(31));
    }

    [Theory, Databases]
    public async Task Next_months_call_is_an_entry_of_its_own_in_calendars_and_a_call_that_is_moved_keeps_its_own(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddDays(9));
        var first = await HeldAsync();
        await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddDays(12));
        Assert.Equal(first.Id, (await HeldAsync()).Id);

        await scenario.PassAsync(TimeSpan.FromDays(30));
        await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddDays(9));
        var second = await HeldAsync();
        Assert.NotEqual(first.Id, second.Id);
        Assert.True(second.StartsAt > first.StartsAt?.AddDays(7));

        Task<EventGathering> HeldAsync() => scenario.Product.ReadAsync(db => db.EventGatherings.SingleAsync(one => one.EventId == scenario.EventId && one.GatheringId == LearningCall));
    }

    [Fact]
    public async Task A_month_may_be_left_out_and_nobody_is_asked_in_the_last_four_weeks()
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.JoinAsync("lia@orrin.example", "Lia", Part.HubLead);
        var own = await BeginAsync(scenario);
        await scenario.UntilAsync(own, () => scenario.IsOpenAtAsync(own, "EV-1.9t"), _ => true);
        await scenario.FinishAsync(own, "EV-1.9t", "All are away.", blocked: true);
        await scenario.PassAsync(TimeSpan.FromDays(15));
        Assert.True(await scenario.IsOpenAtAsync(own, "EV-1.9t"));
        Assert.DoesNotContain(Subjects(scenario), subject => subject.Contains("Learning call", StringComparison.Ordinal));

        await scenario.PassAsync(new DateTimeOffset(2027, 8, 9, 9, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.FinishAsync(own, "EV-1.9t", "The event is near.", blocked: true);
        await scenario.PassAsync(TimeSpan.FromDays(15));
        await scenario.PassAsync(TimeSpan.FromDays(15));
        Assert.False(await scenario.IsOpenAtAsync(own, "EV-1.9t"));
    }

    static IEnumerable<string> Subjects(Scenario scenario) => scenario.Product.Mail.To(Scenario.Facilitator).Select(mail => mail.Subject!);

    static string LastToFacilitator(Scenario scenario, string subject) =>
        scenario.Product.Mail.To(Scenario.Facilitator).Last(mail => mail.Subject!.StartsWith(subject, StringComparison.Ordinal)).TextBody!;

    static Task<List<string>> AheadAsync(Scenario scenario) => scenario.Product.Operations.ReadAsync<ReadGatherings, List<string>>(async read =>
        [.. read.Ahead(scenario.EventId, await read.OfEventAsync(scenario.EventId, Cancellation)).Select(one => one.Gathering.Id)]);

    static async Task PlanAsync(Scenario scenario, DateTimeOffset at) => Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<PlanGathering, Outcome<EventGathering>>(plan =>
        plan.ExecuteAsync(scenario.EventId, LearningCall, at, null, "By video", _wren, Cancellation)))).IsDone);

    static async Task<Guid> BeginAsync(Scenario scenario) => (await scenario.WorkAfterAsync(
        scenario.Product.RunAsync<BeginPassage, Outcome<Enrolment>>(begin => begin.ExecuteAsync(scenario.EventId, Pathway.Event, Part.Lead, Cancellation)))).Value!.Id;
}
