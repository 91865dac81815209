using Prisma.Workflows.Browser.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Passages;

/// <summary>The lines of a long pathway, as the Studio draws them.</summary>
public sealed class CanvasLinesTests(Chromium chromium)
{
    [Fact]
    public async Task The_lines_of_a_long_pathway_are_all_drawn_and_lead_through_no_step()
    {
        CanvasTests.RequireStudio();
        await using var village = await Village.BareAsync(chromium);
        await village.Office.Page.GotoAsync("/pathways/pathway-hub/design");
        var canvas = await CanvasTests.CanvasAsync(village.Office.Page);

        Assert.Equal("", await canvas.Locator(".graph-container").First.EvaluateAsync<string>("""
            async () => {
              const { graphBindings } = await import(new URL('_content/Elsa.Studio.Workflows.Designer/designer.entry.js', document.baseURI).href);
              const { graph } = Object.values(graphBindings)[0];
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
              }).map(edge => `${edge.getSourceCellId()} to ${edge.getTargetCellId()}`).join(', ');
            }
            """));
    }
}
