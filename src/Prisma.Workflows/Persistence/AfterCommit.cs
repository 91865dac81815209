namespace Prisma.Workflows.Persistence;

/// <summary>Tells whoever delivers that something was committed, so that nobody waits for the next tick of a clock. Missing it loses nothing.</summary>
public sealed class AfterCommit
{
    public event Action? Committed;

    internal void Announce() => Committed?.Invoke();
}
