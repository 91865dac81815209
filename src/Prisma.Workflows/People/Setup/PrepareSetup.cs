using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.People.Setup;

/// <summary>At start: presets the first administrator and the key for automation, and makes a fresh setup link while nobody can sign in as administrator.</summary>
public sealed partial class PrepareSetup(PrismaDbContext db, AuditTrail audit, IOptions<SetupOptions> options, TimeProvider time, ILogger<PrepareSetup> logger)
{
    /// <summary>By which a key of the configuration is told from those that people made.</summary>
    const string KeyName = "From the configuration";

    /// <summary>The token of the new setup link; null when an administrator can already sign in.</summary>
    public async Task<string?> ExecuteAsync(CancellationToken cancellation)
    {
        var setup = options.Value;
        var isSetUp = await db.Administrators().AnyAsync(cancellation);
        var preset = setup.AdminEmail.Length > 0 ? await PresetAdministratorAsync(setup.AdminEmail, isSetUp, cancellation) : null;
        if (setup.ApiKey.Length > 0)
            await PresetKeyAsync(preset, setup.ApiKey, cancellation);
        return isSetUp ? null : await MakeLinkAsync(preset?.Email ?? "", cancellation);
    }

    /// <summary>One sentence for whoever starts the product when the presets cannot be used; null when they can.</summary>
    public static string? WhatIsWrongWith(SetupOptions setup) => setup switch
    {
        { AdminEmail.Length: > 0 } when !Newcomer.IsAddress(setup.AdminEmail.Trim()) => "Setup:AdminEmail is not an e-mail address.",
        { ApiKey.Length: > 0, AdminEmail.Length: 0 } => "Setup:ApiKey needs Setup:AdminEmail: a key always acts as somebody.",
        { ApiKey.Length: > 0 and < SetupOptions.ShortestKey } => $"Setup:ApiKey is too short; it needs at least {SetupOptions.ShortestKey} characters.",
        _ => null,
    };

    /// <summary>Null where administrators can sign in and none has the address: the first one may have another by now, or have left.</summary>
    async Task<Person?> PresetAdministratorAsync(string email, bool isSetUp, CancellationToken cancellation)
    {
        var address = Person.Normalise(email);
        var person = await db.People.Include(one => one.Roles).SingleOrDefaultAsync(one => one.Email == address, cancellation);
        if (person is null && !isSetUp)
        {
            person = new Person { FirstName = address.Split('@')[0], Email = address, CreatedAt = time.GetUtcNow() };
            db.People.Add(person);
            db.Grant(person, Role.Administrator, time.GetUtcNow());
            audit.Tell(AuditTrail.Installation, AuditTrail.Prisma, $"The configuration named {address} as the first administrator.");
        }

        return person;
    }

    /// <summary>A key that is new takes the place of the one before.</summary>
    async Task PresetKeyAsync(Person? person, string key, CancellationToken cancellation)
    {
        var hash = LinkToken.HashOf(key);
        if (await db.ApiKeys.FirstOrDefaultAsync(one => one.KeyHash == hash, cancellation) is { } known)
        {
            if (known.RevokedAt is { } at)
                IsRevoked(at);
            return;
        }

        if (person is null)
        {
            ActsAsNobody();
            return;
        }

        foreach (var before in await db.ApiKeys.Where(one => one.Name == KeyName && one.RevokedAt == null).ToListAsync(cancellation))
        {
            before.RevokedAt = time.GetUtcNow();
        }

        db.ApiKeys.Add(new ApiKey { Name = KeyName, KeyHash = hash, PersonId = person.Id, CreatedAt = time.GetUtcNow() });
        audit.Tell(AuditTrail.Installation, AuditTrail.Prisma, $"The configuration gave a key for automation that acts as {person.Name}.");
    }

    async Task<string> MakeLinkAsync(string boundTo, CancellationToken cancellation)
    {
        var token = LinkToken.Create();
        new SetupState(LinkToken.HashOf(token), boundTo).Keep(db, await SetupState.FindAsync(db, cancellation));
        return token;
    }

    [LoggerMessage(3301, LogLevel.Warning, "Setup:ApiKey is new and was not taken: nobody here has the address in Setup:AdminEmail. Name there whom the key acts as.")]
    partial void ActsAsNobody();

    [LoggerMessage(3302, LogLevel.Warning, "Setup:ApiKey was revoked here on {At:yyyy-MM-dd} and opens nothing. Put a new key there, or take the setting out.")]
    partial void IsRevoked(DateTimeOffset at);
}
