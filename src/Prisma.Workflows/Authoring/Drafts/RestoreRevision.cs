using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Returns the draft to one of its saves, as a new save: nothing that came after is lost.</summary>
public sealed class RestoreRevision(PrismaDbContext db, DraftBook drafts, AuditTrail audit)
{
    public async Task<Outcome<SavedDraft>> ExecuteAsync(string definitionId, int number, Actor by, CancellationToken cancellation)
    {
        var revision = await db.DraftRevisions.AsNoTracking().SingleOrDefaultAsync(one => one.DefinitionId == definitionId && one.Number == number, cancellation);
        if (revision is null)
            return Problems.Refused($"There is no save {number} of this definition.");
        var definition = DefinitionJson.Read(revision.Json);
        var saved = await drafts.WriteAsync(definitionId, await drafts.VersionsAsync(definitionId, cancellation), definition.Document, by, cancellation, number);
        if (saved.HasChanged)
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} returned the draft of “{definition.Name}” to save {number}.");
        return saved;
    }
}
