namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Names a definition that another one uses.</summary>
public sealed record DefinitionReference(string DefinitionId, string? VersionId = null, int? Version = null)
{
    /// <summary>The activity type the user gives it, by which it is found when its ids are of another installation.</summary>
    public string? ActivityType { get; init; }

    /// <summary>Whether a definition of that name is meant by the activity type.</summary>
    public bool IsCalled(string name) => ActivityType is not null && TypeName.Of(name) == TypeName.Of(ActivityType);
}
