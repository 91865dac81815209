using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Forms;

/// <summary>What a form is opened with: values the product fixes, the times it offers, and where the person lives.</summary>
public sealed record FormContext(IReadOnlyDictionary<string, string> Fixed, IReadOnlyList<DateTimeOffset> Slots, string TimeZone)
{
    /// <summary>The files added so far, by their ids; others than these are not taken.</summary>
    public IReadOnlyDictionary<string, StoredFile> Files { get; init; } = new Dictionary<string, StoredFile>(StringComparer.Ordinal);

    /// <summary>Names of what the product knows when a form is opened: rules compare days and addresses with them.</summary>
    public const string Today = "today", FirstDay = "T", LastDay = "E", Called = "called", Author = "author";

    public static readonly FormContext None = new(new Dictionary<string, string>(StringComparer.Ordinal), [], "UTC");
}
