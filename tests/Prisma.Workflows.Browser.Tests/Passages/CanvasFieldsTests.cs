using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>Each kind of field that a step has, set on the canvas.</summary>
public sealed class CanvasFieldsTests(Villages villages)
{
    const string Steps = """
        { "name": "The thaw", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "connections": [], "activities": [
          { "id": "ask", "type": "Prisma.Task", "version": 1, "metadata": { "designer": { "position": { "x": 0, "y": 0 } } } },
          { "id": "sign", "type": "Prisma.Sign", "version": 1, "metadata": { "designer": { "position": { "x": 300, "y": 0 } } } },
          { "id": "part", "type": "Prisma.Branch", "version": 1, "on": { "typeName": "String", "expression": { "type": "JavaScript", "value": "" } }, "metadata": { "designer": { "position": { "x": 600, "y": 0 } } } }] } }
        """;

    [Fact]
    public async Task What_is_set_in_each_of_them_is_kept_as_it_was_set()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        var canvas = await Canvas.DrawAsync(page, "fields", Steps);
        var details = canvas.Locator(".rz-splitter-vertical > .rz-splitter-pane:last-child");

        await ChooseStepAsync("ask");
        await WriteAsync("Due after days", "9");
        await KeptAsync("ask", "dueDays", "Literal", "9");
        await ChooseAsync("Mail", "E02 step open");
        await KeptAsync("ask", "mail", "Literal", "E02");
        await ChooseAsync("Gate", "B1 Values of a partner");
        await KeptAsync("ask", "gate", "Literal", "B1");
        await details.Locator(".mud-checkbox", new() { HasText = "Needs a reason" }).ClickAsync();
        await KeptAsync("ask", "needsReason", "Literal", "True");
        await Field("Checklist").Locator("input").Last.PressSequentiallyAsync("Look at the ice");
        await page.Keyboard.PressAsync("Enter");
        await KeptAsync("ask", "checklist", "Object", "[\"Look at the ice\"]");

        await ChooseStepAsync("sign");
        await details.GetByText("the stakeholder", new() { Exact = true }).ClickAsync();
        await details.GetByText("lead facilitator", new() { Exact = true }).ClickAsync();
        await KeptAsync("sign", "parties", "Object", "[\"stakeholder\",\"lead-facilitator\"]");

        await ChooseStepAsync("part");
        await details.Locator(".monaco-editor").First.ClickAsync();
        await page.Keyboard.InsertTextAsync("variables.weather");
        await KeptAsync("part", "on", "JavaScript", "variables.weather");

        async Task ChooseStepAsync(string step)
        {
            await canvas.Locator($".x6-node[data-cell-id={step}] .activity-label").And(canvas.Locator(":visible")).ClickAsync();
            await canvas.Locator($".x6-widget-selection-box[data-cell-id={step}]").WaitForAsync();
        }

        ILocator Field(string label) => details.Locator(".mud-input-control", new() { Has = page.Locator($"label:text-is('{label}')") }).First;

        async Task WriteAsync(string label, string text)
        {
            await Field(label).Locator("input").First.FillAsync(text);
            await Field(label).Locator("input").First.PressAsync("Tab");
        }

        async Task ChooseAsync(string label, string choice)
        {
            await Field(label).Locator(".mud-input-slot, input").First.ClickAsync();
            await canvas.Locator(".mud-popover-open").GetByText(choice, new() { Exact = true }).ClickAsync();
        }

        Task KeptAsync(string step, string input, string type, string value) => Canvas.KeptAsync(
            page, $"(field => field?.type === '{type}' && field.value === '{value}')(root.activities.find(step => step.id === '{step}')['{input}']?.expression)");
    }
}
