using Microsoft.AspNetCore.Identity;
using Prisma.Workflows.Audit;

namespace Prisma.Workflows.People.Staff;

/// <summary>A member of the staff takes another password; whoever knows the present one may; every other browser has to sign in again, and no link from a mail sets yet another.</summary>
public sealed class ChangePassword(PrismaDbContext db, AuditTrail audit, IPasswordHasher<Person> passwords, SignInThrottle throttle, TimeProvider time)
{
    public async Task<Outcome<StaffMember>> ExecuteAsync(Guid personId, string present, string password, CancellationToken cancellation)
    {
        var person = await db.People.Include(one => one.Roles).SingleAsync(one => one.Id == personId, cancellation);
        var problems = new Problems();
        Newcomer.CheckPassword(problems, password);
        if (!throttle.IsOpen(person.Email) || person.PasswordHash is not { } hash || passwords.VerifyHashedPassword(person, hash, present) == PasswordVerificationResult.Failed)
        {
            throttle.CountWrong(person.Email);
            problems.Add("present", "That is not your present password, or there were too many tries. Whoever forgot it signs out and asks for a link on the page to sign in.");
        }

        if (problems.Any)
            return problems;
        person.SetPassword(passwords, password);
        await db.EndPasswordLinksAsync(person, time.GetUtcNow(), cancellation);
        audit.Tell(AuditTrail.Installation, person.Name, $"{person.Name} changed their password.");
        return StaffMember.Of(person);
    }
}
