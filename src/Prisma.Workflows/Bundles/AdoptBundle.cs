using System.Text;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Bundles;

/// <summary>Takes over what a bundle brings that is not here, once a steward read it and somebody else said so: all of it, or nothing and why.</summary>
public sealed class AdoptBundle(CompareBundle compare, AdoptEvent adoptEvent, ComingWords words, ImportDefinition import, ContentShelf shelf, BundleReaders readers)
{
    static readonly ImportWish AsDraft = new(Publish: false);

    public async Task<BundleDifference> ExecuteAsync(EventBundle bundle, Actor by, CancellationToken cancellation)
    {
        var difference = await compare.ExecuteAsync(bundle, cancellation);
        var coming = difference.Coming.ToList();
        if (difference.Refusals.Count > 0 || coming.Count == 0)
            return difference;
        if (await readers.ProblemsAsync(bundle, by, cancellation) is { Any: true } unread)
            return difference with { Refusals = [.. unread.Select(problem => problem.Value)] };

        // The only one that can still refuse, so it comes first: what refuses has changed nothing.
        if (coming.Remove(BundleMember.Event)
            && await adoptEvent.ExecuteAsync(EventMember.Read(bundle.Members[BundleMember.Event]), by, cancellation) is { Any: true } problems)
        {
            return difference with { Refusals = [.. problems.Select(problem => $"The event: {problem.Value}")] };
        }

        var published = await words.PublishAsync(bundle, coming, by, cancellation);
        foreach (var definition in coming.Where(BundleMember.IsDefinition))
            await import.ExecuteAsync(Encoding.UTF8.GetString(bundle.Members[definition]), AsDraft, by.Name, cancellation);
        readers.Tell(difference, by);

        // Before the commit: should it fail, the files are here and the same bundle brings the rest.
        var files = coming.Where(member => BundleMember.IsContent(member) && !published.Contains(member)).ToDictionary(member => member, member => bundle.Members[member], StringComparer.Ordinal);
        await shelf.AdoptAsync(files, cancellation);
        return difference with { IsAdopted = true, NeedsRestart = files.Count > 0 };
    }
}
