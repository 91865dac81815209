using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>Words that were typed and not kept, when somebody is about to leave them.</summary>
public sealed class UnsavedWordsTests(Villages villages)
{
    [Theory]
    [InlineData("/mails/E03", "body", "All mails")]
    [InlineData("/agreements/A-01", "text", "All agreements")]
    [InlineData("/forms/F-01/edit?open=first_name", "ask.why", "All forms")]
    public async Task They_are_asked_after_before_they_are_left_and_never_when_they_are_kept(string editor, string field, string away)
    {
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        using var asked = new SemaphoreSlim(0);
        page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.Release();
        };
        var words = page.Locator($"[name='{field}']");
        await page.GotoAsync(editor);
        await words.ClickAsync();
        await LeaveAsync();

        await page.GotoAsync(editor);
        await words.FillAsync("The reeds are cut.");
        await StayAsync();
        Assert.StartsWith("The reeds are cut.", await words.InputValueAsync(), StringComparison.Ordinal);
        if (await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).CountAsync() > 0)
        {
            await office.PressAsync("Preview");
            Assert.Equal(1, await page.Locator("[data-unsaved]").CountAsync());
            await StayAsync();
        }

        await page.Locator($"form:has([name='{field}']) button.primary").ClickAsync();
        await page.WaitForURLAsync("**version=**");
        await LeaveAsync();

        async Task StayAsync()
        {
            await page.GetByRole(AriaRole.Link, new() { Name = away }).ClickAsync();
            await asked.WaitAsync(TestContext.Current.CancellationToken);
        }

        async Task LeaveAsync()
        {
            await page.GetByRole(AriaRole.Link, new() { Name = away }).ClickAsync();
            await page.WaitForURLAsync($"**/{away["All ".Length..]}");
            Assert.Equal(0, asked.CurrentCount);
        }
    }

    [Fact]
    public async Task A_reason_that_was_written_and_not_published_is_asked_after()
    {
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.TrySetResult();
        };
        await Canvas.BeginAsync(page, "reasons");
        await page.GotoAsync("/pathways/reasons/publish");
        await page.FillAsync("[name=sentence]", "The river opens earlier each year.");

        await page.GetByRole(AriaRole.Link, new() { Name = "All definitions" }).ClickAsync();

        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("The river opens earlier each year.", await page.InputValueAsync("[name=sentence]"));
    }
}
