namespace Prisma.Workflows.Persistence;

/// <summary>Tells whoever delivers what a commit leaves to them. Missing it loses nothing.</summary>
public sealed class AfterCommit
{
    public event Action<Errands>? Committed;

    internal void Announce(Errands errands)
    {
        errands.Removals.ForEach(remove => remove());
        Committed?.Invoke(errands);
    }
}
