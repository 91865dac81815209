namespace Prisma.Workflows.Persistence;

/// <summary>SQLite has one writer at a time; waiting for a turn here is fair, polling the file's lock is not. PostgreSQL needs no gate.</summary>
public sealed class WriteGate(DatabaseProvider provider) : IDisposable
{
    readonly SemaphoreSlim? _turn = provider == DatabaseProvider.Sqlite ? new SemaphoreSlim(1, 1) : null;

    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        if (_turn is null)
        {
            return Turn.Free;
        }

        await _turn.WaitAsync(cancellation);
        return new Turn(_turn);
    }

    public void Dispose() => _turn?.Dispose();

    sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        public static readonly Turn Free = new(null);

        public void Dispose() => turn?.Release();
    }
}
