namespace Prisma.Workflows.Engine.Activities;

/// <summary>Marks a property whose value, when the activity completes, goes to the variable its author bound it to.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? TypeName { get; init; }
}
