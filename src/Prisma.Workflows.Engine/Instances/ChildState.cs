namespace Prisma.Workflows.Engine.Instances;

/// <summary>What a parent is told of its child: every host resumes the parent's bookmark with this.</summary>
public static class ChildState
{
    const string Late = "late";

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
        ["WorkflowInstanceId"] = state["workflowInstanceId"]?.DeepClone(),
        ["Status"] = state["status"]?.DeepClone(),
        ["SubStatus"] = state["subStatus"]?.DeepClone(),
        ["Output"] = state["output"]?.DeepClone(),
    };

    internal static bool IsLate(JsonObject? state) => state?.ContainsKey(Late) == true;
}
