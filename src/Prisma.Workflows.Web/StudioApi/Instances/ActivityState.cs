using Prisma.Workflows.Runtime.Views;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>The inputs an activity was given, by their names in Pascal case: those that stand in the definition, and those that were computed; without what its author keeps out of the log.</summary>
static class ActivityState
{
    public static JsonObject Of(InstanceHistory history, ActivityRun run)
    {
        var state = new JsonObject();
        foreach (var input in run.Node?.Inputs.Values.Where(input => input.Expression.IsGiven && history.Definition.Keeps(run.Node, input.Name)) ?? [])
            state[Pascal(input.Name)] = input.Expression.Value?.DeepClone();
        foreach (var (name, value) in Read(run.Began.Values))
            state[name] = value?.DeepClone();
        return state;
    }

    public static JsonObject Read(string? values) => values is not null && JsonNode.Parse(values) is JsonObject read ? read : [];

    static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
