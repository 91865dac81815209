using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>An event that is moved while somebody is asked or called, and one that is moved again.</summary>
public sealed class MovedOnceMoreTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task Moved_twice_everybody_is_asked_about_the_days_it_has_now_alone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        await MovedEventTests.MoveAsync(scenario, 60);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var asked = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == writing && step.Key == AnswerNewDates.Key && step.State == StepState.Open).ToListAsync(Cancellation));
        Assert.Equal((2, DayOf(scenario.Product.Time.GetUtcNow()).AddDays(7)), Assert.Single(asked.Select(step => (step.Round, DayOf(step.DueAt)))));
        Assert.Equal(2, (await scenario.OwedAsync(Amina)).Count(template => template == "E23"));
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static DateOnly DayOf(DateTimeOffset instant) => Zones.DayOf(instant, "Europe/Lisbon");
}
