using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Calls an address and runs what is held for its status code.</summary>
[Activity("Elsa.SendHttpRequest", Category = "HTTP", Kind = ActivityKind.Task, Description = "Sends an HTTP request.", Ports = ["UnmatchedStatusCode", "FailedToConnect", "Timeout"])]
sealed class SendHttpRequest : HttpCall
{
    [Input(Plain = true, DisplayName = "Status codes", UiHint = UiHints.HttpStatusCodes, TypeName = "Object")]
    public JsonNode? ExpectedStatusCodes { get; set; }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        var error = Take(input);
        var next = error is not null ? context.Node.Port(error) : HeldFor(StatusCode, context.Node);
        if (next is null)
        {
            context.Complete();
            return;
        }

        KeepOutputs(context);
        context.Schedule(next);
    }

    void KeepOutputs(ActivityContext context)
    {
        context.SetOutput(nameof(StatusCode), StatusCode);
        context.SetOutput(nameof(ParsedContent), ParsedContent);
        context.SetOutput(nameof(ResponseHeaders), ResponseHeaders);
        context.SetOutput(nameof(Result), Result);
    }

    static ActivityNode? HeldFor(int? statusCode, ActivityNode node)
    {
        var match = JsonMembers.Objects(node.Member("expectedStatusCodes")).FirstOrDefault(item => JsonMembers.Number(item, "statusCode") == statusCode);
        if (match is null)
            return node.Port("unmatchedStatusCode");
        var held = JsonMembers.Get(match, "activity");
        return node.Children.FirstOrDefault(child => ReferenceEquals(child.Json, held));
    }
}
