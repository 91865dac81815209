using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>The latest version of a definition as an editor opens it.</summary>
/// <param name="State">A draft, or a published or retired version that the next save leaves as it is and follows with a draft.</param>
/// <param name="Revision">What the save names as its base.</param>
/// <param name="ContentHash">What a consent speaks of.</param>
/// <param name="Consents">Which stewards consented to exactly this content.</param>
/// <param name="Words">What readers of this version wrote to whoever drew it, newest first.</param>
public sealed record DraftView(
    string VersionId,
    string DefinitionId,
    string Name,
    int Version,
    VersionState State,
    int Revision,
    string Json,
    string ContentHash,
    string SavedBy,
    Guid? SavedById,
    DateTimeOffset? SavedAt,
    IReadOnlyList<Problem> Problems,
    IReadOnlyList<ConsentLine> Consents,
    IReadOnlyList<ReaderWord> Words);
