using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>A day and an hour, written on the canvas.</summary>
public sealed class CanvasDaysTests(Villages villages)
{
    const string Night = """
        { "name": "The longest night", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
          { "id": "night", "type": "Elsa.StartAt", "version": 1, "dateTime": { "typeName": "DateTimeOffset", "expression": { "type": "Literal", "value": "05/06/2027 09:30:00" } },
            "metadata": { "designer": { "position": { "x": 0, "y": 0 } } } }], "connections": [] } }
        """;

    [Fact]
    public async Task They_are_written_alike_in_a_browser_of_any_language_and_what_cannot_be_read_leaves_what_stood_there()
    {
        Canvas.RequireStudio();
        await using var german = await villages.SitDownAsync("de-DE");
        var page = german.Page;
        var canvas = await Canvas.DrawAsync(page, "longest-night", Night, "?view=expert&step=night");
        var (day, hour) = (canvas.Locator(".mud-picker input").First, canvas.Locator(".mud-picker input").Last);
        await Assertions.Expect(day).ToHaveValueAsync("2027-05-06");

        await WriteAsync(day, "2027-12-24");
        await KeptAsync("2027-12-24 09:30:00");
        await WriteAsync(hour, "18:45");
        await KeptAsync("2027-12-24 18:45:00");
        await WriteAsync(day, "24.12.2028");
        await page.WaitForSelectorAsync("[data-canvas-state].error >> text=Not kept: “24.12.2028” is no day that the canvas reads. Write it year first, as 2027-12-24.");
        await WriteAsync(hour, "7 Uhr");
        await page.WaitForSelectorAsync("[data-canvas-state].error >> text=Not kept: “7 Uhr” is no hour that the canvas reads. Write it as 18:30.");
        await Assertions.Expect(day).ToHaveValueAsync("2027-12-24");
        await Assertions.Expect(hour).ToHaveValueAsync("18:45");
        await KeptAsync("2027-12-24 18:45:00");

        Task KeptAsync(string moment) => Canvas.KeptAsync(page, $"root.activities[0].dateTime.expression.value === '{moment}'");
    }

    static async Task WriteAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }
}
