using Microsoft.AspNetCore.Identity;

namespace Prisma.Workflows.People.Staff;

/// <summary>Somebody of the staff gives their address and password. Whatever is wrong, the answer is the same sentence.</summary>
public sealed class SignIn(PrismaDbContext db, IPasswordHasher<Person> passwords, SignInThrottle throttle)
{
    public const string Refusal = "That address and password don't fit together, or there were too many tries. Please check both, or wait a quarter of an hour.";

    static readonly Person Nobody = new() { FirstName = "", Email = "" };

    static string? _hashOfNobody;

    public async Task<Outcome<StaffMember>> ExecuteAsync(string email, string password, CancellationToken cancellation)
    {
        var address = Person.Normalise(email);
        if (!throttle.IsOpen(address) || password.Length > Newcomer.LongestPassword)
            return Problems.Refused(Refusal);
        var person = await db.People.Include(one => one.Roles).SingleOrDefaultAsync(one => one.Email == address, cancellation);
        if (Verify(person, password) == PasswordVerificationResult.Failed || person!.Roles.Count == 0)
        {
            throttle.CountWrong(address);
            return Problems.Refused(Refusal);
        }

        throttle.Forget(address);
        return StaffMember.Of(person);
    }

    PasswordVerificationResult Verify(Person? person, string password)
    {
        if (person?.PasswordHash is { } hash)
            return passwords.VerifyHashedPassword(person, hash, password);

        // An unknown address takes as long as a known one.
        passwords.VerifyHashedPassword(Nobody, _hashOfNobody ??= passwords.HashPassword(Nobody, LinkToken.Create()), password);
        return PasswordVerificationResult.Failed;
    }
}
