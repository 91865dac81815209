using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Calls an address and follows the connection of its status code.</summary>
[Activity("Elsa.FlowSendHttpRequest", Category = "HTTP", Kind = ActivityKind.Task, DisplayName = "HTTP request (flow)", Description = "Sends an HTTP request.")]
sealed class FlowSendHttpRequest : HttpCall
{
    static readonly string[] Expected = ["200"];

    [Input(DisplayName = "Expected status codes")]
    public IReadOnlyList<string> ExpectedStatusCodes { get; set; } = Expected;

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        if (Take(input) is { } error)
        {
            context.Complete(error == "Timeout" ? "Timeout" : "Failed to connect");
            return;
        }

        var code = StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        if (ExpectedStatusCodes.Count == 0)
            context.Complete("Done");
        else
            context.Complete(ExpectedStatusCodes.Contains(code) ? code : "Unmatched status code", "Done");
    }

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
        [.. StaticValue.Texts(node, nameof(ExpectedStatusCodes)) ?? Expected, "Unmatched status code", "Failed to connect", "Timeout", "Done"];

    public override bool ComputesOutcomes(ActivityNode node) => StaticValue.IsComputed(node, nameof(ExpectedStatusCodes));
}
