using System.Text.Json.Serialization;

namespace Prisma.Workflows.Forms;

/// <summary>What kind of answer a field takes (domain.md §15).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldType>))]
public enum FieldType
{
    Text,
    Long,
    Email,
    Tel,
    Url,
    Int,
    Money,
    Date,

    /// <summary>Two days, the second not before the first.</summary>
    Range,
    Bool,
    One,
    Many,
    Scale,

    /// <summary>Repeated groups of columns.</summary>
    Rows,

    /// <summary>Agreeing to a text.</summary>
    Consent,

    /// <summary>One of the times that are offered.</summary>
    Slots,

    /// <summary>Files that are added.</summary>
    File,

    /// <summary>A trap for programs: nobody sees it, so it stays empty.</summary>
    Hidden,
}
