using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>What a parent is told of its child: every host resumes the parent's bookmark with this.</summary>
public static class ChildState
{
    const string Late = "late", IdMember = "WorkflowInstanceId", SubStatusMember = "SubStatus";

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

    /// <summary>The state as the result that definitions read; its members are those of Elsa's ExecuteWorkflowResult.</summary>
    internal static JsonObject ResultOf(JsonObject state) => new()
    {
        [IdMember] = state["workflowInstanceId"]?.DeepClone(),
        ["Status"] = state["status"]?.DeepClone(),
        [SubStatusMember] = state["subStatus"]?.DeepClone(),
        ["Output"] = state["output"]?.DeepClone(),
    };

    /// <summary>Whether it is such a result: Elsa holds it as an object of .NET, whose members a script may also begin with a small letter.</summary>
    internal static bool IsResult(JsonObject members) => members.Count == 4 && members.ContainsKey(IdMember) && members.ContainsKey(SubStatusMember);

    internal static bool IsLate(JsonObject? state) => state?.ContainsKey(Late) == true;
}
