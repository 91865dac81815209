using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Prisma.Workflows.Tests.Databases;

/// <summary>One throw-away PostgreSQL for the whole run, from the programs the operating system has installed; started when first asked for.</summary>
public sealed class PostgreSqlCluster
{
    const string User = "postgres";

    static readonly Lazy<string?> Programs = new(FindPrograms);
    static readonly Lazy<Task<PostgreSqlCluster>> Started = new(StartAsync);

    readonly string _folder;
    readonly int _port;

    PostgreSqlCluster(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Null where PostgreSQL is installed, and in CI, where its absence must fail.</summary>
    public static string? ReasonToSkip =>
        Programs.Value is not null || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : "PostgreSQL is not installed (no initdb under /usr/lib/postgresql).";

    public static Task<PostgreSqlCluster> StartedAsync() => Started.Value;

    public static async Task StopAsync()
    {
        if (Started.IsValueCreated && Started.Value.IsCompletedSuccessfully)
        {
            var cluster = await Started.Value;
            NpgsqlConnection.ClearAllPools();
            await RunAsync("pg_ctl", "-D", Path.Combine(cluster._folder, "data"), "-m", "immediate", "-w", "stop");
            Directory.Delete(cluster._folder, recursive: true);
        }
    }

    public string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username={User};Database={database};Maximum Pool Size=20";

    public async Task<string> CreateDatabaseAsync(string template)
    {
        var name = $"t{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log");
        return name;
    }

    public async ValueTask DropDatabaseAsync(string name)
    {
        foreach (var opened in new[] { ConnectionTo(name), new DatabaseOptions { ConnectionString = ConnectionTo(name) }.PostgreSqlConnection })
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(opened));
        }

        await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    static async Task<PostgreSqlCluster> StartAsync()
    {
        if (Programs.Value is null)
        {
            throw new InvalidOperationException("PostgreSQL is not installed (no initdb under /usr/lib/postgresql), and CI=true does not allow to skip it.");
        }

        var folder = Directory.CreateTempSubdirectory("prisma-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root; its own user must own the folder.
            await RunAsOneselfAsync("chown", $"{User}:{User}", folder);
        }

        var data = Path.Combine(folder, "data");
        var port = FreePort.Find();
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off");
        await RunAsync("initdb", "-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await RunAsync("pg_ctl", "-D", data, "-l", Path.Combine(folder, "log"), "-o", options, "-w", "start");
        return new PostgreSqlCluster(folder, port);
    }

    static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;

    static Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs.Value!, program);
        return Environment.IsPrivilegedProcess
            ? RunAsOneselfAsync("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", path, .. arguments])
            : RunAsOneselfAsync(path, arguments);
    }

    static async Task RunAsOneselfAsync(string program, params string[] arguments)
    {
        // What pg_ctl leaves running would keep a redirected pipe open for ever, so nothing is redirected but the input.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" </dev/null >/dev/null 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}.");
        }
    }
}
