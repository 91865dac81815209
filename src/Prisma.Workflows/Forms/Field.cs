using System.Text.Json;

namespace Prisma.Workflows.Forms;

/// <summary>One question of a form, or one column of a field of rows.</summary>
public sealed record Field
{
    public required string Key { get; init; }
    public required FieldType Type { get; init; }

    /// <summary>Must be answered whenever it is shown.</summary>
    public bool Required { get; init; }

    /// <summary>May not be answered with "I'd rather tell you in person".</summary>
    public bool Strict { get; init; }

    /// <summary>For the eyes of those whom the form is <see cref="Form.Sensitive"/> for, and of nobody else.</summary>
    public bool Sealed { get; init; }

    /// <summary>Length for texts, value for numbers and scales, count for many.</summary>
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }
    public int MinRows { get; init; }
    public int MaxRows { get; init; } = 1;
    public IReadOnlyList<Field> Columns { get; init; } = [];

    /// <summary>On rows: the column that has to be yes before a row may go beyond the facilitators.</summary>
    public string ShareIf { get; init; } = "";

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>On files: which kinds, of "image", "pdf" and "audio"; <see cref="Max"/> says how many.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>On files: how heavy one may be, in MB; ten, if left out, which is the most that is kept.</summary>
    public int? Megabytes { get; init; }

    /// <summary>On long texts: may be spoken instead.</summary>
    public bool Voice { get; init; }

    public string Section { get; init; } = "";
    public Condition? ShowIf { get; init; }

    /// <summary>The text agreed to, on fields of consent: "privacy" or an agreement's id.</summary>
    public string Agreement { get; init; } = "";

    /// <summary>Whether the person may promise to answer it in talking.</summary>
    public bool MayBeTold => !Strict && Type is not (FieldType.Hidden or FieldType.Consent or FieldType.Slots or FieldType.File);

    /// <summary>Whether something may be added to it from a file.</summary>
    public bool TakesFiles => Voice || Type == FieldType.File || Columns.Any(column => column.TakesFiles);

    /// <summary>Whether another form's field means the same: of the same name and kind, with the same columns.</summary>
    public bool AsksTheSameAs(Field other) =>
        Key == other.Key && Type == other.Type && Columns.Select(column => column.Key).SequenceEqual(other.Columns.Select(column => column.Key), StringComparer.Ordinal);

    /// <summary>The input that names the files added so far.</summary>
    public string FilesOf(string name) => Voice ? $"{name}.voice" : name;

    /// <summary>Every input of its own or of its rows through which files come, beside the question they answer.</summary>
    public IEnumerable<(string Name, string Files)> FileInputs => Type == FieldType.Rows
        ? from row in Enumerable.Range(0, MaxRows) from column in Columns where column.TakesFiles select ($"{Key}.{row}.{column.Key}", column.FilesOf($"{Key}.{row}.{column.Key}"))
        : TakesFiles ? [(Key, FilesOf(Key))] : [];

    /// <summary>Holds when another field's answer is one of some values; for many, when one of the ticked ones is.</summary>
    public sealed record Condition(string Field, IReadOnlyList<JsonElement> Is)
    {
        /// <summary>The values as a form posts them.</summary>
        public IEnumerable<string> Values => Is.Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
    }
}
