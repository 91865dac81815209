namespace Prisma.Workflows.Tests.Pathways;

/// <summary>What led to a step, as its pathway says it, in every mail about it.</summary>
public sealed class WhyNowTests
{
    [Theory, Databases]
    public async Task A_task_and_its_mail_say_what_led_to_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var enrolment = await scenario.UpToTheOfferAsync("amina@reed.example");
        var due = await scenario.Product.ReadAsync(db => db.Bookmarks.Where(bookmark => bookmark.DueAt != null).Select(bookmark => bookmark.DueAt).SingleAsync());
        await scenario.PassAsync(due!.Value.AddMinutes(1) - scenario.Product.Time.GetUtcNow());

        Assert.StartsWith("the design of the event is later than planned", (await scenario.StepAsync(enrolment, "PAR-2.4d")).WhyNow, StringComparison.Ordinal);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("the design of the event is later than planned"));
    }

    [Theory, Databases]
    public async Task A_reminder_says_it_as_the_mail_before_did(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync("amina@reed.example");
        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt);

        var today = Assert.Single(scenario.Product.Mail.To("amina@reed.example"), mail => mail.Subject!.StartsWith("Today", StringComparison.Ordinal)).TextBody!;
        Assert.Contains("It matters now because the call is open", today, StringComparison.Ordinal);
    }
}
