using System.Globalization;
using MimeKit;
using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Tests.Gatherings;

/// <summary>Whoever chooses a time for a conversation has it in a mail (domain.md PAR-2.1).</summary>
public sealed class ConfirmTimeTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task A_time_that_was_chosen_is_confirmed_by_a_mail_with_the_way_and_a_file_for_calendars(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var slot = scenario.Product.Time.GetUtcNow().AddDays(40);
        await scenario.Product.ChangeAsync(db => db.Events.Single().ConversationSlots = [slot]);
        var enrolment = await UpToTheChoiceAsync(scenario);

        await scenario.SubmitAsync(enrolment, "PAR-2.1", new() { ["choice"] = "offered", ["slot"] = slot.ToString("O", CultureInfo.InvariantCulture), ["channel"] = "phone", ["phone"] = "+44 20 7946 0000" });
        await scenario.WorkAsync();

        var mail = Assert.Single(scenario.Product.Mail.To(Amina), one => one.Subject!.StartsWith("Kept for you: ", StringComparison.Ordinal));
        Assert.Contains("How we talk: Phone.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("It takes about 25 minutes", mail.TextBody, StringComparison.Ordinal);
        var file = Assert.IsType<TextPart>(Assert.Single(mail.Attachments));
        Assert.Equal("text/calendar", file.ContentType.MimeType);
        Assert.Contains($"DTSTART:{slot.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", file.Text, StringComparison.Ordinal);
        Assert.Contains($"DTEND:{slot.AddMinutes(25).UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7946", mail.TextBody + file.Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_was_to_talk_with_somebody_who_steps_out_is_told(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UpToTheChoiceAsync(scenario);
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new() { ["choice"] = "offered", ["slot"] = scenario.Product.Time.GetUtcNow().AddDays(3).ToString("O", CultureInfo.InvariantCulture), ["channel"] = "video" });
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;

        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(enrolment, person, "", "delete", TestContext.Current.CancellationToken)));
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.Contains("the time that was kept for the two of you is free again", Assert.Single(scenario.Product.Mail.To(Scenario.Hub), one => one.TextBody!.Contains("stepped out", StringComparison.Ordinal)).TextBody, StringComparison.Ordinal);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("Amina Reed has stepped out"));
    }

    [Theory, Databases]
    public async Task Where_other_times_were_proposed_none_is_confirmed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UpToTheChoiceAsync(scenario);

        await scenario.SubmitAsync(enrolment, "PAR-2.1", new() { ["choice"] = "propose", ["proposals"] = new JsonArray(Proposed("2027-06-10", "from 6 to 8 in the evening"), Proposed("2027-06-11", "at noon")), ["channel"] = "video" });
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.DoesNotContain("E47b", await scenario.OwedAsync(Amina));
        var told = Assert.Single(scenario.Product.Mail.To(Scenario.Hub), mail => mail.TextBody!.Contains("Our conversation", StringComparison.Ordinal)).TextBody;
        Assert.Contains("These times were proposed, on the clocks of Amina Reed:\n\n- Thursday 10 June 2027, from 6 to 8 in the evening\n- Friday 11 June 2027, at noon\n\n", told, StringComparison.Ordinal);

        static JsonObject Proposed(string day, string from) => new() { ["day"] = day, ["from"] = from };
    }

    static async Task<Guid> UpToTheChoiceAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.1"));
        return enrolment;
    }
}
