using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns;

/// <summary>Who may look into a concern of an event, the nearest first: its trust nodes, those of the installation, its stewards, those of the installation.</summary>
sealed class TrustCircle
{
    readonly IReadOnlyList<Ring> _rings;

    TrustCircle(IReadOnlyList<Ring> rings) => _rings = rings;

    public static async Task<TrustCircle> OfAsync(PrismaDbContext db, Event theEvent, CancellationToken cancellation)
    {
        var staff = await db.People.Include(person => person.Roles)
            .Where(person => person.Roles.Any(grant => grant.Role == Role.TrustNode || grant.Role == Role.Steward))
            .OrderBy(person => person.CreatedAt).ToListAsync(cancellation);
        return new TrustCircle(
        [
            new Ring(false, Holding(theEvent, Part.TrustNode)),
            new Ring(false, Having(staff, Role.TrustNode)),
            new Ring(true, Holding(theEvent, Part.StewardDelegate, Part.Steward)),
            new Ring(true, Having(staff, Role.Steward)),
        ]);
    }

    public IReadOnlyList<Person> All => [.. _rings.SelectMany(ring => ring.People).DistinctBy(person => person.Id)];

    public IReadOnlyList<Person> Stewards => [.. _rings.Where(ring => ring.AreStewards).SelectMany(ring => ring.People).DistinctBy(person => person.Id)];

    /// <summary>The trust nodes who are not involved; where all of them are, one steward who is not.</summary>
    public IReadOnlyList<Person> Holders(IReadOnlySet<Guid> involved)
    {
        foreach (var ring in _rings)
        {
            if (ring.People.Where(person => !involved.Contains(person.Id)).ToList() is { Count: > 0 } free)
                return ring.AreStewards ? free[..1] : free;
        }

        return [];
    }

    static List<Person> Holding(Event theEvent, params Part[] parts) =>
        [.. parts.SelectMany(part => theEvent.Team.Where(member => member.Part == part)).Select(member => member.Person).DistinctBy(person => person.Id)];

    static List<Person> Having(List<Person> staff, Role role) => staff.FindAll(person => person.Roles.Exists(grant => grant.Role == role));

    sealed record Ring(bool AreStewards, List<Person> People);
}
