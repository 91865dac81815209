using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Prisma.Workflows.Forms;

/// <summary>What somebody typed into a form, by the names of its inputs, before anybody judged it. Rows are named "languages.0.lang".</summary>
public sealed class FormValues
{
    /// <summary>The ticks of "I'd rather tell you in person": the keys of the fields.</summary>
    public const string InPerson = "_in_person";

    /// <summary>The button that adds a row; its value is the field's key.</summary>
    public const string Add = "_add";

    /// <summary>The button that keeps what was typed for another day.</summary>
    public const string Later = "_later";

    /// <summary>What stood in the form before anybody typed, as a draft of it.</summary>
    public const string Shown = "_shown";

    /// <summary>When the draft that the page knows of was kept; no part of what is typed.</summary>
    public const string Drafted = "_drafted";

    public static readonly FormValues Empty = new([]);

    readonly Dictionary<string, StringValues> _values;

    FormValues(Dictionary<string, StringValues> values) => _values = values;

    /// <summary>From a posted form; what the page itself posts along (tokens, buttons) is left out of what is kept.</summary>
    public static FormValues FromPosted(IEnumerable<KeyValuePair<string, StringValues>> posted) =>
        new(posted.Where(one => !one.Key.StartsWith('_') || one.Key is InPerson or Add or Later or Shown).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal));

    /// <summary>From <see cref="ToDraft"/>; anything else is an empty form.</summary>
    public static FormValues FromDraft(string draft)
    {
        try
        {
            return draft.Length == 0
                ? Empty
                : new((JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft) ?? []).ToDictionary(one => one.Key, one => new StringValues(one.Value), StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    /// <summary>With more under a name.</summary>
    public FormValues And(string name, IEnumerable<string> more)
    {
        var values = new Dictionary<string, StringValues>(_values, StringComparer.Ordinal);
        values[name] = new StringValues([.. Many(name), .. more]);
        return new(values);
    }

    /// <summary>On what is known by now: what was left as it was shown follows, and what was changed stays.</summary>
    public FormValues On(FormValues known)
    {
        var shown = FromDraft(Text(Shown));
        var values = new Dictionary<string, StringValues>(_values, StringComparer.Ordinal);
        foreach (var name in shown._values.Keys.Union(known._values.Keys).Where(name => Text(name) == shown.Text(name)).ToList())
        {
            if (known._values.TryGetValue(name, out var now))
                values[name] = now;
            else
                values.Remove(name);
        }

        values[Shown] = known.ToDraft();
        return new(values);
    }

    /// <summary>From answers handed in before, for a form that came back.</summary>
    public static FormValues FromAnswers(Form form, JsonObject answers)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
            Put(values, field, field.Key, answers[field.Key]);
        if (answers[CheckedForm.InPerson] is JsonArray told)
            values[InPerson] = Strings(told);
        return new(values);
    }

    /// <summary>As JSON, for keeping; buttons are not kept.</summary>
    public string ToDraft() => JsonSerializer.Serialize(
        _values.Where(one => one.Key is not (Add or Later)).ToDictionary(one => one.Key, one => one.Value.ToArray(), StringComparer.Ordinal));

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The first value, without the spaces around it.</summary>
    public string Text(string name) => _values.TryGetValue(name, out var values) && values.Count > 0 ? (values[0] ?? "").Trim() : "";

    public IReadOnlyList<string> Many(string name) => _values.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    public bool IsTold(string key) => Many(InPerson).Contains(key);

    /// <summary>How many rows of the field are on the page: those typed into, one more if it was asked for, and never fewer than it needs.</summary>
    public int RowsOf(Field field)
    {
        var prefix = field.Key + ".";
        var last = _values.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => IndexOf(name, prefix.Length)).DefaultIfEmpty(-1).Max();
        var asked = Text(Add) == field.Key ? 1 : 0;
        return Math.Clamp(last + 1 + asked, Math.Max(1, field.MinRows), field.MaxRows);
    }

    static int IndexOf(string name, int start)
    {
        var end = name.IndexOf('.', start);
        return end > start && int.TryParse(name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
    }

    static void Put(Dictionary<string, StringValues> values, Field field, string name, JsonNode? answer)
    {
        switch (answer)
        {
            case null:
                break;
            case JsonArray rows when field.Type == FieldType.Rows:
                foreach (var (row, index) in rows.Select((row, index) => (row, index)))
                    field.Columns.ToList().ForEach(column => Put(values, column, $"{name}.{index}.{column.Key}", row?[column.Key]));
                break;
            case JsonArray files when field.Type == FieldType.File:
                values[name] = Ids(files);
                break;
            case JsonObject spoken when field.Voice:
                values[name] = spoken["text"]?.ToString();
                values[field.FilesOf(name)] = spoken["voice"]?["id"]?.ToString();
                break;
            case JsonArray many:
                values[name] = Strings(many);
                break;
            case JsonObject range:
                values[$"{name}.from"] = range["from"]?.ToString();
                values[$"{name}.to"] = range["to"]?.ToString();
                break;
            default:
                values[name] = answer.ToString();
                break;
        }
    }

    static string[] Ids(JsonArray files) => [.. files.Select(file => file?["id"]?.ToString() ?? "")];

    static string[] Strings(JsonArray array) => [.. array.Select(one => one?.ToString() ?? "")];
}
