namespace Prisma.Workflows.Engine.Activities;

/// <summary>Marks a property whose value, when the activity completes, goes to the variable its author bound it to.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? TypeName { get; init; }

    /// <summary>Never kept in an activity's history, whoever asks: it may hold secrets, or words of people that are forgotten sooner.</summary>
    public bool Unlogged { get; init; }
}
