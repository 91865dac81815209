using Microsoft.EntityFrameworkCore.Storage;

namespace Prisma.Workflows.Persistence.PostgreSql;

/// <summary>PostgreSQL takes many writers at once: each operation has a transaction of its own, and the server shares the syncs.</summary>
sealed class OwnTransactions : IWriteTurns
{
    public async Task<IWriteTurn> BeginAsync(PrismaDbContext db, CancellationToken cancellation) =>
        new Turn(await db.Database.BeginTransactionAsync(cancellation));

    sealed class Turn(IDbContextTransaction transaction) : IWriteTurn
    {
        public Task CommitAsync() => transaction.CommitAsync();

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
