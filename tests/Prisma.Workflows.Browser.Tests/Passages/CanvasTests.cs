using System.Diagnostics;
using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>A pathway drawn on the real canvas, and a passage seen on it.</summary>
public sealed class CanvasTests(Villages villages)
{
    [Fact]
    public async Task A_pathway_is_drawn_published_and_taken_back_on_the_canvas()
    {
        Canvas.RequireStudio();
        await using var desk = await villages.SitDownAsync();
        var page = desk.Page;
        await Canvas.BeginAsync(page, "flood", Canvas.Thaw.Replace("The thaw", "The flood", StringComparison.Ordinal));
        await page.ReloadAsync();
        var watch = Stopwatch.StartNew();
        await page.GetByRole(AriaRole.Link, new() { Name = "Design The flood", Exact = true }).ClickAsync();
        var canvas = await Canvas.ReadyAsync(page);
        TestContext.Current.SendDiagnosticMessage($"From the click to a usable canvas: {watch.ElapsedMilliseconds} ms.");
        await desk.CheckAsync("canvas");

        await canvas.GetByText("Wait for the thaw", new() { Exact = true }).First.ClickAsync();
        var name = await NameFieldAsync(canvas);
        await name.FillAsync("Wait for the flood");
        await name.BlurAsync();
        await Canvas.KeptAsync(page, "root.activities.some(step => step.metadata?.displayText === 'Wait for the flood')");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=Kept at");
        Assert.Contains("Wait for the flood", await desk.ReadBesideAsync("/pathways/flood/outline?all=true"), StringComparison.Ordinal);

        await page.GotoAsync("/pathways/flood/publish");
        await desk.FillAsync(("sentence", "The thaw brings a flood."));
        if (await page.Locator("#f-looked").CountAsync() > 0)
        {
            await page.Locator("#f-looked").CheckAsync();
        }

        await desk.PressAsync("Publish version 1");
        Assert.EndsWith("/versions", desk.Path, StringComparison.Ordinal);

        canvas = await Canvas.OpenAsync(page, "flood");
        await canvas.GetByText("Steps people do", new() { Exact = true }).ClickAsync();
        await DropAsync(canvas.Locator(".cursor-grab", new() { HasText = "Task" }), canvas.Locator(".graph-container"), new() { X = 500, Y = 330 }, canvas.Locator(".x6-node:has([activity-json*='\"name\":\"Task '])"));
        await Canvas.KeptAsync(page, "root.activities.some(step => step.name?.startsWith('Task ') && step.type === 'Prisma.Task')");
        await page.WaitForSelectorAsync("[data-head] >> text=version 2, draft");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", "canvas-drawn.png") });
        await LookBackAsync(page, canvas);
    }

