using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Prisma.Workflows.Engine.Tests.Documentation;

/// <summary>Writes the page that describes an activity type to authors, from what its attributes say.</summary>
static class ActivityPage
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="descriptor">The activity type.</param>
    /// <param name="example">A definition that uses it.</param>
    /// <param name="outcome">What comes of the example, in a sentence.</param>
    public static string Write(ActivityDescriptor descriptor, JsonNode example, string outcome)
    {
        var page = new StringBuilder();
        Line(page, $"# {descriptor.DisplayName}");
        Line(page);
        if (descriptor.Description.Length > 0)
            Line(page, descriptor.Description);
        Line(page, $"`{descriptor.Type}`, version {descriptor.Version}, in the category {descriptor.Category}.{Traits(descriptor)}");
        Table(page, "Inputs", ["member", "type", "meaning", "default"], descriptor.Inputs.Select(Row));
        Table(page, "Outputs", ["member", "type", "meaning"], descriptor.Outputs.Select(output => (string[])[$"`{Camel(output.Name)}`", output.TypeName, Meaning(output.DisplayName, output.Description)]));
        Line(page);
        Line(page, "## Outcomes");
        Line(page);
        Line(page, descriptor.Outcomes.Count == 0 ? "None: nothing follows it." : string.Join(", ", descriptor.Outcomes.Select(outcome => $"`{outcome}`")) + ".");
        if (descriptor.EmbeddedPorts.Count > 0)
            Line(page, $"It holds an activity in {string.Join(", ", descriptor.EmbeddedPorts.Select(port => $"`{Camel(port)}`"))}.");
        Line(page);
        Line(page, "## Example");
        Line(page);
        Line(page, outcome);
        Line(page);
        Line(page, "```json");
        Line(page, example.ToJsonString(Indented));
        Line(page, "```");
        return page.ToString();
    }

    static string[] Row(InputDescriptor input) =>
    [
        $"`{Camel(input.Name)}`{(input.IsRequired ? ", required" : "")}",
        input.TypeName + (input.IsWrapped ? "" : ", plain"),
        Meaning(input.DisplayName, input.Description) + (input.Options.Count > 0 ? $" One of {string.Join(", ", input.Options.Select(option => option.Value))}." : ""),
        (input.DefaultValue is IReadOnlyList<string> texts ? string.Join(", ", texts) : input.DefaultValue) is { } value ? $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`" : "",
    ];

    static string Meaning(string displayName, string description) => description.Length > 0 ? description : displayName + ".";

    static string Traits(ActivityDescriptor descriptor)
    {
        var traits = new StringBuilder();
        if (descriptor.IsTrigger)
            traits.Append(" It may start a workflow.");
        if (descriptor.IsStart)
            traits.Append(" A flowchart begins with it.");
        if (descriptor.IsTerminal)
            traits.Append(" It ends what it is in.");
        if (!descriptor.IsBrowsable)
            traits.Append(" The designer does not offer it.");
        return traits.ToString();
    }

    static void Table(StringBuilder page, string title, string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        Line(page);
        Line(page, $"## {title}");
        Line(page);
        foreach (var row in all.Prepend([.. head.Select(_ => "---")]).Prepend(head))
            Line(page, $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
    }

    static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');

    static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
