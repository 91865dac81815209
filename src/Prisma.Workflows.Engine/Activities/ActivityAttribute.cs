namespace Prisma.Workflows.Engine.Activities;

/// <summary>Names an activity type and says how the designer shows it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string type) : Attribute
{
    public string Type { get; } = type;
    public int Version { get; init; } = 1;
    public string? Category { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public ActivityKind Kind { get; init; }

    /// <summary>The outcomes that connections may leave from; without any, there is the outcome Done.</summary>
    public string[] Outcomes { get; init; } = [];

    /// <summary>Ports that hold one activity inside the node.</summary>
    public string[] Ports { get; init; } = [];

    /// <summary>Ends the container it is in.</summary>
    public bool Terminal { get; init; }

    /// <summary>Where a flowchart begins.</summary>
    public bool Start { get; init; }

    /// <summary>May start a definition.</summary>
    public bool Trigger { get; init; }

    public bool Container { get; init; }

    /// <summary>Waits for the outside world, although it has nothing of its own to do when woken.</summary>
    public bool Waits { get; init; }

    /// <summary>Not offered in the palette.</summary>
    public bool Hidden { get; init; }
}
