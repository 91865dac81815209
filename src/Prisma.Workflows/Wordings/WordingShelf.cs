namespace Prisma.Workflows.Wordings;

/// <summary>All that was written in the place of one shipped thing, newest first, and which of it holds.</summary>
public sealed record WordingShelf(IWordingKind Kind, string Name, string Language, IReadOnlyList<Wording> All)
{
    /// <summary>Null as long as it is read as shipped.</summary>
    public Wording? Current => All.Where(one => one.PublishedAs is not null).MaxBy(one => one.PublishedAs);

    public string CurrentContent => Current?.Content ?? ShippedContent;

    public string ShippedContent => Kind.Shipped(Name, Language) ?? "";

    /// <summary>What is worth a line: whatever was published, and of the rest the last state of each line of changes.</summary>
    public IReadOnlyList<Wording> Ends => [.. All.Where(one => one.PublishedAs is not null || All.All(later => later.BaseId != one.Id))];

    /// <summary>What was last made from what people read now and is not published; null where nothing was.</summary>
    public Wording? Unfinished => Beside(null);

    /// <summary>The same, apart from the one that is looked at: two may have begun from what people read.</summary>
    public Wording? Beside(Wording? shown) => Waiting.FirstOrDefault(one => one != shown);

    /// <summary>The last state of each line of changes that began from what people read now.</summary>
    public IEnumerable<Wording> Waiting => Ends.Where(one => one.PublishedAs is null && MadeFrom(one) == Current?.Id);

    /// <summary>Whether nothing became of the one it was made from; what is shipped holds again only once it is kept and published.</summary>
    public bool IsSame(Wording? madeFrom, string content) => content == (madeFrom?.Content ?? ShippedContent) && (madeFrom is not null || Current is null);

    public Wording? Find(string? id) => All.FirstOrDefault(one => one.Id.ToString() == id);

    /// <summary>The unpublished states of one line of changes up to this one, latest first.</summary>
    public IEnumerable<Wording> LineOf(Wording one) => All.FirstOrDefault(before => before.Id == one.BaseId) is { PublishedAs: null } before ? LineOf(before).Prepend(one) : [one];

    /// <summary>The published one that a line of changes began from; null for what is shipped.</summary>
    Guid? MadeFrom(Wording one) => LineOf(one).Last().BaseId;

    /// <summary>What the wanted one would change for those who read the current one.</summary>
    public IReadOnlyList<WordLine> Difference(Wording wanted) => WordDifference.Between(Kind.Lines(CurrentContent), Kind.Lines(wanted.Content));
}
