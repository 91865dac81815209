namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>What an editor hands in.</summary>
/// <param name="DefinitionId">Null or empty for a new definition.</param>
/// <param name="Document">The whole definition; nothing in it is lost.</param>
/// <param name="BaseRevision">The revision the editor began from; null for programs that do not follow it, whose save wins.</param>
public sealed record DraftToSave(string? DefinitionId, JsonObject Document, int? BaseRevision)
{
    /// <summary>Whether it was drawn on the canvas, whose lists of ticks know no order.</summary>
    public bool IsDrawn { get; init; }
}
