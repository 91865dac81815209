using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Tests.Gatherings;

/// <summary>Who hears that a gathering has a time, another one, or none any more.</summary>
public sealed class TellTimeTests
{
    const string Amina = "amina@reed.example", Bela = "bela@reed.example", Cato = "cato@reed.example", WelcomeDay = "GA-10";

    static readonly DateTimeOffset _at = new(2027, 3, 20, 18, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task Whoever_is_invited_and_did_not_say_no_hears_of_each_time_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        foreach (var (email, coming) in new[] { (Amina, "yes"), (Bela, ""), (Cato, "cant") })
        {
            var enrolment = await scenario.UpToTheWelcomeDayAsync(email, email[..1].ToUpperInvariant() + email[1..email.IndexOf('@', StringComparison.Ordinal)]);
            if (coming.Length > 0)
                await scenario.SubmitAsync(enrolment, "PAR-3.2r", new() { ["coming"] = coming });
        }

        await PlanAsync(scenario, _at, "Mill Hall");
        await PlanAsync(scenario, _at, "Mill Hall");
        await PlanAsync(scenario, _at.AddDays(1), "Mill Hall");
        await PlanAsync(scenario, _at.AddDays(1), "The barn");
        await PlanAsync(scenario, null, "");

        foreach (var email in (string[])[Amina, Bela])
        {
            Assert.Equal(
                ["Saturday 20 March 2027, 18:00: Welcome Day", "Another time: Welcome Day", "Sunday 21 March 2027, 18:00: Welcome Day", "No day any more: Welcome Day"],
                Told(scenario, email).Select(mail => mail.Subject));
        }

        Assert.Empty(Told(scenario, Cato));
        var texts = Told(scenario, Amina).Select(mail => mail.TextBody!).ToList();
        Assert.Contains("“Welcome Day” has another time: Sunday 21 March 2027, 18:00, your time, and no longer Saturday 20 March 2027, 18:00.", texts[1], StringComparison.Ordinal);
        Assert.Contains("We meet here: The barn.", texts[2], StringComparison.Ordinal);
        Assert.Contains("does not take place on Sunday 21 March 2027, 18:00.", texts[3], StringComparison.Ordinal);
        Assert.Equal([1, 1, 1, 0], Told(scenario, Amina).Select(mail => mail.Attachments.Count(file => file is MimeKit.TextPart { Text: var text } && text.Contains("BEGIN:VEVENT", StringComparison.Ordinal))));
    }

    [Theory, Databases]
    public async Task Whoever_holds_a_gathering_that_is_put_off_need_not_say_who_was_there_before_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UntilItIsHeldAsync(scenario);
        var later = scenario.Product.Time.GetUtcNow().AddDays(12);

        await PlanAsync(scenario, later, "Mill Hall");

