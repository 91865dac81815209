using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>A rest that somebody chose, its end, and the next one (domain.md §5.7).</summary>
public sealed class PauseTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task A_rest_ends_on_its_day_though_nothing_is_asked_of_whoever_rests(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        await RestAsync(scenario, enrolment, days: 10);
        var until = (await scenario.EnrolmentAsync(enrolment)).PausedUntil!.Value;
        await scenario.PassAsync(until.AddHours(-1) - scenario.Product.Time.GetUtcNow());
        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);

        await scenario.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
    }

    static async Task<Submission> RestAsync(Scenario scenario, Guid enrolment, int days)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        var until = DateOnly.FromDateTime(scenario.Product.Time.GetUtcNow().UtcDateTime).AddDays(days);
        return await scenario.Product.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(enrolment, person, until, TestContext.Current.CancellationToken));
    }
}
