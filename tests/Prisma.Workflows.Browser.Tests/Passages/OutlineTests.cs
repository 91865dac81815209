using System.Diagnostics;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>A pathway edited by somebody who has no mouse.</summary>
public sealed class OutlineTests(Villages villages)
{
    const string Outline = "/pathways/pathway-participant/outline";

    [Fact]
    public async Task A_pathway_is_changed_by_keyboard_alone()
    {
        await using var desk = await villages.SitDownAsync();
        await desk.Page.GotoAsync("/definitions");
        var watch = Stopwatch.StartNew();
        await GoAsync(desk, "Outline of Participant pathway");
        await desk.Page.WaitForSelectorAsync("details.stage");
        TestContext.Current.SendDiagnosticMessage($"From the key to a usable outline: {watch.ElapsedMilliseconds} ms.");
        await desk.CheckAsync("outline");

        await UnfoldAsync(desk, "Call and application");
        await UnfoldAsync(desk, "Thank you for answering");
        await GoAsync(desk, "Add behind “Thank you for answering”");
        await ReachAsync(desk, "select[name=kind]");
        await desk.Page.Keyboard.TypeAsync("Task");
        await ReachAsync(desk, "input[name=name]");
        await desk.Page.Keyboard.TypeAsync("Ring them up");
        await desk.CheckAsync("outline-add");
        await PressAsync(desk, "Enter");
        Assert.Contains("“Ring them up” is added.", await desk.TextAsync(), StringComparison.Ordinal);

        await PressAsync(desk, "Enter");
        await ReachAsync(desk, "input[name='field.dueDays']");
        await desk.Page.Keyboard.PressAsync("Control+a");
        await desk.Page.Keyboard.TypeAsync("5");
        await desk.CheckAsync("outline-edit");
        await PressAsync(desk, "Enter");
        Assert.Contains("“Ring them up” is kept.", await desk.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("5 days", await desk.Page.InnerTextAsync("#step-PAR-1\\.4"), StringComparison.Ordinal);

        await GoAsync(desk, "Move up “Ring them up”");
        Assert.Contains("has moved", await desk.TextAsync(), StringComparison.Ordinal);
        await GoAsync(desk, "Remove “Ring them up”");
        Assert.Equal(0, await desk.Page.Locator("#step-PAR-1\\.4").CountAsync());
        await GoAsync(desk, "Undo");
        Assert.Equal(1, await desk.Page.Locator("#step-PAR-1\\.4").CountAsync());
        await CopyAndLeadOnAsync(desk);

        await GoAsync(desk, "Publish");
        await desk.CheckAsync("publish");
        await GoAsync(desk, "Versions");
        await desk.CheckAsync("versions");
    }

    [Theory]
    [InlineData(1100)]
    [InlineData(360)]
    public async Task Nobody_is_shut_out_of_a_page_where_pathways_and_words_are_written(int width)
    {
        await using var desk = await villages.SitDownAsync();
        await desk.Page.SetViewportSizeAsync(width, 900);
        foreach (var page in new[] { "definitions", "definitions/import", "pathways/pathway-partner/rehearse", "mails", "mails/E02", "forms", "forms/F-01/edit", "agreements", "agreements/A-01" })
        {
            await desk.Page.GotoAsync($"/{page}");
            await desk.CheckAsync($"{page.Replace('/', '-')}-{width}");
        }
    }

    /// <summary>Takes the undoing back and forth, doubles the step, and chooses where its copy leads.</summary>
    static async Task CopyAndLeadOnAsync(Device desk)
    {
        await GoAsync(desk, "Redo");
        Assert.Equal(0, await desk.Page.Locator("#step-PAR-1\\.4").CountAsync());
        await GoAsync(desk, "Undo");

        await UnfoldAsync(desk, "Ring them up");
        await GoAsync(desk, "Duplicate “Ring them up”");
        Assert.Contains("is added as a copy.", await desk.TextAsync(), StringComparison.Ordinal);
        await PressAsync(desk, "Enter");
        await ReachAsync(desk, "select[name='way.Blocked']");
        await desk.Page.Keyboard.TypeAsync("C1");
        await GoAsync(desk, "Keep these");
        Assert.Matches("could not be done\\s*→\\s*C1 Eligibility", await desk.TextAsync());
    }

    /// <summary>Tabs to what has this name, and presses it.</summary>
    static async Task GoAsync(Device device, string name)
    {
        await TabAsync(device, () => device.Page.EvaluateAsync<bool>("name => (document.activeElement?.innerText ?? '').replace(/\\s+/g, ' ').trim() === name", name), name);
        await PressAsync(device, "Enter");
    }

    /// <summary>Tabs to a stage or a step, and opens it.</summary>
    static async Task UnfoldAsync(Device device, string title)
    {
        await TabAsync(device, () => device.Page.EvaluateAsync<bool>("title => document.activeElement?.matches('summary') && document.activeElement.querySelector('h2, h3')?.innerText === title", title), title);
        await device.Page.Keyboard.PressAsync("Enter");
        Assert.True(await device.Page.EvaluateAsync<bool>("() => document.activeElement.parentElement.open"));
    }

    static Task ReachAsync(Device device, string selector) =>
        TabAsync(device, () => device.Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector), selector);

    static async Task TabAsync(Device device, Func<Task<bool>> isThere, string what)
    {
        for (var tabs = 0; tabs < 2000; tabs++)
        {
            if (await isThere())
            {
                return;
            }

            await device.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard does not reach “{what}”.");
    }

    /// <summary>Presses a key and waits for the page that follows.</summary>
    static async Task PressAsync(Device device, string key)
    {
        await device.Page.EvaluateAsync("() => { window.before = true; }");
        await device.Page.Keyboard.PressAsync(key);
        await device.Page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }
}
