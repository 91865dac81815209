using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>Whole passages in a browser, over real mail.</summary>
public sealed class ParticipantTests(Villages villages)
{
    [Fact]
    public async Task A_stranger_applies_and_ends_with_a_signed_agreement()
    {
        const string amina = "amina@example.org";
        var village = await villages.SharedAsync();
        await using var applicant = await village.ApplyAsync("Amina");
        await applicant.CheckAsync("application");
        await applicant.FillAsync(Village.Application[..3]);
        await applicant.PressAsync("Save and continue later");
        Assert.Contains("Saved.", await applicant.TextAsync(), StringComparison.Ordinal);

        await using var phone = await village.DeviceAsync(width: 360);
        await phone.OpenAsync((await village.Mails.NextAsync("Your application", amina)).Action);
        Assert.Equal(Village.Application[0].Value, await phone.Page.InputValueAsync("[name=why]"));
        await phone.CheckAsync("application-phone");
        await phone.FillAsync(Village.Application[3..]);
        await phone.PressAsync("Send my application");
        Assert.StartsWith("/where/", phone.Path, StringComparison.Ordinal);
        await phone.CheckAsync("where-phone");

        await ReadAsync(village, "Can this person take part? (Amina", [("response", "consent")], "Record my answer", "gate-c1");

        await phone.OpenAsync((await village.Mails.NextAsync("talk, 25 minutes", amina)).Action);
        await phone.FillAsync(
            ("proposals.0.day", "2030-01-07"), ("proposals.0.from", "10:00"), ("proposals.1.day", "2030-01-08"), ("proposals.1.from", "15:00"), ("channel", "in-person"));
        await phone.CheckAsync("slots-phone");
        await phone.PressAsync("Send my answer");

        await using var host = await village.SignInAsync(Village.Hub);
        await host.Page.ClickAsync("text=Our conversation");
        await host.CheckAsync("conversation");
        await host.FillAsync(Village.Conversation);
        await host.PressAsync("Save the record");

        await ReadAsync(village, "Shall we offer a place? (Amina", Village.Reading, "Record my reading", "gate-c2");
        await ReadAsync(village, "Shall we offer a place? (Amina", Village.Reading, "Record my reading", "gate-c2-second");

        await applicant.OpenAsync((await village.Mails.NextAsync("A place is yours", amina)).Action);
        await applicant.CheckAsync("offer");
        await applicant.FillAsync(("answer", "accept"));
        await applicant.PressAsync("Send my answer");
        await SignAsync(village, applicant, amina, "Amina Reed", "signing");
        await applicant.CheckAsync("where-signed");

        await using var lead = await village.DeviceAsync();
        await lead.OpenAsync((await village.Mails.NextAsync("with Amina Reed", Village.Lead)).Action);
        await SignAsync(village, lead, Village.Lead, "Wren Alder", "countersigning");

        foreach (var to in new[] { amina, Village.Lead })
        {
            Assert.Contains("A-06-signed.txt", (await village.Mails.NextAsync("Signed by all", to)).Attachments);
        }

        await using var office = await villages.SitDownAsync();
        await LookAroundAsync(office);
    }

