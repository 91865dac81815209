using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>Some would rather speak than write.</summary>
public sealed class VoiceTests(Villages villages)
{
    static readonly byte[] _recording = [.. "OggS"u8, .. new byte[2000]];

    [Theory]
    [InlineData(true, "Bela")]
    [InlineData(false, "Cato")]
    public async Task A_question_is_answered_by_voice_and_heard_by_whoever_reads_and_by_nobody_else(bool scripts, string name)
    {
        var village = await villages.SharedAsync();
        await using var applicant = await village.ApplyAsync(name, scripts);
        var application = applicant.Path;
        await applicant.FillAsync(Village.Application[1..]);
        await applicant.AddFileAsync("why.voice.file", "why.ogg", _recording);
        await applicant.PressAsync("Save and continue later");
        await applicant.OpenAsync(application);
        Assert.True(await applicant.Page.IsCheckedAsync("[name='why.voice']"));
        Assert.Contains("why.ogg", await applicant.TextAsync(), StringComparison.Ordinal);
        if (scripts)
        {
            await applicant.CheckAsync("voice");
        }

        await applicant.PressAsync("Send my application");

        await using var reader = await village.DeviceAsync();
        await reader.OpenAsync((await village.Mails.NextAsync($"Can this person take part? ({name}", Village.Lead, Village.Facilitator, Village.Hub)).Action);
        await reader.CheckAsync("voice-heard");
        var address = (await reader.Page.GetAttributeAsync("audio", "src"))!;
        var heard = await reader.Page.APIRequest.GetAsync(village.Installation.Home + address);
        Assert.Equal(_recording, await heard.BodyAsync());
        Assert.Contains("sandbox", heard.Headers["content-security-policy"], StringComparison.Ordinal);

        await using var stranger = await village.DeviceAsync();
        Assert.Equal(404, (await stranger.Page.APIRequest.GetAsync(village.Installation.Home + address)).Status);
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_refused_and_everything_else_stays()
    {
        var village = await villages.SharedAsync();
        await using var applicant = await village.ApplyAsync("Dima", scripts: false);
        await applicant.FillAsync(Village.Application);
        await applicant.AddFileAsync("gift.voice.file", "gift.ogg", "<script>alert(1)</script>"u8.ToArray());
        await applicant.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send my application", Exact = true }).First.ClickAsync();
        await applicant.Page.GetByText("One file could not be taken").First.WaitForAsync();

        Assert.Equal(Village.Application[0].Value, await applicant.Page.InputValueAsync("[name=why]"));
    }
}
