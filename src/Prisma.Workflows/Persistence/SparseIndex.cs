using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Persistence;

static class SparseIndex
{
    /// <summary>Leaves out of the index the rows that have no value there, which are most of them and are not looked for by it: nothing is written for those.</summary>
    public static void OnlyWithValue<TRow>(this IndexBuilder<TRow> index) => index.HasFilter($"\"{index.Metadata.Properties[0].Name}\" IS NOT NULL");
}
