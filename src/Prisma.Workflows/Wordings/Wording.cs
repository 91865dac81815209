using Prisma.Workflows.People;

namespace Prisma.Workflows.Wordings;

/// <summary>What a steward wrote in the place of something shipped: the words of a mail or an agreement in one language, or a form. It never changes and is named by its hash; whichever was published last holds.</summary>
[Index(nameof(Kind), nameof(Name), nameof(Language), nameof(Hash), IsUnique = true)]
[Index(nameof(PublishedAs), IsUnique = true)]
public sealed class Wording
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>"mail", "agreement" or "form".</summary>
    public required string Kind { get; init; }

    /// <summary>What it stands in the place of, e.g. "E02" or "A-06".</summary>
    public required string Name { get; init; }

    /// <summary>Empty for what holds all its languages.</summary>
    public required string Language { get; init; }

    /// <summary>As its kind writes it.</summary>
    public required string Content { get; init; }

    public required string Hash { get; init; }
    public required string SavedBy { get; init; }

    /// <summary>Who is told when a reader returns it; null for what was saved before this was kept.</summary>
    public Guid? SavedById { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The one it was made from; null for what is shipped.</summary>
    public Guid? BaseId { get; init; }

    /// <summary>Its version, given when it is first published; what is shipped comes before.</summary>
    public int Number { get; set; }

    /// <summary>Counted through the installation; null as long as nobody published it. The highest of a name and language holds.</summary>
    public int? PublishedAs { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
    public string PublishedBy { get; set; } = "";

    /// <summary>What changed and why, as whoever published it said.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>It in words, for the story.</summary>
    public string Called => $"words for the {Kind} {Name}";

    public static string HashOf(string content) => LinkToken.HashOf(content);
}
