using Microsoft.Extensions.Options;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Bundles;

/// <summary>Bundles that are kept and that somebody can do something about: a steward who has not read one, and an administrator once another has (domain.md §4.3).</summary>
public sealed class ListWaitingBundles(PrismaDbContext db, BundleShelf shelf, BundleReaders readers, IOptions<AuthoringOptions> options)
{
    public async Task<IReadOnlyList<WaitingBundle>> ExecuteAsync(Actor person, CancellationToken cancellation)
    {
        var roles = await db.RoleGrants.Where(grant => grant.PersonId == person.PersonId).Select(grant => grant.Role).ToListAsync(cancellation);
        List<WaitingBundle> waiting = [];
        await foreach (var (key, content) in shelf.AllAsync(cancellation))
        {
            if (await ReadAsync(content, cancellation) is not var (eventName, consents))
                continue;
            var isRead = consents.Exists(consent => consent.PersonId != person.PersonId);
            if (roles.Contains(Role.Administrator) && (isRead || options.Value.SingleSteward) || roles.Contains(Role.Steward) && !consents.Exists(consent => consent.PersonId == person.PersonId))
                waiting.Add(new WaitingBundle(key, eventName, isRead));
        }

        return waiting;
    }

    /// <summary>Null for what was returned with a word, and for what was damaged where it is kept: nobody can do anything about that here.</summary>
    async Task<(string EventName, List<ConsentLine> Consents)?> ReadAsync(byte[] content, CancellationToken cancellation)
    {
        try
        {
            var bundle = EventBundle.Open("The bundle", content);
            return (await readers.WordsOnAsync(bundle, cancellation)).Count > 0 ? null : (EventMember.Read(bundle.Members[BundleMember.Event]).Name, await readers.OfAsync(bundle, cancellation));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
