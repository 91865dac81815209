using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>What the Studio draws as a sign has a word as well.</summary>
public sealed class CanvasNamesTests(SharedVillage shared) : IClassFixture<SharedVillage>
{
    [Theory]
    [InlineData("")]
    [InlineData("?view=expert")]
    public async Task Every_button_and_field_around_the_canvas_has_a_name_and_saving_cannot_be_switched_off(string view)
    {
        CanvasTests.RequireStudio();
        await using var office = await shared.SitDownAsync();
        await office.Page.GotoAsync($"/pathways/case-study/design{view}");
        var canvas = await CanvasTests.CanvasAsync(office.Page);

        foreach (var name in new[] { "Show the whole pathway", "Go to the middle", "Arrange all steps anew", "Keep it now" })
        {
            await canvas.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).WaitForAsync();
        }

        Assert.Empty(await canvas.Locator("body").First.EvaluateAsync<string[]>("""
            body => [...body.querySelectorAll('button, input:not([type=file]), textarea, [role=button]')].filter(one => one.checkVisibility())
              .filter(one => !(one.ariaLabel || one.title || one.textContent.trim() || [...one.labels ?? []].some(label => label.textContent.trim()))).map(one => one.outerHTML)
            """));
        Assert.Equal(0, await canvas.GetByText("Auto-save").And(canvas.Locator(":visible")).CountAsync());
    }

    [Fact]
    public async Task Whoever_passes_through_with_the_keyboard_comes_past_every_field_and_makes_no_draft()
    {
        CanvasTests.RequireStudio();
        await using var office = await shared.SitDownAsync();
        var page = office.Page;
        await page.GotoAsync("/pathways/case-study/design");
        var canvas = await CanvasTests.CanvasAsync(page);
        await canvas.GetByRole(AriaRole.Tab, new() { Name = "Pathway" }).Last.FocusAsync();

        foreach (var field in new[] { canvas.GetByLabel("Name", new() { Exact = true }), canvas.GetByLabel("Description", new() { Exact = true }), canvas.GetByTitle("Edit") })
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(field.First).ToBeFocusedAsync();
        }

        await page.GotoAsync("/pathways/case-study/outline");
        Assert.Contains("version 1, published", await office.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_that_edits_a_variable_is_in_sight()
    {
        CanvasTests.RequireStudio();
        await using var office = await shared.SitDownAsync();
        await office.Page.SetViewportSizeAsync(1500, 1100);
        await office.Page.GotoAsync("/pathways/case-study/design?view=expert");
        var canvas = await CanvasTests.CanvasAsync(office.Page);
        await canvas.GetByRole(AriaRole.Tab, new() { Name = "Variables" }).First.ClickAsync();

        var menu = canvas.Locator(".mud-simple-table .mud-menu button").First;

        await menu.WaitForAsync();
        Assert.True(await menu.EvaluateAsync<bool>("menu => menu.getBoundingClientRect().right <= menu.closest('.mud-table-container').getBoundingClientRect().right"));
    }

    [Fact]
    public async Task What_stands_at_a_sign_says_the_same_as_its_name()
    {
        CanvasTests.RequireStudio();
        await using var office = await shared.SitDownAsync();
        await office.Page.GotoAsync("/pathways/case-study/design");
        var canvas = await CanvasTests.CanvasAsync(office.Page);

        await canvas.GetByRole(AriaRole.Button, new() { Name = "Arrange all steps anew", Exact = true }).HoverAsync();

        await canvas.Locator(".mud-tooltip", new() { HasText = "Arrange all steps anew" }).WaitForAsync();
    }
}
