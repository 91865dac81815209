using System.Text.RegularExpressions;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>A form keeps the questions whose answers something reads: a branch or a mail of a pathway, a gate, or the product itself.</summary>
sealed partial class FormReadersRule(PrismaDbContext db, FormLibrary forms, GateLibrary gates) : IWordingRule
{
    /// <summary>Forms of which pages and use cases read the answers by name.</summary>
    static readonly HashSet<string> _ofTheProduct = new(StringComparer.Ordinal) { "F-01", "F-05b", "F-10", "F-12g", "F-16", "F-19b", "F-20", "F-21b", "F-29", "F-29b", "F-31", "F-34" };

    /// <summary>Those named in rows with these are asked to take part.</summary>
    static readonly string[] _ofPeople = ["name", "email", "role"];

    public async Task<Problems> ProblemsOfAsync(string kind, string name, string content, CancellationToken cancellation)
    {
        var problems = new Problems();
        if (kind != FormWordingKind.Name || forms.Current(name) is not { } current)
            return problems;
        var written = WrittenForm.Read(content);
        List<Read> reads = [.. OfTheProduct(name), .. await OfPathwaysAsync(name, cancellation)];
        if (reads.Count > 0 && written.Form.IsSensitive && !current.Form.IsSensitive)
            problems.Add(FormReaders.Field, $"{char.ToUpperInvariant(reads[0].Place[0])}{reads[0].Place[1..]} reads the answers, which are then for few eyes. Change what reads them first, or leave the readers as they are.");
        foreach (var read in reads)
        {
            if (FormEditor.Find(current, read.Path) is { } before && Objection(before, FormEditor.Find(written, read.Path), FormEditor.TextOf(current, Languages.Fallback, read.Path), read) is { } sentence)
                problems.Add(read.Path, sentence);
        }

        return problems;
    }

    static string? Objection(Field before, Field? after, FieldText text, Read read) => after switch
    {
        null => $"“{text.Label}” is gone, and {read.Place} reads it. Bring it back, or change what reads it first.",
        _ when after.Type != before.Type => $"“{text.Label}” was {FieldKinds.Words(before.Type)}, and {read.Place} reads it as that. Ask something new beside it instead.",
        _ when after.Sealed && !before.Sealed => $"“{text.Label}” is sealed now, and {read.Place} reads it. Take the seal off, or change what reads it first.",
        _ when read.Option is { } option && before.Options.Contains(option) && !after.Options.Contains(option) => $"“{text.Label}” no longer offers “{text.Option(option)}”, by which {read.Place} decides. Bring the choice back, or change what reads it first.",
        _ => null,
    };

    IEnumerable<Read> OfTheProduct(string id)
    {
        var gate = gates.Ids.FirstOrDefault(one => gates.Find(one)!.Form == id);
        var whole = gate is not null ? $"the gate {gate}" : _ofTheProduct.Contains(id) ? "the product itself" : "";
        var fields = forms.Shipped(id)!.Form.Fields;
        return
        [
            .. from field in fields
               where whole.Length > 0
               from path in field.Columns.Select(column => $"{field.Key}.{column.Key}").Prepend(field.Key)
               select new Read(path, null, whole),
            .. from field in fields
               where whole.Length > 0
               from option in field.Options
               select new Read(field.Key, option, whole),
            .. from field in fields
               where _ofPeople.Take(2).All(key => field.Columns.Any(column => column.Key == key))
               from column in field.Columns
               where _ofPeople.Contains(column.Key)
               select new Read($"{field.Key}.{column.Key}", null, "whoever is named there is asked to take part, so the product"),
            .. fields.Where(field => id == CallNews.Application && field.Key == "track").Select(field => new Read(field.Key, null, "the mail that offers a seat")),
        ];
    }

    /// <summary>Of what is published, and of every version somebody is still on.</summary>
    async Task<List<Read>> OfPathwaysAsync(string form, CancellationToken cancellation)
    {
        var asking = $"\"{form}\"";
        var versions = await db.Definitions.AsNoTracking()
            .Where(version => version.Json.Contains(asking))
            .Where(version => version.IsPublished || db.Instances.Any(instance => instance.DefinitionVersionId == version.Id && instance.Status == nameof(InstanceStatus.Running)))
            .Select(version => version.Json).ToListAsync(cancellation);
        return [.. versions.SelectMany(json => ReadsOf(DefinitionJson.Read(json), form)).Distinct()];
    }

    static IEnumerable<Read> ReadsOf(WorkflowDefinition definition, string form)
    {
        var kept = definition.Nodes.Where(node => node.Fixed("form") == form).SelectMany(node => node.Outputs.Values).ToHashSet(StringComparer.Ordinal);
        var names = definition.Nodes.SelectMany(node => node.Variables).Concat(definition.Variables).Where(variable => kept.Contains(variable.Id)).Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        return from node in definition.Nodes
               from input in node.Inputs.Values
               from match in Reading().Matches(input.Expression.Text)
               where names.Contains(match.Groups["name"].Value)
               select new Read(match.Groups["key"].Value, match.Groups["is"].Success ? match.Groups["is"].Value : null, $"“{node.Title}” in “{definition.Name}”");
    }

    [GeneratedRegex(@"variables\.(?<name>\w+)\??\.(?<key>\w+)(\s*[=!]==?\s*['""](?<is>[^'""]*)['""])?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Reading();

    /// <summary>One answer that something reads, or one choice of it.</summary>
    sealed record Read(string Path, string? Option, string Place);
}
