using Microsoft.AspNetCore.Identity;
using Prisma.Workflows.Audit;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.People.Setup;

/// <summary>The holder of the setup link becomes the first administrator, and the link dies.</summary>
public sealed class CompleteSetup(PrismaDbContext db, AuditTrail audit, IPasswordHasher<Person> passwords, TimeProvider time)
{
    public const string DeadLink = "This setup link is no longer valid. If nobody can sign in, restart Prisma and use the link it prints.";

    public async Task<Outcome<StaffMember>> ExecuteAsync(string token, Newcomer newcomer, CancellationToken cancellation)
    {
        var setting = await SetupState.FindAsync(db, cancellation);
        if (SetupState.Of(setting, token) is not { } state || await db.Administrators().AnyAsync(cancellation))
            return Problems.Refused(DeadLink);
        newcomer = state.Email.Length > 0 ? newcomer with { Email = state.Email } : newcomer;
        var problems = newcomer.Check();
        if (problems.Any)
            return problems;

        // The removal carries the revision: of two who race, the second finds the link gone.
        db.Settings.Remove(setting!);
        var person = await FindOrAddAsync(Person.Normalise(newcomer.Email), newcomer, cancellation);
        newcomer.Name(person);
        person.TimeZone = newcomer.TimeZone;
        person.SetPassword(passwords, newcomer.Password);
        person.EmailConfirmedAt ??= time.GetUtcNow();
        audit.Tell(AuditTrail.Installation, person.Name, "The first administrator was set up.");
        return StaffMember.Of(person);
    }

    async Task<Person> FindOrAddAsync(string email, Newcomer newcomer, CancellationToken cancellation)
    {
        var person = await db.People.Include(one => one.Roles).SingleOrDefaultAsync(one => one.Email == email, cancellation);
        if (person is null)
        {
            person = new Person { FirstName = newcomer.FirstName, Email = email, CreatedAt = time.GetUtcNow() };
            db.People.Add(person);
        }

        db.Grant(person, Role.Administrator, time.GetUtcNow());
        return person;
    }
}
