using System.Text;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Bundles;

/// <summary>Takes over what a bundle brings that is not here, once somebody who saw the difference said so: all of it, or nothing and why.</summary>
public sealed class AdoptBundle(CompareBundle compare, AdoptEvent adoptEvent, ComingWords words, ImportDefinition import, ContentShelf shelf, AuditTrail audit)
{
    static readonly ImportWish AsDraft = new(Publish: false);

    public async Task<BundleDifference> ExecuteAsync(EventBundle bundle, Actor by, CancellationToken cancellation)
    {
        var difference = await compare.ExecuteAsync(bundle, cancellation);
        var coming = difference.Coming.ToList();
        if (difference.Refusals.Count > 0 || coming.Count == 0)
        {
            return difference;
        }

        // The only one that can still refuse, so it comes first: what refuses has changed nothing.
        if (coming.Remove(BundleMember.Event)
            && await adoptEvent.ExecuteAsync(EventMember.Read(bundle.Members[BundleMember.Event]), by, cancellation) is { Any: true } problems)
        {
            return difference with { Refusals = [.. problems.Select(problem => $"The event: {problem.Value}")] };
        }

        var published = await words.PublishAsync(bundle, coming, by, cancellation);
        foreach (var definition in coming.Where(BundleMember.IsDefinition))
        {
            await import.ExecuteAsync(Encoding.UTF8.GetString(bundle.Members[definition]), AsDraft, by.Name, cancellation);
        }

        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} adopted the bundle of the event “{difference.EventName}” ({bundle.Seal[..12]}): {difference.Summary}.");

        // Before the commit: should it fail, the files are here and the same bundle brings the rest.
        var files = coming.Where(member => BundleMember.IsContent(member) && !published.Contains(member)).ToDictionary(member => member, member => bundle.Members[member], StringComparer.Ordinal);
        await shelf.AdoptAsync(files, cancellation);
        return difference with { IsAdopted = true, NeedsRestart = files.Count > 0 };
    }
}
