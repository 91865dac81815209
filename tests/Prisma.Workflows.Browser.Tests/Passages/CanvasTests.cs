using System.Diagnostics;
using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>A pathway drawn on the real canvas, and a passage seen on it.</summary>
public sealed class CanvasTests(Chromium chromium, SharedVillage shared) : IClassFixture<SharedVillage>
{
    const string Design = "/pathways/thaw/design";
    const string Outline = "/pathways/thaw/outline?all=true";

    /// <summary>A small pathway of its own: the shipped ones grow.</summary>
    const string Thaw = """
        { "definitionId": "thaw", "name": "The thaw", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
          { "id": "start", "type": "Elsa.Start", "version": 1, "metadata": { "designer": { "position": { "x": -240, "y": 0 } } } },
          { "id": "wait", "type": "Prisma.WaitUntil", "version": 1, "until": { "typeName": "String", "expression": { "type": "Literal", "value": "T-21" } }, "metadata": { "displayText": "Wait for the thaw", "designer": { "position": { "x": 0, "y": 0 } } } },
          { "id": "tell", "type": "Prisma.Emit", "version": 1, "signal": { "typeName": "String", "expression": { "type": "Literal", "value": "river.open" } }, "metadata": { "displayText": "Tell the others", "designer": { "position": { "x": 280, "y": 0 } } } },
          { "id": "end", "type": "Prisma.Close", "version": 1, "ending": { "typeName": "String", "expression": { "type": "Literal", "value": "completed" } }, "metadata": { "displayText": "The end", "designer": { "position": { "x": 560, "y": 0 } } } }],
          "connections": [
            { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "wait", "port": "In" } },
            { "source": { "activity": "wait", "port": "Reached" }, "target": { "activity": "tell", "port": "In" } },
            { "source": { "activity": "tell", "port": "Done" }, "target": { "activity": "end", "port": "In" } }] } }
        """;

