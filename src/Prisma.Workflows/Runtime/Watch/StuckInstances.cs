namespace Prisma.Workflows.Runtime.Watch;

/// <summary>What the last look over all that runs has found on this node.</summary>
public sealed class StuckInstances
{
    volatile IReadOnlyList<StuckInstance> _found = [];

    public IReadOnlyList<StuckInstance> Found => _found;

    internal void Replace(IReadOnlyList<StuckInstance> found) => _found = found;
}
