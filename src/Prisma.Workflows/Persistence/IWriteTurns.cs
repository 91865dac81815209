namespace Prisma.Workflows.Persistence;

/// <summary>When an operation may write, and with whom it shares its commit: what differs between the databases.</summary>
public interface IWriteTurns
{
    /// <summary>Waits for a turn and puts the context into its transaction.</summary>
    Task<IWriteTurn> BeginAsync(PrismaDbContext db, CancellationToken cancellation);
}

/// <summary>One operation's turn. What is left without a commit never happened.</summary>
public interface IWriteTurn : IAsyncDisposable
{
    /// <summary>Answers once all that the operation wrote is on the disk.</summary>
    Task CommitAsync();
}
