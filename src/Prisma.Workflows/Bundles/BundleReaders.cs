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

    /// <param name="word">What to ask the other side, or to talk about here first.</param>
    /// <inheritdoc cref="SecondReader.ReturnAsync"/>
    public Task<Outcome<ReaderWord>> ReturnAsync(EventBundle bundle, string word, Actor by, CancellationToken cancellation) =>
        readers.ReturnAsync(Read, bundle.Seal, "a bundle", word, by, cancellation);

    public async Task<IReadOnlyList<ReaderWord>> WordsOnAsync(EventBundle bundle, CancellationToken cancellation) =>
        (await readers.WordsOnAsync([Read], cancellation)).FindAll(word => word.ContentHash == bundle.Seal);

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
