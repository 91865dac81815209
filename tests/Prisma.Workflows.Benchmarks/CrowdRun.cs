using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The same burst beside a thousand stored instances and beside a million: two installations, in turns.</summary>
static class CrowdRun
{
    const int Few = 1_000;
    const int Many = 1_000_000;
    const int WarmUp = 300;
    const int Measured = 600;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var village = await Installation.CreateAsync(Definitions.WaitingTwice());
        await using var city = await Installation.CreateAsync(Definitions.WaitingTwice());
        await FillAsync(village, Few);
        await FillAsync(city, Many);
        var (ofVillage, ofCity) = (await Waiting.StartAsync(village, WarmUp + Measured), await Waiting.StartAsync(city, WarmUp + Measured));
        Samples few = new(), many = new();
        for (var index = 0; index < WarmUp + Measured; index++)
        {
            var (one, other) = index < WarmUp ? (new Samples(), new Samples()) : (few, many);
            await one.TimeAsync(() => Waiting.ResumeAsync(village, ofVillage[index]));
            await other.TimeAsync(() => Waiting.ResumeAsync(city, ofCity[index]));
        }

        return
        [
            new Figure(
                string.Create(CultureInfo.InvariantCulture, $"one burst beside {Many:#,0} stored instances, each with a bookmark and two log rows; baseline: beside {Few:#,0}"),
                $"{many}",
                $"{few}",
                string.Create(CultureInfo.InvariantCulture, $"{many.Median / few.Median:0.00} ×"),
                "≤ 1.2 ×"),
        ];
    }

    /// <summary>Copies one waiting instance with what belongs to it, within the database.</summary>
    static async Task FillAsync(Installation installation, int instances)
    {
        var (id, _) = (await Waiting.StartAsync(installation, 1, ""))[0];
        await using var connection = new SqliteConnection($"Data Source={installation.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        var columns = new Dictionary<string, string>(StringComparer.Ordinal) { ["Instances"] = "Id", ["Bookmarks"] = "InstanceId", ["ActivityLog"] = "InstanceId" };
        foreach (var (table, owner) in columns)
        {
            var copied = new JsonArray();
            await using (var names = connection.CreateCommand())
            {
                names.CommandText = "SELECT name FROM pragma_table_info($table)";
                names.Parameters.AddWithValue("$table", table);
                await using var reader = await names.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    copied.Add(reader.GetString(0));
                }
            }

            // Scattered over the whole index, as ids of years are, and not beside the rows that are measured.
            var values = copied.Select(name => (string)name! switch
            {
                "Id" when table == "ActivityLog" => "upper(hex(randomblob(16)))",
                var column when column == owner || column is "Id" => $"replace(\"{column}\", $id, printf('%08x', (n * 2654435761) % 4294967296) || substr($id, 9))",
                var column => $"\"{column}\"",
            });
            await using var copy = connection.CreateCommand();
            copy.CommandTimeout = 600;
#pragma warning disable CA2100 // Names of columns are read from the database that this program made.
            copy.CommandText = $"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $count) "
                + $"INSERT INTO \"{table}\" ({string.Join(", ", copied.Select(name => $"\"{name}\""))}) SELECT {string.Join(", ", values)} FROM numbers, \"{table}\" WHERE \"{owner}\" = $id";
#pragma warning restore CA2100
            copy.Parameters.AddWithValue("$id", id);
            copy.Parameters.AddWithValue("$count", instances);
            await copy.ExecuteNonQueryAsync();
        }
    }
}
