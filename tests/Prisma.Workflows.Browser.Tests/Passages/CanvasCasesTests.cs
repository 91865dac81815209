using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>The cases of a switch and the branches of a fork, changed on the canvas.</summary>
public sealed class CanvasCasesTests(Villages villages)
{
    const string Crossing = """
        { "name": "The crossing", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
          { "id": "ask", "type": "Elsa.FlowSwitch", "version": 1, "metadata": { "displayText": "How is the river?", "designer": { "position": { "x": 0, "y": 0 } } }, "cases": [
            { "label": "Calm", "condition": { "type": "JavaScript", "value": "true" } },
            { "label": "Wild", "condition": { "type": "JavaScript", "value": "false" } }] },
          { "id": "go", "type": "Prisma.Emit", "version": 1, "signal": { "typeName": "String", "expression": { "type": "Literal", "value": "river.calm" } }, "metadata": { "displayText": "Go across", "designer": { "position": { "x": 300, "y": -80 } } } },
          { "id": "stay", "type": "Prisma.Emit", "version": 1, "signal": { "typeName": "String", "expression": { "type": "Literal", "value": "river.wild" } }, "metadata": { "displayText": "Stay here", "designer": { "position": { "x": 300, "y": 80 } } } }],
          "connections": [
            { "source": { "activity": "ask", "port": "Calm" }, "target": { "activity": "go", "port": "In" } },
            { "source": { "activity": "ask", "port": "Wild" }, "target": { "activity": "stay", "port": "In" } }] } }
        """;

    const string Landing = """
        { "name": "The landing", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
          { "id": "part", "type": "Elsa.FlowFork", "version": 1, "metadata": { "displayText": "Both at once", "designer": { "position": { "x": 0, "y": 0 } } }, "branches": { "typeName": "String[]", "expression": { "type": "Object", "value": "[\"Boats\",\"Feet\"]" } } },
          { "id": "row", "type": "Prisma.Emit", "version": 1, "signal": { "typeName": "String", "expression": { "type": "Literal", "value": "river.rowed" } }, "metadata": { "displayText": "Row across", "designer": { "position": { "x": 300, "y": -80 } } } },
          { "id": "walk", "type": "Prisma.Emit", "version": 1, "signal": { "typeName": "String", "expression": { "type": "Literal", "value": "river.walked" } }, "metadata": { "displayText": "Walk around", "designer": { "position": { "x": 300, "y": 80 } } } }],
          "connections": [
            { "source": { "activity": "part", "port": "Boats" }, "target": { "activity": "row", "port": "In" } },
            { "source": { "activity": "part", "port": "Feet" }, "target": { "activity": "walk", "port": "In" } }] } }
        """;

    [Fact]
    public async Task A_case_is_added_renamed_with_its_line_removed_and_brought_back_by_one_undo()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        await Canvas.BeginAsync(page, "crossing", Crossing);
        var (sent, answered) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await page.RouteAsync("**/elsa/api/workflow-definitions", async route =>
        {
            sent.TrySetResult();
            await answered.Task;
            await route.ContinueAsync();
        });
        var canvas = await Canvas.OpenAsync(page, "crossing", "?view=expert&step=ask");

        await canvas.GetByRole(AriaRole.Button, new() { Name = "Add case" }).ClickAsync();
        await NameAsync("Odd");
        await sent.Task.WaitAsync(TestContext.Current.CancellationToken);
        await RowOf("Calm").Locator("button").First.ClickAsync();
        answered.SetResult();
        await NameAsync("Still");
        await KeptAsync("Still, Wild, Odd", "Still to go, Wild to stay");
        await RowOf("Wild").Locator("button").Last.ClickAsync();
        await KeptAsync("Still, Odd", "Still to go");

        await canvas.Locator(".graph-container").First.ClickAsync(new() { Position = new() { X = 20, Y = 20 } });
        await page.Keyboard.PressAsync("Control+z");
        await KeptAsync("Still, Wild, Odd", "Still to go, Wild to stay");