    [Fact]
    public async Task Every_kind_of_step_is_dropped_with_what_it_begins_with_and_two_are_connected()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "palette");
        var palette = await page.EvaluateAsync<string[]>("""
            async () => (await (await fetch('/elsa/api/descriptors/activities', { headers: { 'X-Prisma-View': 'plain' } })).json()).items
              .filter(item => item.isBrowsable && item.typeName.startsWith('Prisma.')).map(item => `${item.category}:${item.displayName}`)
            """);
        Assert.Equal(19, palette.Length);
        var dropped = 0;
        foreach (var group in palette.Select(kind => kind.Split(':')).GroupBy(kind => kind[0], kind => kind[1], StringComparer.Ordinal))
        {
            await canvas.Locator(".mud-expand-panel-header", new() { HasText = group.Key }).ClickAsync();
            foreach (var name in group)
            {
                var place = new TargetPosition { X = 60 + (dropped % 5 * 150), Y = 30 + (dropped / 5 % 2 * 60) + (dropped / 10 * 260) };
                dropped++;
                await DropAsync(
                    canvas.Locator(".mud-expand-panel .cursor-grab:visible", new() { Has = page.GetByText(name, new() { Exact = true }) }),
                    canvas.Locator(".graph-container"),
                    place,
                    canvas.Locator($".x6-node:has([activity-json*='\"name\":\"{name} '])"));
            }
        }

        await Canvas.KeptAsync(page, "root.activities.length === 23");
        Assert.Equal("", await page.EvaluateAsync<string>($$"""
            async () => {
              const kinds = (await (await fetch('/elsa/api/descriptors/activities', { headers: { 'X-Prisma-View': 'plain' } })).json()).items.filter(item => item.isBrowsable && item.typeName.startsWith('Prisma.'));
              const kept = {{Canvas.Kept}}.activities;
              return kinds.filter(kind => {
                const step = kept.find(one => one.type === kind.typeName && one.name?.startsWith(kind.name));
                return !step || Object.entries(kind.constructionProperties).some(([input, preset]) => String(step[input]?.expression?.value) !== preset.expression.value);
              }).map(kind => kind.typeName).join(' ');
            }
            """));

        var task = (await page.EvaluateAsync<string>($"async () => {Canvas.Kept}.activities.find(step => step.type === 'Prisma.Task').id"))!;
        var lines = await canvas.Locator(".x6-edge").CountAsync();
        await DrawAsync(page, canvas.Locator($".x6-node[data-cell-id='{task}'] [port=Blocked]"), canvas.Locator(".x6-node[data-cell-id=end] [port=In]"), canvas.Locator($".x6-edge >> nth={lines}"));
        await Canvas.KeptAsync(page, $"root.connections.some(line => line.source.activity === '{task}' && line.source.port === 'Blocked' && line.target.activity === 'end')");
        Assert.Matches("could not be done[^\\n]*The end", await office.ReadBesideAsync("/pathways/palette/outline?all=true"));
        await office.PictureAsync("canvas-palette");
    }

    [Fact]
    public async Task A_step_is_found_what_is_undone_is_kept_and_who_goes_on_at_once_loses_nothing()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "undone", view: "?step=tell");
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=tell]").WaitForAsync();
        await page.FillAsync("[name=find]", "t-21");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=“Wait for the thaw”: 1 of 1 with “t-21”.");
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=wait]").WaitForAsync();

        await Canvas.OnGraphAsync<object?>(canvas, "graph.removeCell(graph.getEdges().find(line => line.getSourceCellId() === 'tell'))");
        await Canvas.KeptAsync(page, "root.connections.length === 2");
        await page.GetByText("What stands in the way of publishing").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "“The end” is never reached" }).ClickAsync();
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=end]").WaitForAsync();
        await Canvas.OnGraphAsync<object?>(canvas, "graph.undo()");
        await Canvas.KeptAsync(page, "root.connections.length === 3");

        var name = await NameFieldAsync(canvas);
        await name.FillAsync("Tell the whole valley");
        await page.GetByRole(AriaRole.Link, new() { Name = "Outline", Exact = true }).First.ClickAsync();
        await page.WaitForURLAsync("**/outline");
        Assert.Contains("Tell the whole valley", await office.TextAsync(), StringComparison.Ordinal);
    }

    /// <summary>To choose a step brings it to the front, and a new one is measured: nobody did that, and nobody undoes it.</summary>
    [Fact]
    public async Task One_undo_takes_back_what_was_pasted()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "pasted");
        await canvas.GetByText("Tell the others", new() { Exact = true }).First.ClickAsync();
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=tell]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+c");
        await page.Keyboard.PressAsync("Control+v");
        await Canvas.KeptAsync(page, "root.activities.length === 5");
        await canvas.GetByText("Wait for the thaw", new() { Exact = true }).First.ClickAsync();
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=wait]").WaitForAsync();

        await page.Keyboard.PressAsync("Control+z");
        await Canvas.KeptAsync(page, "root.activities.length === 4 && root.connections.length === 3");
        await page.Keyboard.PressAsync("Control+y");
        await Canvas.KeptAsync(page, "root.activities.length === 5");
    }

    [Fact]
    public async Task What_the_canvas_cannot_read_or_draw_and_therefore_does_not_keep_is_said()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "unread", Canvas.Thaw.Replace("Prisma.Emit", "Elsa.FlowSendHttpRequest", StringComparison.Ordinal), "?view=expert&step=tell");
        await canvas.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "moss.json", MimeType = "application/json", Buffer = "{\n  \"name\": \"Moss\",\n}"u8.ToArray() });
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=Not kept: moss.json: The definition is not valid JSON: in line 3, character 1, it says “}” after a comma.");

        await canvas.Locator(".x6-widget-selection-box[data-cell-id=tell]").WaitForAsync();
        var codes = canvas.Locator(".mud-input-control", new() { HasText = "Expected status codes" }).Locator("input").First;
        await codes.FillAsync("soon");
        await codes.PressAsync("Enter");

        await page.WaitForSelectorAsync("[data-canvas-state].error >> text=Not kept: the canvas cannot draw what you changed last, and keeps nothing while it stands there. Take it back, or reload the page.");
    }

    [Fact]
    public async Task What_would_overwrite_another_is_refused_aloud_and_a_passage_is_seen_where_it_stands()
    {
        Canvas.RequireStudio();
        await using var desk = await villages.SitDownAsync();
        var page = desk.Page;
        var canvas = await Canvas.DrawAsync(page, "overwritten");
        await canvas.GetByText("Wait for the thaw", new() { Exact = true }).First.ClickAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/pathways/overwritten/outline?all=true");
        await other.GetByRole(AriaRole.Button, new() { Name = "Remove “Tell the others”" }).ClickAsync();
        await other.WaitForSelectorAsync("text=The step is removed");

        await page.EvaluateAsync("dispatchEvent(new Event('focus'))");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=Wren Alder has changed it since you opened it. Reload the page before you go on");
        var name = await NameFieldAsync(canvas);
        await name.FillAsync("Wait for the flood");
        await name.BlurAsync();
        await canvas.Locator(".mud-snackbar", new() { HasText = "after you opened it" }).WaitForAsync();
        Assert.StartsWith("Not kept: Wren Alder saved “The thaw” after you opened it", await page.InnerTextAsync("[data-canvas-state]"), StringComparison.Ordinal);

        await using (await (await villages.SharedAsync()).ApplyAsync("Fenna"))
        {
            await page.GotoAsync($"/events/{Village.Slug}");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Fenna Reed" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See it on the canvas" }).ClickAsync();
        var passage = await Canvas.ReadyAsync(page);
        await passage.Locator(".x6-node").First.EvaluateAsync("step => step.dataset.drawn = 'first'");
        await passage.Locator(".x6-node .mud-badge").First.WaitForAsync();
        Assert.Equal(1, await passage.Locator(".x6-node[data-drawn]").CountAsync());
        await passage.GetByText("Journal", new() { Exact = true }).WaitForAsync();
        Assert.Equal("Fenna Reed, on the canvas", await page.InnerTextAsync("h1"));
        await passage.GetByText("Where it stands", new() { Exact = true }).WaitForAsync();
        await passage.GetByText("waits", new() { Exact = true }).WaitForAsync();
        await passage.Locator(".opening").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await desk.CheckAsync("canvas-passage");
    }

    /// <summary>Looks at the first version, at the second again, and makes a draft of the first.</summary>
    static async Task LookBackAsync(IPage page, IFrameLocator canvas)
    {
        await canvas.GetByText("Version history", new() { Exact = true }).ClickAsync();
        await ChooseAsync("1", "View");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=You look at version 1, where nothing can be changed.");
        await canvas.Locator(".x6-node", new() { HasText = "Task 1" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await ChooseAsync("2", "View");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=This is the newest version.");
        await canvas.Locator(".x6-node", new() { HasText = "Task 1" }).First.WaitForAsync();
        await ChooseAsync("1", "Rollback to this version");
        await Canvas.KeptAsync(page, "!root.activities.some(step => step.name?.startsWith('Task '))");
        await canvas.Locator(".x6-node", new() { HasText = "Task 1" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await canvas.Locator(".x6-node", new() { HasText = "Wait for the flood" }).First.WaitForAsync();

        async Task ChooseAsync(string version, string what)
        {
            await canvas.Locator("tr", new() { Has = page.Locator($"td:text-is('{version}')") }).Locator(".mud-menu button").ClickAsync();
            await canvas.GetByText(what, new() { Exact = true }).ClickAsync();
        }
    }

    static async Task<ILocator> NameFieldAsync(IFrameLocator canvas)
    {
        await canvas.GetByText("Name", new() { Exact = true }).First.ClickAsync();
        return canvas.Locator(".mud-input-control", new() { HasText = "As it stands on the canvas" }).Locator("input");
    }

    /// <summary>Drags a kind of step to its place; again only where the hand took hold of nothing, for what was let go there comes, however late.</summary>
    static async Task DropAsync(ILocator kind, ILocator onto, TargetPosition place, ILocator step)
    {
        await onto.EvaluateAsync("space => { delete space.dataset.dropped; space.addEventListener('drop', () => space.dataset.dropped = 'yes', { capture: true, once: true }); }");
        for (var slips = 0; await onto.GetAttributeAsync("data-dropped") is null; slips++)
        {
            Assert.True(slips < 3, $"Nothing was dropped in {slips} tries.");
            await kind.DragToAsync(onto, new() { TargetPosition = place });
        }

        await step.WaitForAsync();
    }

    /// <summary>Draws a line from one dot to another, as a hand does, and again where the page was still moving and the hand took hold of nothing.</summary>
    static async Task DrawAsync(IPage page, ILocator from, ILocator to, ILocator line)
    {
        for (var slips = 0; ; slips++)
        {
            var (begin, end) = (await MiddleAsync(from), await MiddleAsync(to));
            await page.Mouse.MoveAsync(begin.X, begin.Y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 12 });
            await page.Mouse.UpAsync();
            try
            {
                await line.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 20_000 });
                return;
            }
            catch (TimeoutException) when (slips < 2)
            {
            }
        }
    }

    static async Task<(float X, float Y)> MiddleAsync(ILocator locator)
    {
        var box = (await locator.First.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
