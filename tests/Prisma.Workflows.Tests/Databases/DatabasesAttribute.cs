using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Prisma.Workflows.Tests.Databases;

/// <summary>Runs a theory once on a SQLite file and once on PostgreSQL; without PostgreSQL it is a visible skip, and in CI a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite),
            new TheoryDataRow<DatabaseProvider>(DatabaseProvider.PostgreSql) { Skip = PostgreSqlCluster.ReasonToSkip },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
