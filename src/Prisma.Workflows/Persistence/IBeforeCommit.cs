namespace Prisma.Workflows.Persistence;

/// <summary>Something that collects during an operation and writes its rows just before the operation is saved.</summary>
public interface IBeforeCommit
{
    Task PrepareAsync(CancellationToken cancellation);
}
