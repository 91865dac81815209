using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Waits once for the host to come back with an HTTP request.</summary>
static class HttpCrossing
{
    internal const string Callback = "HttpCrossing";

    internal static void Wait(ActivityContext context)
    {
        foreach (var bookmark in context.Bookmarks.ToList())
            context.Burn(bookmark);
        context.Wait(new Stimulus(context.Node.Type, null, context.Execution.Id), callback: Callback);
    }
}
