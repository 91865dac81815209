using System.Text.Encodings.Web;
using System.Text.Json;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Removes one version, or all of a definition; never one that people begin on or that an instance needs.</summary>
public sealed class DeleteDefinition(PrismaDbContext db, DraftBook drafts, AuditTrail audit)
{
    public async Task<Outcome<string>> ExecuteAsync(string definitionId, string? versionId, Actor by, CancellationToken cancellation)
    {
        var all = await drafts.VersionsAsync(definitionId, cancellation);
        var doomed = versionId is null ? all : all.FindAll(version => version.Id == versionId);
        if (doomed.Count == 0)
            return Problems.Refused("This is no longer here.");
        if (doomed.Find(version => version.State == VersionState.Published) is { } published)
            return Problems.Refused($"Version {published.Version} of “{published.Name}” is published: people begin on it. Take it back first.");
        foreach (var version in doomed)
        {
            var needing = await db.Instances.CountAsync(instance => instance.DefinitionVersionId == version.Id, cancellation);
            if (needing > 0)
                return Problems.Refused($"Version {version.Version} of “{version.Name}” stays: {needing} {(needing == 1 ? "run was" : "runs were")} made on it.");
            var within = await WithinAsync(version.Id, cancellation);
            if (within > 0)
                return Problems.Refused($"Version {version.Version} of “{version.Name}” stays: {within} {(within == 1 ? "run is" : "runs are")} within it, as an activity of another definition. Wait until that has ended.");
        }

        foreach (var version in doomed)
        {
            await db.DraftRevisions.Where(revision => revision.VersionId == version.Id).ExecuteDeleteAsync(cancellation);
            db.Definitions.Remove(version);
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} deleted version {version.Version} of “{version.Name}” ({version.ContentHash[..12]}).");
        }

        if (doomed.Exists(version => version.IsLatest) && all.Except(doomed).FirstOrDefault() is { } next)
            next.IsLatest = true;
        return definitionId;
    }

    /// <summary>How many that have not ended run it in place.</summary>
    Task<int> WithinAsync(string versionId, CancellationToken cancellation)
    {
        var said = $"\"innerVersionId\":\"{JsonEncodedText.Encode(versionId, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        return db.Instances.CountAsync(instance => instance.Status == nameof(InstanceStatus.Running) && instance.State.Contains(said), cancellation);
    }
}
