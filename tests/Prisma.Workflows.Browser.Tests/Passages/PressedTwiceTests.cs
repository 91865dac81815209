using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>On a slow line a button is pressed once more before there is an answer.</summary>
public sealed class PressedTwiceTests(Villages villages)
{
    [Fact]
    public async Task What_is_pressed_twice_is_sent_once_and_can_be_sent_again_after_the_answer()
    {
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var sent = 0;
        var (isSent, isPressedTwice) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/*", async route =>
        {
            if (route.Request.Method == "POST")
            {
                sent++;
                isSent.TrySetResult();
                await isPressedTwice.Task;
            }

            await route.ContinueAsync();
        });
        await page.GotoAsync("/events/new");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create the event", Exact = true }).FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        await isSent.Task;
        await page.Keyboard.PressAsync("Enter");
        isPressedTwice.SetResult();
        await page.GetByText("A few things need another look").WaitForAsync();

        Assert.Equal(1, sent);
        await office.FillAsync(("name", "The Salt Meadows"), ("place", "Tidemark"), ("summary", "What does the sea give back?"), ("startsOn", "2027-06-15"), ("endsOn", "2027-06-24"), ("profile", "Compact"));
        await office.PressAsync("Create the event");
        Assert.Equal("/events/the-salt-meadows", office.Path);
    }
}
