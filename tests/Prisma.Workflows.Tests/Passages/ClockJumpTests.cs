using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>The machine's clock leaps: nothing is said twice, and what people do is taken all the same.</summary>
public sealed class ClockJumpTests
{
    const string Amina = "amina@reed.example", Lisbon = "Europe/Lisbon";

    [Theory, Databases]
    public async Task A_clock_that_leaps_ahead_and_is_put_right_again_says_nothing_twice(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.PassAsync(TimeSpan.FromDays(8));
        var told = await scenario.OwedAsync(Amina);
        var sent = scenario.Product.Mail.Sent.Count;
        Assert.True(told.Count > 2, string.Join(", ", told));

        scenario.Product.Time.AdjustTime(scenario.Product.Time.GetUtcNow() - TimeSpan.FromDays(7));
        await scenario.WorkAsync();
        await scenario.PassAsync(TimeSpan.FromDays(6));

        Assert.Equal(told, await scenario.OwedAsync(Amina));
        Assert.Equal(sent, scenario.Product.Mail.Sent.Count);
        Assert.Null(await scenario.BrokenAtAsync(enrolment));
    }

    [Theory, Databases]
    public async Task What_rested_while_the_clocks_changed_is_due_as_many_days_later_at_the_end_of_its_day(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var before = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(enrolment, before.ActorId, new DateOnly(2027, 4, 5), TestContext.Current.CancellationToken)));
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 4, 5, 10, 0, 0, TimeSpan.Zero));

        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Equal(Zones.EndOf(Zones.DayOf(before.DueAt, Lisbon).AddDays(26), Lisbon), (await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt);
    }

    [Theory, Databases]
    public async Task A_clock_set_back_in_the_middle_of_a_passage_keeps_nobody_from_finishing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        scenario.Product.Time.AdjustTime(scenario.Product.Time.GetUtcNow() - TimeSpan.FromDays(3));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        await scenario.SubmitAsync(enrolment, "PAR-2.4o", new JsonObject { ["answer"] = "accept" });
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);

        Assert.Equal("PAR-3", (await scenario.EnrolmentAsync(enrolment)).StageKey);
        Assert.Null(await scenario.BrokenAtAsync(enrolment));
    }
}
