using Microsoft.Playwright;

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>The real canvas, and a small pathway of its own for each test: the shipped ones grow, and nobody else draws on this one.</summary>
static class Canvas
{
    /// <summary>Waits for the thaw, tells the others and ends.</summary>
    public const string Thaw = """
        { "name": "The thaw", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
          { "id": "start", "type": "Elsa.Start", "version": 1, "metadata": { "designer": { "position": { "x": -240, "y": 0 } } } },
          { "id": "wait", "type": "Prisma.WaitUntil", "version": 1, "until": { "typeName": "String", "expression": { "type": "Literal", "value": "T-21" } }, "metadata": { "displayText": "Wait for the thaw", "designer": { "position": { "x": 0, "y": 0 } } } },
          { "id": "tell", "type": "Prisma.Emit", "version": 1, "signal": { "typeName": "String", "expression": { "type": "Literal", "value": "river.open" } }, "metadata": { "displayText": "Tell the others", "designer": { "position": { "x": 280, "y": 0 } } } },
          { "id": "end", "type": "Prisma.Close", "version": 1, "ending": { "typeName": "String", "expression": { "type": "Literal", "value": "completed" } }, "metadata": { "displayText": "The end", "designer": { "position": { "x": 560, "y": 0 } } } }],
          "connections": [
            { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "wait", "port": "In" } },
            { "source": { "activity": "wait", "port": "Reached" }, "target": { "activity": "tell", "port": "In" } },
            { "source": { "activity": "tell", "port": "Done" }, "target": { "activity": "end", "port": "In" } }] } }
        """;

    const string Asked = "fetch('/elsa/api/workflow-definitions/by-definition-id/' + location.pathname.split('/')[2])";

    /// <summary>What is kept of the pathway the page shows, for a script.</summary>
    public const string Kept = $"(await (await {Asked}).json()).root";

    /// <summary>The build fetches the Studio where there is Node; elsewhere there is nothing to test, and CI has Node.</summary>
    public static void RequireStudio() => Assert.SkipWhen(
        !Directory.Exists(Path.Combine(Repository.Root, "studio", "node_modules", "@elsa-workflows")) && Environment.GetEnvironmentVariable("CI") != "true",
        "Elsa Studio was not fetched by the build; install Node and build again.");

    /// <summary>Makes a draft with this id, and leaves a wide page at the list of definitions.</summary>
    public static async Task BeginAsync(IPage page, string id, string definition = Thaw)
    {
        await page.SetViewportSizeAsync(1500, 1100);
        await page.GotoAsync("/definitions");
        await page.EvaluateAsync(
            "async ([id, model]) => { const answer = await fetch('/elsa/api/workflow-definitions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ model: { ...JSON.parse(model), definitionId: id } }) }); if (!answer.ok) throw new Error(await answer.text()); }",
            new[] { id, definition });
    }

    /// <summary>Begins a pathway, and opens it.</summary>
    public static async Task<IFrameLocator> DrawAsync(IPage page, string id, string definition = Thaw, string view = "")
    {
        await BeginAsync(page, id, definition);
        return await OpenAsync(page, id, view);
    }

    public static async Task<IFrameLocator> OpenAsync(IPage page, string id, string view = "")
    {
        await page.GotoAsync($"/pathways/{id}/design{view}");
        return await ReadyAsync(page);
    }

    /// <summary>The Studio within the page, once its steps stand there.</summary>
    public static async Task<IFrameLocator> ReadyAsync(IPage page)
    {
        var canvas = page.FrameLocator("iframe.canvas");
        await canvas.Locator(".x6-node .activity-label").First.WaitForAsync();
        return canvas;
    }

    /// <summary>Asks until this holds for the <c>root</c> that is kept.</summary>
    public static async Task KeptAsync(IPage page, string condition) => await page.EvaluateAsync($$"""
        async () => {
          for (const until = Date.now() + 180000; Date.now() < until; await new Promise(next => setTimeout(next, 300))) {
            const root = {{Kept}};
            if ({{condition}}) return;
          }
          throw new Error('It was not kept.');
        }
        """);

    /// <summary>Acts on the <c>graph</c> that the Studio draws.</summary>
    public static Task<T> OnGraphAsync<T>(IFrameLocator canvas, string act) => canvas.Locator(".graph-container").First.EvaluateAsync<T>($$"""
        async () => {
          const { graphBindings } = await import(new URL('_content/Elsa.Studio.Workflows.Designer/designer.entry.js', document.baseURI).href);
          const { graph } = Object.values(graphBindings)[0];
          {{act}};
        }
        """);
}
