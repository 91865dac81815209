using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Prisma.Workflows.Stories;

/// <summary>A part of an event's story that shows one person, in words and perhaps with a picture. Nobody else sees it before they have said yes (domain.md §11).</summary>
[Index(nameof(EventId))]
[Index(nameof(EnrolmentId))]
public sealed partial class Excerpt
{
    /// <summary>Stands in the text where the person is named; they choose what is read there.</summary>
    public const string NameGap = "{name}";

    /// <summary>What is read where somebody wishes to be heard and not named.</summary>
    public const string Nameless = "somebody";

    const string KeyPrefix = "story.", Capital = "Somebody";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }

    /// <summary>The passage of the person shown.</summary>
    public required Guid EnrolmentId { get; init; }

    public required string Text { get; set; }

    /// <summary>The stored picture's id; empty for none.</summary>
    public string Picture { get; set; } = "";

    /// <summary>The picture in words, for those who don't see it.</summary>
    public string PictureInWords { get; set; } = "";

    public ExcerptState State { get; set; } = ExcerptState.Asked;

    /// <summary>The name they chose; empty for none.</summary>
    public string ShownAs { get; set; } = "";

    /// <summary>What they want changed.</summary>
    public string Wish { get; set; } = "";

    public required string WrittenBy { get; set; }
    public required DateTimeOffset WrittenAt { get; set; }

    [ConcurrencyCheck]
    public int Revision { get; set; }

    /// <summary>The key of the step that asks for its release.</summary>
    public string StepKey => $"{KeyPrefix}{Id:N}";

    /// <summary>As it is read with this name, or without one.</summary>
    public string ReadAs(string name) => (name.Length > 0 ? Text : Beginning().Replace(Text, Capital)).Replace(NameGap, name.Length > 0 ? name : Nameless, StringComparison.Ordinal);

    /// <summary>The excerpt that a step asks about; null for every other step.</summary>
    public static Guid? Of(string stepKey) =>
        stepKey.StartsWith(KeyPrefix, StringComparison.Ordinal) && Guid.TryParseExact(stepKey[KeyPrefix.Length..], "N", out var id) ? id : null;

    /// <summary>The gap where a sentence begins with it.</summary>
    [GeneratedRegex(@"(?<=(^|[.!?][""”’»)]*\s+|\n\s*)[""“„«‘(]*)\{name\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Beginning();
}
