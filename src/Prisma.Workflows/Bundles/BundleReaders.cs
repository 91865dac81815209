using Prisma.Workflows.Audit;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Bundles;

/// <summary>Who has read a bundle beside what is here, and who took it over after that.</summary>
public sealed class BundleReaders(SecondReader readers, AuditTrail audit)
{
    const string Read = "bundle";

    public Task<Outcome<ConsentLine>> ConsentAsync(EventBundle bundle, Actor by, CancellationToken cancellation) =>
        readers.ConsentAsync(Read, bundle.Seal, "a bundle", by, cancellation);

    public Task<List<ConsentLine>> OfAsync(EventBundle bundle, CancellationToken cancellation) => readers.OfAsync(Read, bundle.Seal, cancellation);

    /// <summary>What keeps somebody from adopting it.</summary>
    internal async Task<Problems> ProblemsAsync(EventBundle bundle, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        await readers.RequireAsync(problems, Read, bundle.Seal, by, cancellation);
        return problems;
    }

    internal void Tell(BundleDifference difference, Actor by) =>
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} adopted the bundle of the event “{difference.EventName}” ({difference.Seal[..12]}): {difference.Summary}.");
}
