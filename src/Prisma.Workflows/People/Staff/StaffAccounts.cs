using Microsoft.AspNetCore.Identity;

namespace Prisma.Workflows.People.Staff;

/// <summary>What the use cases about staff have in common: granting, counting administrators, setting passwords.</summary>
static class StaffAccounts
{
    public static void Grant(this PrismaDbContext db, Person person, Role role, DateTimeOffset at)
    {
        if (person.Roles.TrueForAll(grant => grant.Role != role))
        {
            // Added by name: a key that is already set would otherwise pass for a row that exists.
            var grant = new RoleGrant { PersonId = person.Id, Role = role, GrantedAt = at };
            db.RoleGrants.Add(grant);
        }
    }

    /// <summary>Who can sign in as administrator, the first of them first.</summary>
    public static IQueryable<Person> Administrators(this PrismaDbContext db) =>
        db.People.Where(person => person.PasswordHash != null && person.Roles.Any(grant => grant.Role == Role.Administrator)).OrderBy(person => person.CreatedAt);

    /// <summary>Every browser signed in so far has to sign in again.</summary>
    public static void SetPassword(this Person person, IPasswordHasher<Person> passwords, string password)
    {
        person.PasswordHash = passwords.HashPassword(person, password);
        person.RenewStamp();
    }

    /// <summary>Links from mails by which somebody could set a password work no longer.</summary>
    public static Task EndPasswordLinksAsync(this PrismaDbContext db, Person person, DateTimeOffset now, CancellationToken cancellation) =>
        db.AccessLinks.Where(link => link.PersonId == person.Id && (link.Purpose == LinkPurpose.Invitation || link.Purpose == LinkPurpose.Password) && link.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, now), cancellation);

    public static void RenewStamp(this Person person) => person.SecurityStamp = LinkToken.Create();
}
