using Microsoft.EntityFrameworkCore.Metadata;

namespace Prisma.Workflows.Persistence.PostgreSql;

/// <summary>Carries every row of an installation over into an empty PostgreSQL database, in one transaction there; where it comes from is only read.</summary>
public sealed class TransferRows(PrismaDbContext from)
{
    const int AtOnce = 500;

    /// <summary>Makes the tables, and the database where there is none yet, and fills them; tells of each table what comes, and answers how many there are now.</summary>
    /// <exception cref="TransferRefusedException">There are rows already.</exception>
    public async Task<long> ExecuteAsync(string connectionString, IProgress<string> progress, CancellationToken cancellation)
    {
        await using var to = new PostgreSqlPrismaDbContext(new DbContextOptionsBuilder<PostgreSqlPrismaDbContext>().UseNpgsql(connectionString).Options);
        await to.BringUpToDateAsync(cancellation);
        to.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await to.Database.BeginTransactionAsync(cancellation);
        var tables = InOrder(from.Model);
        foreach (var table in tables)
        {
            if (await RowsOf(to, table).AnyAsync(cancellation))
                throw new TransferRefusedException($"That database is in use: there are rows in “{table.GetTableName()}” already. Name one that is empty.");
        }

        var carried = 0L;
        foreach (var table in tables)
        {
            if (await RowsOf(from, table).CountAsync(cancellation) is > 0 and var count)
                progress.Report(string.Create(CultureInfo.InvariantCulture, $"{count} rows of {table.GetTableName()}"));
            await foreach (var rows in RowsOf(from, table).AsAsyncEnumerable().Chunk(AtOnce).WithCancellation(cancellation))
            {
                to.AddRange(rows);
                carried += await to.SaveChangesAsync(cancellation);
                to.ChangeTracker.Clear();
            }
        }

        await transaction.CommitAsync(cancellation);
        return carried;
    }

    /// <summary>What others point at before those.</summary>
    static List<IEntityType> InOrder(IModel model)
    {
        List<IEntityType> ordered = [];
        foreach (var type in model.GetEntityTypes())
            Add(type);
        return ordered;

        void Add(IEntityType type)
        {
            if (ordered.Contains(type))
                return;
            foreach (var key in type.GetForeignKeys())
                Add(key.PrincipalEntityType);
            ordered.Add(type);
        }
    }

    static IQueryable<object> RowsOf(PrismaDbContext db, IEntityType table) =>
        ((IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table.ClrType).Invoke(db, null)!).AsNoTracking();
}
