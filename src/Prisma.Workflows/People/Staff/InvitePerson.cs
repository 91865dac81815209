using Prisma.Workflows.Audit;

namespace Prisma.Workflows.People.Staff;

/// <summary>An administrator brings somebody in: the person, their roles, and a link to set a password.</summary>
public sealed class InvitePerson(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>How long a link of an invitation works.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromDays(14);

    /// <summary>Within this time a second invitation to the same roles is the first, pressed twice.</summary>
    static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    public async Task<Outcome<Invitation>> ExecuteAsync(Invitee invitee, Actor by, CancellationToken cancellation)
    {
        var problems = invitee.Check();
        if (problems.Any)
            return problems;
        var now = time.GetUtcNow();
        var email = Person.Normalise(invitee.Email);
        var person = await db.People.Include(one => one.Roles).SingleOrDefaultAsync(one => one.Email == email, cancellation);
        if (person is not null && await WasInvitedAsync(person, invitee.Roles, now, cancellation))
            return new Invitation(person.Id, person.Name, person.Address, person.Email, null) { WasMadeBefore = true };
        if (person is null)
        {
            person = new Person { FirstName = invitee.FirstName.Trim(), LastName = invitee.LastName.Trim(), Email = email, TimeZone = await ZoneOfAsync(by, cancellation), CreatedAt = now };
            db.People.Add(person);
        }

        foreach (var role in invitee.Roles)
            db.Grant(person, role, now);
        person.RenewStamp();
        audit.Tell(AuditTrail.Installation, by.Name, $"{person.Name} was invited as {string.Join(" and ", invitee.Roles.Select(RoleNames.Of))}.");
        return new Invitation(person.Id, person.Name, person.Address, person.Email, await LinkAsync(person, now, cancellation));
    }

    async Task<bool> WasInvitedAsync(Person person, IReadOnlyList<Role> roles, DateTimeOffset now, CancellationToken cancellation)
    {
        var earlier = now - Moment;
        return person.PasswordHash is null && roles.All(role => person.Roles.Exists(grant => grant.Role == role))
            && await db.AccessLinks.AnyAsync(link => link.PersonId == person.Id && link.Purpose == LinkPurpose.Invitation && link.RevokedAt == null && link.CreatedAt > earlier, cancellation);
    }

    /// <summary>They begin with the clock of whoever invites them; on their own page they choose another.</summary>
    async Task<string> ZoneOfAsync(Actor by, CancellationToken cancellation) =>
        await db.People.Where(one => one.Id == by.PersonId).Select(one => one.TimeZone).SingleOrDefaultAsync(cancellation) ?? "UTC";

    /// <summary>Null when the person can sign in already; earlier invitations of theirs die.</summary>
    async Task<string?> LinkAsync(Person person, DateTimeOffset now, CancellationToken cancellation)
    {
        if (person.PasswordHash is not null)
            return null;
        foreach (var old in await db.AccessLinks.Where(link => link.PersonId == person.Id && link.Purpose == LinkPurpose.Invitation && link.RevokedAt == null).ToListAsync(cancellation))
            old.RevokedAt = now;
        var token = LinkToken.Create();
        db.AccessLinks.Add(new AccessLink
        {
            TokenHash = LinkToken.HashOf(token),
            PersonId = person.Id,
            Purpose = LinkPurpose.Invitation,
            CreatedAt = now,
            ExpiresAt = now + Valid,
        });
        return token;
    }
}
