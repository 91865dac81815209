using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Persistence;

/// <summary>Runs a use case: a fresh scope, one transaction, one commit; a lost race throws all of it away and runs it again (design.md §5.1).</summary>
public sealed class Operations(IServiceScopeFactory scopes, IWriteTurns turns, AfterCommit afterCommit)
{
    const int Attempts = 3;

    /// <summary>Runs <paramref name="action"/> on the use case and answers only after the commit.</summary>
    /// <exception cref="ConcurrencyLostException">Three races lost in a row.</exception>
    /// <exception cref="DatabaseUnavailableException">Nobody can write for now.</exception>
    public async Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> action, CancellationToken cancellation = default)
        where TUseCase : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(action, cancellation);
            }
            catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
            {
                if (attempt == Attempts)
                    throw new ConcurrencyLostException(typeof(TUseCase).Name, exception);
            }
            catch (Exception exception) when (DatabaseErrors.IsUnavailable(exception))
            {
                throw Unavailable(exception);
            }
        }
    }

    /// <inheritdoc cref="RunAsync{TUseCase,TResult}"/>
    public Task RunAsync<TUseCase>(Func<TUseCase, Task> action, CancellationToken cancellation = default)
        where TUseCase : notnull =>
        RunAsync<TUseCase, bool>(
            async useCase =>
            {
                await action(useCase);
                return true;
            },
            cancellation);

    /// <summary>Runs a use case that takes something for itself alone; null where another was first.</summary>
    public async Task<TClaim?> ClaimAsync<TUseCase, TClaim>(Func<TUseCase, Task<TClaim?>> claim, CancellationToken cancellation)
        where TUseCase : notnull
        where TClaim : class
    {
        try
        {
            return await RunAsync(claim, cancellation);
        }
        catch (ConcurrencyLostException)
        {
            return null;
        }
    }

    /// <summary>Asks what is due, and does it to each in an operation of its own, as <see cref="EachAsync"/> does it.</summary>
    public async Task RunEachAsync<TUseCase, TDue>(Func<PrismaDbContext, Task<List<TDue>>> due, Func<TUseCase, TDue, Task> action, CancellationToken cancellation)
        where TUseCase : notnull =>
        await EachAsync((await ReadAsync(due)).Select(one => (Func<Task>)(() => RunAsync<TUseCase>(useCase => action(useCase, one), cancellation))));

    /// <summary>One thing after another: one that fails holds up no other and is told at the end. Where nobody can write, or the program stops, the rest is left for the next time.</summary>
    internal static async Task EachAsync(IEnumerable<Func<Task>> works)
    {
        var failed = new List<Exception>();
        foreach (var work in works)
        {
            try
            {
                await work();
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or DatabaseUnavailableException))
            {
                failed.Add(exception);
            }
        }

        if (failed is [var only])
            ExceptionDispatchInfo.Throw(only);
        if (failed.Count > 0)
            throw new AggregateException(failed);
    }

    /// <summary>Reads without a transaction, on a context of its own.</summary>
    /// <exception cref="DatabaseUnavailableException">Nobody answers for now.</exception>
    public async Task<TResult> ReadAsync<TQuery, TResult>(Func<TQuery, Task<TResult>> query)
        where TQuery : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PrismaDbContext>().ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        try
        {
            return await query(scope.ServiceProvider.GetRequiredService<TQuery>());
        }
        catch (Exception exception) when (DatabaseErrors.IsUnavailable(exception))
        {
            throw Unavailable(exception);
        }
    }

    DatabaseUnavailableException Unavailable(Exception exception)
    {
        using var scope = scopes.CreateScope();
        return new(exception, scope.ServiceProvider.GetRequiredService<PrismaDbContext>().Database.GetDbConnection().DataSource);
    }

    async Task<TResult> RunOnceAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> action, CancellationToken cancellation)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PrismaDbContext>();

        // A save that fails ends its whole operation: there is nothing to go back to halfway.
        db.Database.AutoSavepointsEnabled = false;

        // Put together before the turn: nobody has to wait for that.
        var useCase = scope.ServiceProvider.GetRequiredService<TUseCase>();
        IBeforeCommit[] parts = [.. scope.ServiceProvider.GetServices<IBeforeCommit>()];
        TResult result;
        await using (var turn = await turns.BeginAsync(db, cancellation))
        {
            result = await action(useCase);
            foreach (var part in parts)
                await part.PrepareAsync(cancellation);
            var rows = scope.ServiceProvider.GetRequiredService<DirectRows>();
            rows.CheckLookedAt();
            await rows.WriteAsync(cancellation);
            if (db.FollowsAny)
                await db.SaveChangesAsync(cancellation);
            await turn.CommitAsync();
        }

        afterCommit.Announce(scope.ServiceProvider.GetRequiredService<Errands>());
        return result;
    }
}
