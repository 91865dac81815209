using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>What the Studio draws as a sign has a word as well.</summary>
public sealed class CanvasNamesTests(CanvasNamesTests.Canvases canvases) : IClassFixture<CanvasNamesTests.Canvases>
{
    [Theory]
    [InlineData("")]
    [InlineData("?view=expert")]
    public async Task Every_button_and_field_around_the_canvas_has_a_name_and_saving_cannot_be_switched_off(string view)
    {
        var (_, canvas) = await canvases.OpenAsync(view);

        foreach (var name in new[] { "Show the whole pathway", "Go to the middle", "Arrange all steps anew", "Keep it now" })
        {
            await canvas.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).WaitForAsync();
        }

        Assert.Empty(await NamelessAsync(canvas));
        Assert.Equal(0, await canvas.GetByText("Auto-save").And(canvas.Locator(":visible")).CountAsync());
    }

    [Fact]
    public async Task Whoever_passes_through_with_the_keyboard_comes_past_every_field_and_makes_no_draft()
    {
        var (office, canvas) = await canvases.OpenAsync("");
        await canvas.GetByRole(AriaRole.Tab, new() { Name = "Pathway" }).Last.FocusAsync();

        foreach (var field in new[] { canvas.GetByLabel("Name", new() { Exact = true }), canvas.GetByLabel("Description", new() { Exact = true }), canvas.GetByTitle("Edit") })
        {
            await office.Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(field.First).ToBeFocusedAsync();
        }

        Assert.Contains("version 1, published", await office.ReadBesideAsync("/pathways/case-study/outline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_that_edits_a_variable_is_in_sight_and_all_that_is_beside_it_and_beside_the_versions_has_a_name()
    {
        var (_, canvas) = await canvases.OpenAsync("?view=expert");
        await canvas.GetByRole(AriaRole.Tab, new() { Name = "Variables" }).First.ClickAsync();

        var menu = canvas.Locator(".mud-simple-table .mud-menu button").First;

        await menu.WaitForAsync();
        Assert.True(await menu.EvaluateAsync<bool>("menu => menu.getBoundingClientRect().right <= menu.closest('.mud-table-container').getBoundingClientRect().right"));
        Assert.Empty(await NamelessAsync(canvas));

        await canvas.GetByRole(AriaRole.Tab, new() { Name = "Version history" }).ClickAsync();
        await canvas.GetByRole(AriaRole.Checkbox, new() { Name = "Choose this version" }).First.WaitForAsync();
        Assert.Empty(await NamelessAsync(canvas));
    }

    [Fact]
    public async Task What_stands_at_a_sign_says_the_same_as_its_name()
    {
        var (_, canvas) = await canvases.OpenAsync("");

        await canvas.GetByRole(AriaRole.Button, new() { Name = "Arrange all steps anew", Exact = true }).HoverAsync();

        await canvas.Locator(".mud-tooltip", new() { HasText = "Arrange all steps anew" }).WaitForAsync();
    }

    static Task<string[]> NamelessAsync(IFrameLocator canvas) => canvas.Locator("body").First.EvaluateAsync<string[]>("""
        body => [...body.querySelectorAll('button, input:not([type=file]), textarea, [role=button]')].filter(one => one.checkVisibility())
          .filter(one => !(one.ariaLabel || one.title || one.textContent.trim() || [...one.labels ?? []].some(label => label.textContent.trim()))).map(one => one.outerHTML)
        """);

    /// <summary>One canvas of each view: nothing is changed on it.</summary>
    public sealed class Canvases(Villages villages) : IAsyncDisposable
    {
        readonly Dictionary<string, (Device Office, IFrameLocator Canvas)> _open = [];

        public async Task<(Device Office, IFrameLocator Canvas)> OpenAsync(string view)
        {
            Canvas.RequireStudio();
            if (!_open.TryGetValue(view, out var open))
            {
                var office = await villages.SitDownAsync();
                await office.Page.SetViewportSizeAsync(1500, 1100);
                _open[view] = open = (office, await Canvas.OpenAsync(office.Page, "case-study", view));
            }

            return open;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (office, _) in _open.Values)
            {
                await office.DisposeAsync();
            }
        }
    }
}
