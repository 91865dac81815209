using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.People.Setup;

/// <summary>Whether a setup link lives, and to which address it is bound.</summary>
public sealed class ReadSetup(PrismaDbContext db)
{
    /// <summary>Null when the link is dead.</summary>
    public async Task<SetupState?> ExecuteAsync(string token, CancellationToken cancellation) =>
        SetupState.Of(await SetupState.FindAsync(db, cancellation), token) is { } state && !await db.Administrators().AnyAsync(cancellation) ? state : null;
}
