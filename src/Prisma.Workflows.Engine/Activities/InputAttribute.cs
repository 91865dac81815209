namespace Prisma.Workflows.Engine.Activities;

/// <summary>Marks a property that the author of a definition sets.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? Category { get; init; }

    /// <summary>The editor the designer shows; chosen from the property's type when absent. See <see cref="UiHints"/>.</summary>
    public string? UiHint { get; init; }

    /// <summary>The choices of a list, as "value" or "value=text".</summary>
    public string[] Options { get; init; } = [];

    public object? DefaultValue { get; init; }

    /// <summary>The syntax a code editor starts with.</summary>
    public string? DefaultSyntax { get; init; }

    /// <summary>The type name on the wire, when it is not the property's own.</summary>
    public string? TypeName { get; init; }

    /// <summary>A plain member of the node rather than an expression.</summary>
    public bool Plain { get; init; }

    /// <summary>A definition without this input cannot be published.</summary>
    public bool Required { get; init; }

    public bool Hidden { get; init; }

    /// <summary>Not evaluated before the activity runs: it does so itself, when and as often as it needs.</summary>
    public bool Deferred { get; init; }

    /// <summary>Never computed into an activity's history, whoever asks: it may hold secrets, or words of people that are forgotten sooner.</summary>
    public bool Unlogged { get; init; }
}
