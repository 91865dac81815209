using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>One person's browser.</summary>
public sealed class Device(IBrowserContext context, IPage page) : IAsyncDisposable
{
    // A page may weigh 50 KB when it is opened for the first time; its style, its script and its sign take six of them.
    const int Heaviest = 44_000;

    /// <summary>What a page of the staff may weigh, in bytes: an editor shows a whole form with its choices.</summary>
    public const int HeaviestOfStaff = 100_000;

    // Within the frames is the Studio, which is not ours to mend; whoever cannot use it has the outline.
    static readonly AxeRunOptions _rules = new() { Iframes = false, RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

    public IPage Page => page;

    public string Path => new Uri(page.Url).AbsolutePath;

    public Task<string> TextAsync() => page.InnerTextAsync("main");

    /// <summary>Opens an address and holds it to what every page promises: it weighs little.</summary>
    public async Task OpenAsync(string address, int heaviest = Heaviest)
    {
        var answer = await page.GotoAsync(address);
        Assert.NotNull(answer);
        Assert.True(answer.Ok, $"{address} answered {answer.Status}.");
        Assert.InRange((await answer.BodyAsync()).Length, 1, heaviest);
    }

    /// <summary>Fills in what is named: texts are typed, choices are made by their value, boxes are ticked with "true".</summary>
    public async Task FillAsync(params IReadOnlyList<(string Name, string Value)> answers)
    {
        foreach (var (name, value) in answers)
        {
            var choice = page.Locator($"input[name='{name}'][value='{value}']:is([type=radio], [type=checkbox])");
            var list = page.Locator($"select[name='{name}']");
            if (await choice.CountAsync() > 0)
            {
                await choice.First.CheckAsync();
            }
            else if (await list.CountAsync() > 0)
            {
                await list.First.SelectOptionAsync(value);
            }
            else
            {
                await page.Locator($":is(input, textarea)[name='{name}']:not([type=hidden])").First.FillAsync(value);
            }
        }
    }

    /// <summary>Chooses a file for an input, as from the device's own disk.</summary>
    public Task AddFileAsync(string name, string fileName, byte[] content) =>
        page.Locator($"input[type=file][name='{name}']").SetInputFilesAsync(new FilePayload { Name = fileName, MimeType = "application/octet-stream", Buffer = content });

    /// <summary>Presses a button by its words and waits for the page that follows.</summary>
    public async Task PressAsync(string button)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync(),
            response => response.Request.IsNavigationRequest && response.Status is < 300 or >= 400);
        Assert.True(answer.Ok, $"“{button}” was answered with {answer.Status}.");
        await answer.FinishedAsync();
        await AllThereAsync();
        Assert.DoesNotContain("needs another look", await TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("need another look", await TextAsync(), StringComparison.Ordinal);
    }

    /// <summary>Nobody is shut out: no violation that axe can see, no label that leads to another field, and nothing to scroll sideways.</summary>
    public async Task CheckAsync(string name)
    {
        await AllThereAsync();
        var violations = (await page.RunAxe(_rules)).Violations.Select(one => $"{one.Id}: {one.Help} ({string.Join("; ", one.Nodes.Select(node => node.Html))})");
        await PictureAsync(name);
        Assert.True(!violations.Any(), $"{name}: {string.Join('\n', violations)}");
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(one => one.id).filter((id, index, all) => all.indexOf(id) !== index)"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name} has to be scrolled sideways.");
    }

    /// <summary>What another page of the same person says, while this one stays where it is.</summary>
    public async Task<string> ReadBesideAsync(string address)
    {
        var beside = await context.NewPageAsync();
        await beside.GotoAsync(address);
        var text = await beside.InnerTextAsync("main");
        await beside.CloseAsync();
        return text;
    }

    public Task PictureAsync(string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png"), FullPage = true });

    /// <summary>The upper part of a page, for the README.</summary>
    public Task PictureOfTopAsync(string name, int height) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png"), FullPage = true, Clip = new Clip { Width = 1100, Height = height } });

    // Playwright's own wait for a load state can miss the moment it asks about, a page without scripts hears no event, and a document is "interactive" before its deferred scripts have run.
    async Task AllThereAsync()
    {
        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
