using Microsoft.AspNetCore.Identity;
using Prisma.Workflows.Audit;

namespace Prisma.Workflows.People.Staff;

/// <summary>Somebody invited, or who forgot theirs, sets a password; the link is used up by it.</summary>
public sealed class AcceptInvitation(PrismaDbContext db, AuditTrail audit, IPasswordHasher<Person> passwords, TimeProvider time)
{
    /// <summary>How long the link of a mail about a forgotten password works.</summary>
    public static readonly TimeSpan PasswordLinkValid = TimeSpan.FromHours(4);

    public const string DeadLink = "This invitation is no longer valid. Please ask whoever invited you for a new one.";

    public async Task<Outcome<StaffMember>> ExecuteAsync(string token, string password, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is not { } link)
            return Problems.Refused(DeadLink);
        var problems = new Problems();
        Newcomer.CheckPassword(problems, password);
        if (problems.Any)
            return problems;
        var person = await db.People.Include(one => one.Roles).SingleAsync(one => one.Id == link.PersonId, cancellation);
        person.SetPassword(passwords, password);
        person.EmailConfirmedAt ??= time.GetUtcNow();
        await db.EndPasswordLinksAsync(person, time.GetUtcNow(), cancellation);
        audit.Tell(AuditTrail.Installation, person.Name, link.Purpose == LinkPurpose.Invitation ? $"{person.Name} accepted the invitation." : $"{person.Name} set another password by a link from a mail.");
        return StaffMember.Of(person);
    }

    /// <summary>Whose invitation this is; null when it is dead.</summary>
    public async Task<string?> GreetAsync(string token, CancellationToken cancellation)
    {
        var link = await FindAsync(token, cancellation);
        return link is null ? null : (await db.People.SingleAsync(one => one.Id == link.PersonId, cancellation)).Address;
    }

    /// <summary>Whoever has a password accepted already, and an invitation that comes later by mail changes nothing.</summary>
    async Task<AccessLink?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = LinkToken.HashOf(token);
        var link = await db.AccessLinks.SingleOrDefaultAsync(one => one.TokenHash == hash && (one.Purpose == LinkPurpose.Password
            || (one.Purpose == LinkPurpose.Invitation && !db.People.Any(person => person.Id == one.PersonId && person.PasswordHash != null))), cancellation);
        return link?.IsAlive(time.GetUtcNow()) == true ? link : null;
    }
}
