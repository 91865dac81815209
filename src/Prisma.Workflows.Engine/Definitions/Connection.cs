namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Leads from an outcome of one activity to the next activity.</summary>
public sealed record Connection(string Source, string Port, string Target)
{
    /// <summary>Names the connection in stored state, independent of its place in the file.</summary>
    public string Key { get; } = $"{Source}|{Port}|{Target}";
}
