using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks;

/// <summary>Instances that wait, and the burst that is measured: one of them wakes, owes a mail and tells a sentence.</summary>
static class Waiting
{
    static readonly string FourKilobytes = new('n', 3150);

    public static async Task<List<(string Instance, string Bookmark)>> StartAsync(Installation installation, int count, string? notes = null)
    {
        List<(string, string)> waiting = [];
        while (waiting.Count < count)
        {
            var id = Guid.CreateVersion7().ToString("N");
            var input = new JsonObject { ["notes"] = notes ?? FourKilobytes };
            var burst = await installation.Operations.RunAsync<WorkflowRuntime, Burst>(runtime => runtime.StartAsync(Definitions.TwoWaits, id, input, null, CancellationToken.None));
            waiting.Add((id, burst.BookmarksAdded[0].Id));
        }

        return waiting;
    }

    public static Task ResumeAsync(Installation installation, (string Instance, string Bookmark) one) =>
        installation.Operations.RunAsync<Resume>(resume => resume.ExecuteAsync(one.Instance, one.Bookmark, installation.PersonId));
}