    [Fact]
    public async Task Without_scripts_on_a_small_screen_everything_can_be_done()
    {
        var village = await villages.SharedAsync();
        await using var phone = await village.ApplyAsync("Edda", scripts: false, width: 360);
        await phone.PictureAsync("no-script-application");
        await phone.PressAsync("Add a row");
        await phone.FillAsync(Village.Application);
        await phone.FillAsync(("languages.1.lang", "Portuguese"), ("languages.1.level", "good"));
        await phone.PressAsync("Send my application");
        Assert.StartsWith("/where/", phone.Path, StringComparison.Ordinal);

        await phone.OpenAsync((await village.Mails.NextAsync("Your application", Village.MailOf("Edda"))).Action);
        Assert.Contains("Nothing more is needed here", await phone.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_comes_back_with_questions_and_its_writer_steps_out_from_a_mail()
    {
        const string ilse = "ilse@example.org";
        await using var village = await villages.AnotherAsync();
        await using var applicant = await village.ApplyAsync("Ilse");
        await applicant.FillAsync(Village.Application);
        await applicant.PressAsync("Send my application");

        await ReadAsync(
            village,
            "Can this person take part? (Ilse",
            [("response", "return"), ("questions.0.text", "Which of the days can you be there?"), ("questions.0.capability", "so that we can plan beds"), ("strengths", "Clear and warm words about the river.")],
            "Record my answer",
            "gate-returned");

        var returned = await village.Mails.NextAsync("Which of the days", ilse);
        await applicant.OpenAsync(returned.Action);
        Assert.Equal(Village.Application[0].Value, await applicant.Page.InputValueAsync("[name=why]"));
        Assert.Contains("Which of the days can you be there?", await applicant.TextAsync(), StringComparison.Ordinal);
        await applicant.CheckAsync("returned");

        var before = await village.Installation.DumpAsync();
        await using var scanner = await village.DeviceAsync();
        foreach (var link in returned.Links)
        {
            await scanner.OpenAsync(link);
        }

        Assert.Equal(before, await village.Installation.DumpAsync());

        await applicant.OpenAsync(returned.Leave);
        await applicant.CheckAsync("leave");
        await applicant.FillAsync(("confirm", "true"), ("data", "delete"));
        await applicant.PressAsync("Step out");
        Assert.Contains("You stepped out", await applicant.TextAsync(), StringComparison.Ordinal);
        await applicant.CheckAsync("where-left");
        await village.Mails.NextAsync("stepped out", ilse);
    }

    static async Task ReadAsync(Village village, string gate, (string Name, string Value)[] answers, string button, string picture)
    {
        await using var reader = await village.DeviceAsync();
        await reader.OpenAsync((await village.Mails.NextAsync(gate, Village.Lead, Village.Facilitator, Village.Hub)).Action);
        await reader.CheckAsync(picture);
        await reader.FillAsync(answers);
        await reader.PressAsync(button);
        Assert.Contains("Thank you", await reader.TextAsync(), StringComparison.Ordinal);
    }

    /// <summary>The pages of the staff, after a passage.</summary>
    static async Task LookAroundAsync(Device office)
    {
        await office.OpenAsync($"/events/{Village.Slug}", Device.HeaviestOfStaff);
        await office.CheckAsync("event");
        await office.Page.ClickAsync("a:has-text('Amina Reed')");
        await office.CheckAsync("enrolment");
        await office.PictureOfTopAsync("enrolment-top", 1350);
        Assert.Contains("is signed by all and active", await office.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("confirmed", await office.TextAsync(), StringComparison.Ordinal);
        foreach (var address in new[] { "/today", "/events", "/people", "/mailbox", "/outbox", "/forms", "/forms/F-12/edit?open=track", "/agreements", "/agreements/A-06", "/mails/E02", "/definitions" })
        {
            await office.OpenAsync(address, Device.HeaviestOfStaff);
            await office.CheckAsync("staff" + address.Split('?')[0].Replace('/', '-'));
        }
    }

    static async Task SignAsync(Village village, Device device, string email, string name, string picture)
    {
        await device.CheckAsync(picture);
        await device.PressAsync("I have read the text");
        await device.PressAsync("Send me the code");
        var code = (await village.Mails.NextAsync("Your code for signing", email)).Code;
        await device.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign", Exact = true }).ClickAsync();
        await device.Page.GetByText("Please tick that you intend to sign").WaitForAsync();
        Assert.Contains("The code is on its way.", await device.TextAsync(), StringComparison.Ordinal);
        await device.FillAsync(("code", code), ("name", name), ("intend", "yes"));
        await device.CheckAsync(picture + "-code");
        await device.PressAsync("Sign");
    }
}
