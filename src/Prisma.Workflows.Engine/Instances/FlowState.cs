namespace Prisma.Workflows.Engine.Instances;

/// <summary>What a flowchart remembers: where it started and how often its activities and connections were visited. Only what was visited is kept.</summary>
sealed class FlowState
{
    internal string Start { get; set; } = "";
    internal Dictionary<string, int> Visits { get; } = [];
    internal Dictionary<string, ConnectionVisits> Connections { get; } = [];

    internal int VisitsOf(string activityId) => Visits.GetValueOrDefault(activityId);

    internal ConnectionVisits VisitsOfConnection(string key) => Connections.GetValueOrDefault(key);

    internal void CountActivity(string activityId) => Visits[activityId] = VisitsOf(activityId) + 1;

    internal void CountConnection(string key, bool followed) => Connections[key] = new(VisitsOfConnection(key).Count + 1, followed);
}
