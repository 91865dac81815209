namespace Prisma.Workflows.Authoring.Outline;

/// <summary>One thing to set on a step, with its present value.</summary>
public sealed record OutlineField(string Name, string Label, string Hint, FieldKind Kind, IReadOnlyList<string> Values)
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public string Value => Values.Count > 0 ? Values[0] : "";

    /// <summary>What is wrong with what stands there, which a file or the canvas may have written; null where nothing is.</summary>
    public string? Problem => Value.Length == 0 ? null : WhatIsWrongWith(Value);

    /// <summary>Null where the value can stand there.</summary>
    internal string? WhatIsWrongWith(string value) =>
        Kind == FieldKind.Number && !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"“{Label}” is a whole number, such as 7." : null;

    /// <summary>The value as people read it: chosen things by their titles.</summary>
    public string InWords => Kind switch
    {
        FieldKind.Computed => "worked out on the way",
        FieldKind.Window => "",
        FieldKind.Number when Value.Length > 0 => $"{Value} days",
        FieldKind.YesNo => Value == "true" ? "yes" : "no",
        _ => string.Join(", ", Values.Where(value => value.Length > 0).Select(TextOf)),
    };

    string TextOf(string value) => Choices.FirstOrDefault(choice => choice.Value == value)?.Text ?? value;
}
