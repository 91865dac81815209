namespace Prisma.Workflows.Persistence;

/// <summary>Tells whoever delivers what a commit leaves to them. Missing it loses nothing.</summary>
public sealed class AfterCommit
{
    public event Action<Errands>? Committed;

    internal void Announce(Errands errands)
    {
        Committed?.Invoke(errands);
        try
        {
            errands.Removals.ForEach(remove => remove());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // All is kept and was done; what lies there still, Prune clears away.
        }
    }
}
