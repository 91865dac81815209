using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>The real host as a process of its own, with a data folder of its own, sending real mail to a server on the loopback.</summary>
public sealed class Installation : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("prisma-browser-").FullName;
    readonly StringBuilder _said = new();
    readonly TaskCompletionSource<string> _setup = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ScriptedSmtpServer _smtp = new();
    readonly Process _host = new();

    Installation(int port)
    {
        Home = $"http://127.0.0.1:{port}";
        Mails = new Mails(_smtp);
    }

    public string Home { get; }

    public Mails Mails { get; }

    public string SetupLink { get; private set; } = "";

    /// <summary>A zone in which it is the middle of the day now, so that mails are not held back until morning.</summary>
    public static string DayZone { get; } = new[] { "Europe/Lisbon", "America/New_York", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Kolkata" }
        .First(zone => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour is >= 9 and < 18);

    public static async Task<Installation> StartAsync(params string[] settings)
    {
        var installation = new Installation(FreePort.Find());
        installation.Start(settings);
        installation.SetupLink = await installation._setup.Task.WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, TestContext.Current.CancellationToken);
        return installation;
    }

    /// <summary>Puts everybody who is known into a zone where it is day.</summary>
    public async Task MoveToDayAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE People SET TimeZone = $zone";
        command.Parameters.AddWithValue("$zone", DayZone);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every value of every table that people fill; the outbox's own progress is not theirs.</summary>
    public async Task<string> DumpAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly");
        await connection.OpenAsync(cancellation);
        var text = new StringBuilder();
        foreach (var table in await TablesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    text.Append(table).Append(' ').Append(rows.GetName(column)).Append(' ').Append(rows.GetValue(column)).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_host.HasExited)
        {
            _host.Kill(entireProcessTree: true);
        }

        await _host.WaitForExitAsync();
        _host.Dispose();
        await _smtp.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    string DatabaseFile => Directory.EnumerateFiles(_folder, "prisma.db", SearchOption.AllDirectories).Single();

    void Start(string[] settings)
    {
        _host.StartInfo = new ProcessStartInfo("dotnet",
        [
            Repository.Host, "--Urls", Home, "--DataFolder", _folder, "--Mail:Smtp:Host", "127.0.0.1",
            "--Mail:Smtp:Port", _smtp.Port.ToString(CultureInfo.InvariantCulture), "--Mail:Smtp:Security", "None", "--Mail:From", "prisma@example.org", .. settings,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _host.OutputDataReceived += (_, line) => Hear(line.Data);
        _host.ErrorDataReceived += (_, line) => Hear(line.Data);
        _host.EnableRaisingEvents = true;
        _host.Exited += (_, _) => _setup.TrySetException(new InvalidOperationException($"The host ended: {_said}"));
        _host.Start();
        _host.BeginOutputReadLine();
        _host.BeginErrorReadLine();
    }

    void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line?.IndexOf("/setup/", StringComparison.Ordinal) > 0)
        {
            _setup.TrySetResult(line.Trim());
        }
    }

    /// <summary>What the host wrote to its console.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    static async Task<List<string>> TablesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> tables = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }
}
