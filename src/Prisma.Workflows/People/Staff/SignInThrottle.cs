using System.Collections.Concurrent;

namespace Prisma.Workflows.People.Staff;

/// <summary>Counts wrong passwords per address in memory, so that guessing from many machines is slow too.</summary>
public sealed class SignInThrottle(TimeProvider time)
{
    const int Allowed = 8;
    const int Remembered = 10_000;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _wrong = new(StringComparer.Ordinal);

    public bool IsOpen(string email) => !_wrong.TryGetValue(email, out var wrong) || IsOver(wrong.Since) || wrong.Count < Allowed;

    public void CountWrong(string email)
    {
        if (_wrong.Count >= Remembered)
            _wrong.Clear();
        var now = time.GetUtcNow();
        _wrong.AddOrUpdate(email, (1, now), (_, wrong) => IsOver(wrong.Since) ? (1, now) : (wrong.Count + 1, wrong.Since));
    }

    public void Forget(string email) => _wrong.TryRemove(email, out _);

    bool IsOver(DateTimeOffset since) => time.GetUtcNow() - since > Window;
}