        await canvas.Locator(".mud-button-group-override-styles button").First.ClickAsync();
        await page.WaitForURLAsync("**/pathways/crossing/publish");

        ILocator RowOf(string label) => canvas.Locator("tr", new() { Has = page.Locator($"td:text-is('{label}')") });

        async Task NameAsync(string label)
        {
            var row = canvas.Locator("tr:has(input)");
            await row.Locator("input").First.FillAsync(label);
            await row.Locator("input").First.PressAsync("Tab");
            await row.Locator("button").First.ClickAsync();
            await RowOf(label).WaitForAsync();
        }

        Task KeptAsync(string cases, string lines) => Canvas.KeptAsync(
            page,
            $"root.activities.find(step => step.id === 'ask').cases.map(one => one.label).join(', ') === '{cases}' && root.connections.map(line => `${{line.source.port}} to ${{line.target.activity}}`).sort().join(', ') === '{lines}'");
    }

    [Fact]
    public async Task A_branch_put_where_one_was_taken_out_keeps_its_line_and_each_is_brought_back_by_one_undo()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "landing", Landing, "?view=expert&step=part");

        await TakeOutAsync(canvas, "Boats");
        await KeptAsync(page, "Feet", "Feet to walk");
        await AddAsync(page, canvas, "Rafts");
        await KeptAsync(page, "Feet, Rafts", "Feet to walk, Rafts to row");
        await AddAsync(page, canvas, "Wings");
        await KeptAsync(page, "Feet, Rafts, Wings", "Feet to walk, Rafts to row");

        await canvas.Locator(".graph-container").First.ClickAsync(new() { Position = new() { X = 20, Y = 20 } });
        await page.Keyboard.PressAsync("Control+z");
        await KeptAsync(page, "Feet, Rafts", "Feet to walk, Rafts to row");
        await page.Keyboard.PressAsync("Control+z");
        await KeptAsync(page, "Feet", "Feet to walk");
        await page.Keyboard.PressAsync("Control+z");
        await KeptAsync(page, "Boats, Feet", "Boats to row, Feet to walk");
    }

    [Fact]
    public async Task A_branch_of_two_words_put_in_before_the_old_one_is_taken_out_takes_its_line()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "broad-landing", Landing, "?view=expert&step=part");

        await AddAsync(page, canvas, "Broad rafts");
        await KeptAsync(page, "Boats, Feet, Broad rafts", "Boats to row, Feet to walk");
        await TakeOutAsync(canvas, "Boats");
        await KeptAsync(page, "Feet, Broad rafts", "Broad rafts to row, Feet to walk");
        await TakeOutAsync(canvas, "Feet");
        await KeptAsync(page, "Broad rafts", "Broad rafts to row");

        await TakeOutAsync(canvas, "Broad rafts");
        await canvas.Locator(".mud-chip").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await AddAsync(page, canvas, "Dry feet");
        await KeptAsync(page, "Dry feet", "Dry feet to row");
    }

    static Task TakeOutAsync(IFrameLocator canvas, string branch) => canvas.Locator(".mud-chip", new() { HasText = branch }).GetByLabel("Close").ClickAsync();

    static async Task AddAsync(IPage page, IFrameLocator canvas, string branch)
    {
        await canvas.Locator(".mud-input > .flex-wrap input").Last.PressSequentiallyAsync(branch);
        await page.Keyboard.PressAsync("Enter");
    }

    static Task KeptAsync(IPage page, string branches, string lines) => Canvas.KeptAsync(
        page,
        $"JSON.parse(root.activities.find(step => step.id === 'part').branches.expression.value).join(', ') === '{branches}' && root.connections.map(line => `${{line.source.port}} to ${{line.target.activity}}`).sort().join(', ') === '{lines}'");
}
