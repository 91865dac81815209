using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Makes an earlier version the draft again; the version itself stays as it is, and so do the saves of the draft that was open.</summary>
public sealed class RevertVersion(DraftBook drafts, AuditTrail audit)
{
    public async Task<Outcome<SavedDraft>> ExecuteAsync(string definitionId, int version, Actor by, CancellationToken cancellation, bool undoes = false)
    {
        var versions = await drafts.VersionsAsync(definitionId, cancellation);
        if (versions.Find(one => one.Version == version) is not { } earlier)
            return Problems.Refused($"There is no version {version} of this definition.");
        var saved = await drafts.WriteAsync(definitionId, versions, DefinitionJson.Read(earlier.Json).Document, by, cancellation, undoes ? 0 : null, takesUp: true);
        if (saved.HasChanged)
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} took up version {version} of “{earlier.Name}” again as draft {saved.Version}.");
        return saved;
    }
}
