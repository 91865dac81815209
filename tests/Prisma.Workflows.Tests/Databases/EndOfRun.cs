[assembly: AssemblyFixture(typeof(EndOfRun))]

namespace Prisma.Workflows.Tests.Databases;

/// <summary>Stops what the run started and removes what it wrote.</summary>
public sealed class EndOfRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await PostgreSqlCluster.StopAsync();
        TemporaryFolder.DeleteAll();
    }
}
