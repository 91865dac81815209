namespace Prisma.Workflows.Forms;

/// <summary>What a form is opened with: values the product fixes, the times it offers, and where the person lives.</summary>
public sealed record FormContext(IReadOnlyDictionary<string, string> Fixed, IReadOnlyList<DateTimeOffset> Slots, string TimeZone)
{
    public static readonly FormContext None = new(new Dictionary<string, string>(StringComparer.Ordinal), [], "UTC");
}
