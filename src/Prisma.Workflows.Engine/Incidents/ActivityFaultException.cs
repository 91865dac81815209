namespace Prisma.Workflows.Engine.Incidents;

/// <summary>An activity gives up on purpose, with the type of incident to record.</summary>
public sealed class ActivityFaultException(string type, string message) : Exception(message)
{
    public string Type { get; } = type;
}
