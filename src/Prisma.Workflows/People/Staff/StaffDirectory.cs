namespace Prisma.Workflows.People.Staff;

/// <summary>Reads who the staff are: one by id or by key, or all.</summary>
public sealed class StaffDirectory(PrismaDbContext db)
{
    /// <summary>Null when the person has left, or holds no role any more.</summary>
    public async Task<StaffMember?> FindAsync(Guid personId, CancellationToken cancellation) =>
        await db.People.AsNoTracking().Include(one => one.Roles).SingleOrDefaultAsync(one => one.Id == personId, cancellation) is { Roles.Count: > 0 } person
            ? StaffMember.Of(person)
            : null;

    /// <summary>As whom a program with this key acts, and the key's row; null when it is not known or was revoked.</summary>
    public async Task<(StaffMember Member, ApiKey Key)?> FindByKeyAsync(string key, CancellationToken cancellation)
    {
        var hash = LinkToken.HashOf(key);
        var found = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(one => one.KeyHash == hash && one.RevokedAt == null, cancellation);
        return found is not null && await FindAsync(found.PersonId, cancellation) is { } member ? (member, found) : null;
    }

    /// <summary>Everybody with a role, by name.</summary>
    public async Task<IReadOnlyList<StaffEntry>> ListAsync(CancellationToken cancellation) =>
        await db.People.AsNoTracking()
            .Where(person => person.Roles.Count > 0)
            .OrderBy(person => person.FirstName).ThenBy(person => person.LastName)
            .Select(person => new StaffEntry(person.Id, person.Name, person.Email, person.Roles.Select(grant => grant.Role).Order().ToList(), person.PasswordHash != null))
            .ToListAsync(cancellation);
}