        var due = (await scenario.StepAsync(enrolment, "PAR-3.2")).DueAt;
        Assert.InRange(due, later, later.AddDays(1));
        await PlanAsync(scenario, later.AddDays(30), "The weir", of: "GA-11");
        await PlanAsync(scenario, later.AddDays(-3), "Mill Hall");
        Assert.Equal(due, (await scenario.StepAsync(enrolment, "PAR-3.2")).DueAt);
    }

    [Theory, Databases]
    public async Task Whoever_comes_later_hears_of_their_time_alone_and_not_of_the_one_that_took_place(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await PlanAsync(scenario, _at, "Mill Hall");
        await scenario.Product.ChangeAsync(db => db.EventGatherings.Single().CountsAt = _at.AddHours(3));
        await scenario.AwakeUntilAsync(_at.AddDays(1));
        var enrolment = await scenario.UpToTheWelcomeDayAsync(Amina);

        var next = scenario.Product.Time.GetUtcNow().AddDays(4);
        await PlanAsync(scenario, next, "Mill Hall");

        var told = Assert.Single(Told(scenario, Amina));
        Assert.StartsWith(next.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture), told.Subject, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Whoever_holds_it_hears_once_for_all_and_not_of_what_they_set_themselves(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await PlanAsync(scenario, _at, "Mill Hall");
        foreach (var (email, name) in new[] { (Amina, "Amina"), (Bela, "Bela") })
        {
            var enrolment = await scenario.UpToTheSeatAsync(email, name);
            await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-3.2"), _ => true);
        }

        var host = await scenario.Product.ReadAsync(db => (from step in db.Steps join person in db.People on step.ActorId equals person.Id where step.Key == "PAR-3.2" select person).FirstAsync());
        await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddDays(2), "Mill Hall", host.Id);
        Assert.Empty(Told(scenario, host.Email));
        await PlanAsync(scenario, scenario.Product.Time.GetUtcNow().AddDays(3), "Mill Hall");

        Assert.Single(Told(scenario, host.Email));
        Assert.Equal(2, Told(scenario, Amina).Count());
    }

    [Theory, Databases]
    public async Task Whoever_was_not_reminded_of_a_gathering_since_it_had_no_time_then_is_reminded_a_day_before_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await UntilItIsHeldAsync(scenario);
        var at = scenario.Product.Time.GetUtcNow().AddDays(9);
        await PlanAsync(scenario, at, "Mill Hall");

        await RemindAsync(scenario, at.AddDays(-2));
        Assert.Empty(Reminded(scenario));
        await RemindAsync(scenario, at.AddDays(-1));
        await RemindAsync(scenario, at.AddHours(-1));

        var reminded = Assert.Single(Reminded(scenario)).TextBody!;
        Assert.Contains($"“Welcome Day” is near: {at.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)}", reminded, StringComparison.Ordinal);
        Assert.Contains("We meet here: Mill Hall.", reminded, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Whoever_was_reminded_of_another_time_is_reminded_of_the_new_one_and_of_none_that_was_taken_back(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await PlanAsync(scenario, _at, "Mill Hall");
        await UntilItIsHeldAsync(scenario);
        Assert.Single(Reminded(scenario));
        var at = scenario.Product.Time.GetUtcNow().AddDays(9);
        await PlanAsync(scenario, at, "Mill Hall");
        await PlanAsync(scenario, at.AddDays(9), "Mill Hall");

        await RemindAsync(scenario, at.AddDays(-1));
        Assert.Single(Reminded(scenario));
        await RemindAsync(scenario, at.AddDays(8));
        Assert.Equal(2, Reminded(scenario).Count());
        await PlanAsync(scenario, at.AddDays(20), "Mill Hall");
        await PlanAsync(scenario, null, "");

        await RemindAsync(scenario, at.AddDays(19));
        Assert.Equal(2, Reminded(scenario).Count());
    }

    [Theory, Databases]
    public async Task Whoever_hears_of_a_time_only_just_before_it_or_was_reminded_of_it_by_their_pathway_is_not_reminded_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await UntilItIsHeldAsync(scenario);
        var soon = scenario.Product.Time.GetUtcNow().AddHours(30);
        await PlanAsync(scenario, soon, "Mill Hall");
        await RemindAsync(scenario, soon.AddHours(-2));
        Assert.Empty(Reminded(scenario));

        var usual = await scenario.UpToTheWelcomeDayAsync(Bela, "Bela");
        var at = scenario.Product.Time.GetUtcNow().AddDays(6);
        await PlanAsync(scenario, at, "Mill Hall");
        await scenario.SubmitAsync(usual, "PAR-3.2r", new() { ["coming"] = "yes" });
        await RemindAsync(scenario, at.AddDays(-1));

        Assert.Single(scenario.Product.Mail.To(Bela), mail => mail.Subject!.StartsWith("Soon: ", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Nobody_who_has_stepped_out_is_reminded(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UntilItIsHeldAsync(scenario);
        var at = scenario.Product.Time.GetUtcNow().AddDays(9);
        await PlanAsync(scenario, at, "Mill Hall");
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(enrolment));

        await RemindAsync(scenario, at.AddDays(-1));

        Assert.Empty(Reminded(scenario));
    }

    /// <summary>Amina comes to where her host is asked who was there; the day of the pathway's own reminder is over.</summary>
    static async Task<Guid> UntilItIsHeldAsync(Scenario scenario)
    {
        var enrolment = await scenario.UpToTheWelcomeDayAsync(Amina);
        await scenario.SubmitAsync(enrolment, "PAR-3.2r", new() { ["coming"] = "yes" });
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-3.2"), _ => false);
        return enrolment;
    }

    static async Task RemindAsync(Scenario scenario, DateTimeOffset moment)
    {
        await scenario.AwakeUntilAsync(moment);
        await scenario.Product.Services.GetRequiredService<RemindAgain>().ExecuteAsync(TestContext.Current.CancellationToken);
        await scenario.PassAsync(TimeSpan.Zero);
    }

    static IEnumerable<MimeKit.MimeMessage> Reminded(Scenario scenario) =>
        scenario.Product.Mail.To(Amina).Where(mail => mail.Subject!.StartsWith("Soon: Welcome Day", StringComparison.Ordinal));

    static IEnumerable<MimeKit.MimeMessage> Told(Scenario scenario, string email) =>
        scenario.Product.Mail.To(email).Where(mail => mail.Subject!.EndsWith(": Welcome Day", StringComparison.Ordinal));

    static async Task PlanAsync(Scenario scenario, DateTimeOffset? at, string where, Guid? by = null, string of = WelcomeDay) =>
        Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<PlanGathering, Outcome<EventGathering>>(plan =>
            plan.ExecuteAsync(scenario.EventId, of, at, 120, where, new Actor(by, "Wren Alder"), TestContext.Current.CancellationToken)))).IsDone);
}
