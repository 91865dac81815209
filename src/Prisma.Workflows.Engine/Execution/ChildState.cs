using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>What a parent is told of its child: every host resumes the parent's bookmark with this.</summary>
public static class ChildState
{
    const string Late = "late";

    /// <param name="child">The child as it stands.</param>
    /// <param name="late">Whether its parent was at rest meanwhile, because the child waited for something.</param>
    public static JsonObject Of(WorkflowInstance child, bool late)
    {
        var state = new JsonObject
        {
            ["workflowInstanceId"] = child.Id,
            ["status"] = child.Status.ToString(),
            ["subStatus"] = child.SubStatus.ToString(),
            ["output"] = child.Output.DeepClone(),
        };
        if (late)
            state[Late] = true;
        return state;
    }

    internal static bool IsLate(JsonObject? state) => state?.ContainsKey(Late) == true;
}
