using Prisma.Workflows.Audit;

namespace Prisma.Workflows.People.Staff;

/// <summary>An administrator takes a role back; the person's browsers must sign in again.</summary>
public sealed class RemoveRole(PrismaDbContext db, AuditTrail audit)
{
    const string Turn = "administrators";

    public async Task<Outcome<Person>> ExecuteAsync(Guid personId, Role role, Actor by, CancellationToken cancellation)
    {
        var person = await db.People.Include(one => one.Roles).SingleOrDefaultAsync(one => one.Id == personId, cancellation);
        if (person?.Roles.Find(grant => grant.Role == role) is not { } held)
            return Problems.Refused("This person no longer holds that role.");
        if (role == Role.Administrator && !await MayLoseAsync(personId, cancellation))
            return Problems.Refused("The last administrator cannot give the role back: nobody could run the installation. Invite another one first.");
        db.RoleGrants.Remove(held);
        person.RenewStamp();
        audit.Tell(AuditTrail.Installation, by.Name, $"{person.Name} is no longer {RoleNames.Of(role)}.");
        return person;
    }

    /// <summary>Whether somebody else administers. Two who take the role from each other at once collide in the row read before; the second asks again.</summary>
    async Task<bool> MayLoseAsync(Guid personId, CancellationToken cancellation)
    {
        var turn = await db.Settings.SingleOrDefaultAsync(setting => setting.Key == Turn, cancellation);
        if (!await db.Administrators().AnyAsync(other => other.Id != personId, cancellation))
            return false;
        Setting.Keep(db, turn, Turn, "");
        return true;
    }
}
