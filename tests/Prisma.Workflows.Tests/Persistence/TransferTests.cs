using System.Collections;
using System.Globalization;
using Prisma.Workflows.Persistence.PostgreSql;

namespace Prisma.Workflows.Tests.Persistence;

public sealed class TransferTests
{
    [Fact]
    public async Task Every_row_is_there_afterwards_and_a_passage_goes_on()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var to = await Database.CreateEmptyAsync(DatabaseProvider.PostgreSql);
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.UpToTheOfferAsync("amina@example.org");

        var carried = await TransferAsync(scenario.Product, to);

        var before = await RowsAsync(scenario.Product.Database);
        Assert.Equal(before.Count, carried);
        Assert.Equal(before, await RowsAsync(to));
        Assert.Contains(before, row => row.StartsWith("StoredBookmark ", StringComparison.Ordinal));

        await using var there = new Scenario(scenario.Product.StartAnother(to), scenario.EventId);
        Assert.Null(await there.BrokenAtAsync(enrolment));
        Assert.True((await there.SubmitAsync(enrolment, "PAR-2.4o", new JsonObject { ["answer"] = "accept" })).IsAccepted);
        Assert.True((await there.SignAsync(enrolment)).IsAccepted);
    }

    [Fact]
    public async Task A_database_that_is_in_use_is_left_alone()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var used = await Product.StartShippedAsync(DatabaseProvider.PostgreSql);
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var before = await RowsAsync(used.Database);

        var refused = await Assert.ThrowsAsync<TransferRefusedException>(() => TransferAsync(scenario.Product, used.Database));

        Assert.Contains("there are rows in “Audit” already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(used.Database));
    }

    static async Task<long> TransferAsync(Product product, Database to)
    {
        await using var from = product.Database.Open();
        return await new TransferRows(from).ExecuteAsync(to.ConnectionString, new Progress<string>(), Cancellation);
    }

    /// <summary>Every value of every row, in the order of their keys; an instant as PostgreSQL keeps it, to the microsecond.</summary>
    static async Task<List<string>> RowsAsync(Database database)
    {
        await using var db = database.Open();
        List<string> rows = [];
        foreach (var table in db.Model.GetEntityTypes())
        {
            foreach (var row in (IEnumerable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table.ClrType).Invoke(db, null)!)
            {
                var values = db.Entry(row).Properties.Select(property => $"{property.Metadata.Name}: {Said(property.CurrentValue)}");
                rows.Add($"{table.ClrType.Name} {string.Join(", ", values)}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    static string Said(object? value) => value switch
    {
        DateTimeOffset instant => (instant.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        string text => text,
        IEnumerable list => string.Join('|', list.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
