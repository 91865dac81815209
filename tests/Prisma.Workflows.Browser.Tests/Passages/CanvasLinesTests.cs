using Microsoft.Playwright;
using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>A long pathway, as the Studio draws it.</summary>
public sealed class CanvasLinesTests(Villages villages)
{
    [Fact]
    public async Task It_opens_at_its_beginning_is_shown_whole_and_its_lines_are_all_drawn_and_lead_through_no_step()
    {
        Canvas.RequireStudio();
        await using var office = await villages.SitDownAsync();
        var page = office.Page;
        await page.SetViewportSizeAsync(1500, 1100);
        var canvas = await Canvas.OpenAsync(page, "pathway-hub");
        var start = canvas.Locator(".x6-node[data-cell-id=start]").And(canvas.Locator(":visible"));
        await start.WaitForAsync();
        Assert.True(await LiesWithinAsync(start, canvas.Locator(".graph-container")), "A long pathway does not open at its beginning.");

        await canvas.GetByRole(AriaRole.Button, new() { Name = "Show the whole pathway", Exact = true }).ClickAsync();
        await AllInSightAsync(page);

        Assert.Equal("", await Canvas.OnGraphAsync<string>(canvas, """
              const pathOf = edge => graph.findViewByCell(edge)?.container.querySelector('path[d]');
              for (const until = Date.now() + 180000; !graph.getEdges().length || !graph.getEdges().every(pathOf); await new Promise(next => setTimeout(next, 200))) {
                if (Date.now() > until) return 'Not every line is drawn.';
              }
              const boxes = graph.getNodes().map(node => [node.id, node.getBBox()]);
              return graph.getEdges().filter(edge => {
                const path = pathOf(edge);
                const others = boxes.filter(([id]) => id !== edge.getSourceCellId() && id !== edge.getTargetCellId());
                for (let at = 0; at < path.getTotalLength(); at += 20) {
                  const point = path.getPointAtLength(at);
                  if (others.some(([, box]) => box.containsPoint(point))) return true;
                }
                return false;
              }).map(edge => `${edge.getSourceCellId()} to ${edge.getTargetCellId()}`).join(', ')
            """));
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
        var (box, around) = ((await inner.First.BoundingBoxAsync())!, (await outer.First.BoundingBoxAsync())!);
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return x > around.X && x < around.X + around.Width && y > around.Y && y < around.Y + around.Height;
    }
}
