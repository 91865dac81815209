using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Prisma.Workflows.Tests.Durability;

/// <summary>Makes one commit fail: before anything is kept, or after all is kept and before anybody hears of it.</summary>
public sealed class PowerCut(bool afterTheCommit) : DbTransactionInterceptor
{
    int _commits;

    /// <summary>Which commit fails, counted from 1; none by default.</summary>
    public int At { get; set; } = int.MaxValue;

    public bool HasStruck { get; private set; }

    public void StartCounting(int at) => (_commits, At, HasStruck) = (0, at, false);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _commits) == At && !afterTheCommit)
        {
            Strike();
        }

        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_commits == At && afterTheCommit)
        {
            Strike();
        }

        return Task.CompletedTask;
    }

    void Strike()
    {
        HasStruck = true;
        throw new PowerCutException();
    }
}

/// <summary>The process is gone, as far as whoever asked can tell.</summary>
public sealed class PowerCutException() : Exception("The power was cut.");