    [Fact]
    public async Task A_pathway_is_drawn_published_and_taken_back_on_the_canvas()
    {
        RequireStudio();
        await using var village = await Village.BareAsync(chromium, "--Authoring:SingleSteward", "true");
        var (desk, page) = (village.Office, village.Office.Page);
        await BeginAsync(page);
        await page.GotoAsync("/definitions");
        var watch = Stopwatch.StartNew();
        await page.GetByRole(AriaRole.Link, new() { Name = "Design The thaw", Exact = true }).ClickAsync();
        var canvas = await CanvasAsync(page);
        TestContext.Current.SendDiagnosticMessage($"From the click to a usable canvas: {watch.ElapsedMilliseconds} ms.");
        await desk.CheckAsync("canvas");

        await canvas.GetByText("Wait for the thaw", new() { Exact = true }).First.ClickAsync();
        var name = await NameFieldAsync(canvas);
        await name.FillAsync("Wait for the flood");
        await name.BlurAsync();
        await DrawnAsync(page, "root.activities.some(step => step.metadata?.displayText === 'Wait for the flood')");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=Kept at");
        Assert.Contains("Wait for the flood", await ReadAsync(page, Outline), StringComparison.Ordinal);

        await page.GotoAsync($"{Design}?view=expert");
        canvas = await CanvasAsync(page);
        await canvas.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "moss.json", MimeType = "application/json", Buffer = "{\n  \"name\": \"Moss\",\n}"u8.ToArray() });
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=Not kept: moss.json: The definition is not valid JSON: in line 3, character 1, it says “}” after a comma.");
        await canvas.Locator(".mud-button-group-override-styles button").First.ClickAsync();
        await page.WaitForURLAsync("**/publish");
        await desk.FillAsync(("sentence", "The thaw brings a flood."));
        if (await page.Locator("#f-looked").CountAsync() > 0)
        {
            await page.Locator("#f-looked").CheckAsync();
        }

        await desk.PressAsync("Publish version 1");
        Assert.EndsWith("/versions", desk.Path, StringComparison.Ordinal);

        await page.GotoAsync(Design);
        canvas = await CanvasAsync(page);
        await canvas.GetByText("Steps people do", new() { Exact = true }).ClickAsync();
        await DropAsync(canvas.Locator(".cursor-grab", new() { HasText = "Task" }), canvas.Locator(".graph-container"), new() { X = 500, Y = 330 }, canvas.Locator(".x6-node:has([activity-json*='\"name\":\"Task '])"));
        await DrawnAsync(page, "root.activities.some(step => step.name?.startsWith('Task ') && step.type === 'Prisma.Task')");
        await page.WaitForSelectorAsync("[data-head] >> text=version 2, draft");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", "canvas-drawn.png") });
        await LookBackAsync(page, canvas);
    }

    [Fact]
    public async Task Every_kind_of_step_is_dropped_with_what_it_begins_with_and_two_are_connected()
    {
        RequireStudio();
        await using var village = await Village.BareAsync(chromium);
        var page = village.Office.Page;
        await BeginAsync(page);
        await page.GotoAsync("/pathways/pathway-participant/design");
        var canvas = await CanvasAsync(page);
        await canvas.Locator(".x6-node[data-cell-id=start]").And(canvas.Locator(":visible")).WaitForAsync();
        Assert.True(await LiesWithinAsync(canvas.Locator(".x6-node[data-cell-id=start]"), canvas.Locator(".graph-container")), "A long pathway does not open at its beginning.");

        await canvas.GetByRole(AriaRole.Button, new() { Name = "Show the whole pathway", Exact = true }).ClickAsync();
        await AllInSightAsync(page);

        await page.GotoAsync(Design);
        canvas = await CanvasAsync(page);
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

        await DrawnAsync(page, "root.activities.length === 23");
        Assert.Equal("", await page.EvaluateAsync<string>("""
            async () => {
              const kinds = (await (await fetch('/elsa/api/descriptors/activities', { headers: { 'X-Prisma-View': 'plain' } })).json()).items.filter(item => item.isBrowsable && item.typeName.startsWith('Prisma.'));
              const kept = (await (await fetch('/elsa/api/workflow-definitions/by-definition-id/thaw')).json()).root.activities;
              return kinds.filter(kind => {
                const step = kept.find(one => one.type === kind.typeName && one.name?.startsWith(kind.name));
                return !step || Object.entries(kind.constructionProperties).some(([input, preset]) => String(step[input]?.expression?.value) !== preset.expression.value);
              }).map(kind => kind.typeName).join(' ');
            }
            """));

        var task = (await page.EvaluateAsync<string>("async () => (await (await fetch('/elsa/api/workflow-definitions/by-definition-id/thaw')).json()).root.activities.find(step => step.type === 'Prisma.Task').id"))!;
        var lines = await canvas.Locator(".x6-edge").CountAsync();
        await DrawAsync(page, canvas.Locator($".x6-node[data-cell-id='{task}'] [port=Blocked]"), canvas.Locator(".x6-node[data-cell-id=end] [port=In]"), canvas.Locator($".x6-edge >> nth={lines}"));
        await DrawnAsync(page, $"root.connections.some(line => line.source.activity === '{task}' && line.source.port === 'Blocked' && line.target.activity === 'end')");
        Assert.Matches("could not be done[^\\n]*The end", await ReadAsync(page, Outline));
        await village.Office.PictureAsync("canvas-palette");
    }

    [Fact]
    public async Task A_step_is_found_what_is_undone_is_kept_and_who_goes_on_at_once_loses_nothing()
    {
        RequireStudio();
        await using var office = await shared.SitDownAsync();
        var page = office.Page;
        await BeginAsync(page);
        await page.GotoAsync($"{Design}?step=tell");
        var canvas = await CanvasAsync(page);
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=tell]").WaitForAsync();
        await page.FillAsync("[name=find]", "t-21");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=“Wait for the thaw”: 1 of 1 with “t-21”.");
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=wait]").WaitForAsync();

        await OnGraphAsync(canvas, "graph.removeCell(graph.getEdges().find(line => line.getSourceCellId() === 'tell'))");
        await DrawnAsync(page, "root.connections.length === 2");
        await page.GetByText("What stands in the way of publishing").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "“The end” is never reached" }).ClickAsync();
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=end]").WaitForAsync();
        await OnGraphAsync(canvas, "graph.undo()");
        await DrawnAsync(page, "root.connections.length === 3");

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
        RequireStudio();
        await using var office = await shared.SitDownAsync();
        var page = office.Page;
        await BeginAsync(page);
        await page.GotoAsync(Design);
        var canvas = await CanvasAsync(page);
        await canvas.GetByText("Tell the others", new() { Exact = true }).First.ClickAsync();
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=tell]").WaitForAsync();
        await page.Keyboard.PressAsync("Control+c");
        await page.Keyboard.PressAsync("Control+v");
        await DrawnAsync(page, "root.activities.length === 5");
        await canvas.GetByText("Wait for the thaw", new() { Exact = true }).First.ClickAsync();
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=wait]").WaitForAsync();

        await page.Keyboard.PressAsync("Control+z");
        await DrawnAsync(page, "root.activities.length === 4 && root.connections.length === 3");
        await page.Keyboard.PressAsync("Control+y");
        await DrawnAsync(page, "root.activities.length === 5");
    }

    [Fact]
    public async Task What_the_canvas_cannot_draw_and_therefore_does_not_keep_is_said()
    {
        RequireStudio();
        await using var office = await shared.SitDownAsync();
        var page = office.Page;
        await BeginAsync(page, Thaw.Replace("Prisma.Emit", "Elsa.FlowSendHttpRequest", StringComparison.Ordinal));
        await page.GotoAsync($"{Design}?view=expert&step=tell");
        var canvas = await CanvasAsync(page);
        await canvas.Locator(".x6-widget-selection-box[data-cell-id=tell]").WaitForAsync();
        var codes = canvas.Locator(".mud-input-control", new() { HasText = "Expected status codes" }).Locator("input").First;
        await codes.FillAsync("soon");
        await codes.PressAsync("Enter");

        await page.WaitForSelectorAsync("[data-canvas-state].error >> text=Not kept: the canvas cannot draw what you changed last, and keeps nothing while it stands there. Take it back, or reload the page.");
    }

    [Fact]
    public async Task What_would_overwrite_another_is_refused_aloud_and_a_passage_is_seen_where_it_stands()
    {
        RequireStudio();
        await using var village = await Village.FoundAsync(chromium);
        var (desk, page) = (village.Office, village.Office.Page);
        await BeginAsync(page);
        await page.GotoAsync(Design);
        var canvas = await CanvasAsync(page);
        await canvas.GetByText("Wait for the thaw", new() { Exact = true }).First.ClickAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(Outline);
        await other.GetByRole(AriaRole.Button, new() { Name = "Remove “Tell the others”" }).ClickAsync();
        await other.WaitForSelectorAsync("text=The step is removed");

        await page.EvaluateAsync("dispatchEvent(new Event('focus'))");
        await page.WaitForSelectorAsync("[data-canvas-state] >> text=Wren Alder has changed it since you opened it. Reload the page before you go on");
        var name = await NameFieldAsync(canvas);
        await name.FillAsync("Wait for the flood");
        await name.BlurAsync();
        await canvas.Locator(".mud-snackbar", new() { HasText = "after you opened it" }).WaitForAsync();
        Assert.StartsWith("Not kept: Wren Alder saved “The thaw” after you opened it", await page.InnerTextAsync("[data-canvas-state]"), StringComparison.Ordinal);

        await using (await village.ApplyAsync("amina@example.org", "Amina"))
        {
            await page.GotoAsync($"/events/{Village.Slug}");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Amina Reed" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See it on the canvas" }).ClickAsync();
        var passage = await CanvasAsync(page);
        await passage.Locator(".x6-node").First.EvaluateAsync("step => step.dataset.drawn = 'first'");
        await passage.Locator(".x6-node .mud-badge").First.WaitForAsync();
        Assert.Equal(1, await passage.Locator(".x6-node[data-drawn]").CountAsync());
        await passage.GetByText("Journal", new() { Exact = true }).WaitForAsync();
        Assert.Equal("Amina Reed, on the canvas", await page.InnerTextAsync("h1"));
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
        await DrawnAsync(page, "!root.activities.some(step => step.name?.startsWith('Task '))");
        await canvas.Locator(".x6-node", new() { HasText = "Task 1" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await canvas.Locator(".x6-node", new() { HasText = "Wait for the flood" }).First.WaitForAsync();

        async Task ChooseAsync(string version, string what)
        {
            await canvas.Locator("tr", new() { Has = page.Locator($"td:text-is('{version}')") }).Locator(".mud-menu button").ClickAsync();
            await canvas.GetByText(what, new() { Exact = true }).ClickAsync();
        }
    }

    /// <summary>The build fetches the Studio where there is Node; elsewhere there is nothing to test, and CI has Node.</summary>
    internal static void RequireStudio() => Assert.SkipWhen(
        !Directory.Exists(Path.Combine(Repository.Root, "studio", "node_modules", "@elsa-workflows")) && Environment.GetEnvironmentVariable("CI") != "true",
        "Elsa Studio was not fetched by the build; install Node and build again.");

    internal static async Task BeginAsync(IPage page, string definition = Thaw)
    {
        await page.SetViewportSizeAsync(1500, 1100);
        await page.GotoAsync("/definitions");
        await page.EvaluateAsync("async model => { const answer = await fetch('/elsa/api/workflow-definitions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: `{\"model\":${model}}` }); if (!answer.ok) throw new Error(await answer.text()); }", definition);
    }

    static async Task OnGraphAsync(IFrameLocator canvas, string act) => await canvas.Locator(".graph-container").First.EvaluateAsync($$"""
        async () => {
          const { graphBindings } = await import(new URL('_content/Elsa.Studio.Workflows.Designer/designer.entry.js', document.baseURI).href);
          const { graph } = Object.values(graphBindings)[0];
          {{act}};
        }
        """);

    static async Task<ILocator> NameFieldAsync(IFrameLocator canvas)
    {
        await canvas.GetByText("Name", new() { Exact = true }).First.ClickAsync();
        return canvas.Locator(".mud-input-control", new() { HasText = "As it stands on the canvas" }).Locator("input");
    }

    /// <summary>The Studio within the page, once its steps stand there.</summary>
    internal static async Task<IFrameLocator> CanvasAsync(IPage page)
    {
        var canvas = page.FrameLocator("iframe.canvas");
        await canvas.Locator(".x6-node .activity-label").First.WaitForAsync();
        return canvas;
    }

    /// <summary>Asks until this holds for what is kept.</summary>
    internal static async Task DrawnAsync(IPage page, string condition) => await page.EvaluateAsync($$"""
        async () => {
          for (const until = Date.now() + 180000; Date.now() < until; await new Promise(next => setTimeout(next, 300))) {
            const root = (await (await fetch('/elsa/api/workflow-definitions/by-definition-id/thaw')).json()).root;
            if ({{condition}}) return;
          }
          throw new Error('It was not kept.');
        }
        """);

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

    static async Task AllInSightAsync(IPage page) => await page.WaitForFunctionAsync("""
        () => {
          const space = document.querySelector('iframe.canvas').contentDocument.querySelector('.graph-container');
          const seen = space.getBoundingClientRect();
          return [...space.querySelectorAll('.x6-node')].every(step => {
            const { left, right, top, bottom } = step.getBoundingClientRect();
            return left >= seen.left && right <= seen.right && top >= seen.top && bottom <= seen.bottom;
          });
        }
        """);

    static async Task<bool> LiesWithinAsync(ILocator inner, ILocator outer)
    {
        var (x, y) = await MiddleAsync(inner);
        var box = (await outer.BoundingBoxAsync())!;
        return x > box.X && x < box.X + box.Width && y > box.Y && y < box.Y + box.Height;
    }

    static async Task<string> ReadAsync(IPage page, string address)
    {
        var beside = await page.Context.NewPageAsync();
        await beside.GotoAsync(address);
        var text = await beside.InnerTextAsync("main");
        await beside.CloseAsync();
        return text;
    }
}
