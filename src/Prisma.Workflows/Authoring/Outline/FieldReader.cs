using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Outline;

/// <summary>The fields of a step with their present values, as its activity declares them.</summary>
public sealed class FieldReader(IEnumerable<IStepChoices> choices)
{
    /// <summary>The name on the canvas; not an input, and every step has it.</summary>
    public const string NameField = "displayText";

    public static IReadOnlyList<string> Profiles { get; } = ["full", "standard", "compact"];

    public IReadOnlyList<OutlineField> Read(ActivityNode node, ActivityDescriptor descriptor, Surroundings around) =>
    [
        new OutlineField(NameField, "Name", "As it stands in this outline and on the canvas.", FieldKind.Line, [node.Title]),
        .. descriptor.Inputs.Where(input => input.IsBrowsable).Select(input => Field(node, input, around)),
    ];

    OutlineField Field(ActivityNode node, InputDescriptor input, Surroundings around)
    {
        var name = char.ToLowerInvariant(input.Name[0]) + input.Name[1..];
        var offered = Offered(node.Type, name, input, around);
        var kind = KindOf(node, name, input, offered);
        var values = kind switch
        {
            FieldKind.Computed => [node.Input(name)?.Expression.Text ?? ""],
            FieldKind.Window => Window(node.Input(name)?.Expression.Value),
            // The canvas writes True where the outline writes true.
            FieldKind.YesNo => [OneValue(node, name, input).ToLowerInvariant()],
            FieldKind.Choices or FieldKind.Sequence or FieldKind.Lines => [.. node.LiteralStrings(name)],
            _ => (IReadOnlyList<string>)[OneValue(node, name, input)],
        };
        return new OutlineField(name, input.DisplayName, input.Description, kind, values) { Choices = WithPresent(offered, kind, values) };
    }

    IReadOnlyList<Choice>? Offered(string type, string name, InputDescriptor input, Surroundings around) => (type, name) switch
    {
        _ when input.Options.Count > 0 => [.. input.Options.Select(option => new Choice(option.Value, option.Text))],
        ("Prisma.Review", "reads") => around.Answered,
        ("Prisma.Begin", "pathway") or ("Prisma.Child", "workflow") => around.Workflows,
        ("Prisma.Emit", "signal") or ("Prisma.WaitSignal" or "Prisma.Task", "signals") => [.. (Existing(type, "signals") ?? []).Concat(around.Signals).DistinctBy(choice => choice.Value, StringComparer.Ordinal)],
        _ => Existing(type, name),
    };

    IReadOnlyList<Choice>? Existing(string type, string name) => choices.Select(source => source.For(type, name)).FirstOrDefault(found => found is not null);

    static FieldKind KindOf(ActivityNode node, string name, InputDescriptor input, IReadOnlyList<Choice>? offered) => input.TypeName switch
    {
        _ when node.Type == OutlineStep.StageType && name == "window" => FieldKind.Window,
        _ when node.Input(name)?.Expression is { } expression && !IsFixed(expression.Type, input.TypeName) => FieldKind.Computed,
        _ when node.Input(name) is null && input.DefaultSyntax == "JavaScript" => FieldKind.Computed,
        "String[]" => offered is null ? FieldKind.Lines : (node.Type, name) is (SigningOrder.Step, SigningOrder.Parties) ? FieldKind.Sequence : FieldKind.Choices,
        // A signal may be said for the first time.
        "String" when (node.Type, name) is ("Prisma.Emit", "signal") => FieldKind.Line,
        "String" => offered is not null ? FieldKind.Choice : input.UiHint.StartsWith("multi", StringComparison.Ordinal) ? FieldKind.Text : FieldKind.Line,
        "Int32" or "Int64" or "Double" or "Decimal" => FieldKind.Number,
        "Boolean" => FieldKind.YesNo,
        _ => FieldKind.Computed,
    };

    static bool IsFixed(string expressionType, string typeName) => expressionType == "Literal" || (typeName == "String[]" && expressionType is "Object" or "Json");

    static string OneValue(ActivityNode node, string name, InputDescriptor input) =>
        node.Input(name)?.Expression.Value is { } value ? value.ToString() : Convert.ToString(input.DefaultValue, CultureInfo.InvariantCulture) ?? "";

    /// <summary>First and last day for each profile, in the order of <see cref="Profiles"/>.</summary>
    static List<string> Window(JsonNode? value)
    {
        var window = Literals.ObjectIn(value);
        return [.. Profiles.SelectMany(profile => window?[profile] is JsonArray { Count: >= 2 } days ? new[] { days[0]?.ToString() ?? "", days[1]?.ToString() ?? "" } : ["", ""])];
    }

    /// <summary>What is set stays choosable, even where nothing of that name exists any more.</summary>
    static IReadOnlyList<Choice> WithPresent(IReadOnlyList<Choice>? offered, FieldKind kind, IReadOnlyList<string> values) =>
        kind == FieldKind.Line ? offered ?? []
        : kind is not (FieldKind.Choice or FieldKind.Choices or FieldKind.Sequence) || offered is null ? []
        : [.. offered, .. values.Where(value => value.Length > 0 && offered.All(choice => choice.Value != value)).Select(value => new Choice(value, $"{value} (not here)"))];

    /// <summary>What a step may name of what lies around it.</summary>
    /// <param name="Answered">The steps that may have been answered before it.</param>
    /// <param name="Signals">What this definition says or waits for.</param>
    /// <param name="Workflows">The definitions that can be run; null where nobody asked for them.</param>
    public sealed record Surroundings(IReadOnlyList<Choice> Answered, IReadOnlyList<Choice> Signals, IReadOnlyList<Choice>? Workflows);
}
