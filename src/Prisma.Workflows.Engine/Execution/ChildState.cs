using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>What a parent is told of its child: every host resumes the parent's bookmark with this.</summary>
public static class ChildState
{
    public static JsonObject Of(WorkflowInstance child) => new()
    {
        ["workflowInstanceId"] = child.Id,
        ["status"] = child.Status.ToString(),
        ["subStatus"] = child.SubStatus.ToString(),
        ["output"] = child.Output.DeepClone(),
    };
}
