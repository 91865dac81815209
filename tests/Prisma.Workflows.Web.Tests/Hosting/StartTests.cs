using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Prisma.Workflows.Web.CommandLine;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Tests.Hosting;

public sealed class StartTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://0.0.0.0:80/;http://[::]:81", "http://127.0.0.1:80")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080")]
    [InlineData("https://prisma.example/", "https://prisma.example")]
    public void The_address_printed_is_one_that_can_be_opened(string urls, string address) => Assert.Equal(address, Defaults.Reachable(urls));

    [Theory]
    [InlineData("http://[::]:8080", "all addresses, port 8080")]
    [InlineData("https://0.0.0.0:443", "all addresses, port 443")]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080")]
    public void What_is_listened_to_is_said_as_it_is(string url, string said) => Assert.Equal(said, Defaults.Listening(url));

    [Fact]
    public void Content_is_found_by_walking_up_and_both_folders_must_be_there()
    {
        var folder = Directory.CreateTempSubdirectory("prisma-content-");
        try
        {
            var deep = folder.CreateSubdirectory("a/b/c").FullName;
            folder.CreateSubdirectory("workflows");
            Assert.NotEqual(folder.FullName, Folders.FindContent(deep));
            folder.CreateSubdirectory("templates");
            Assert.Equal(folder.FullName, Folders.FindContent(deep));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_is_one_sentence_that_names_it()
    {
        var file = Path.GetTempFileName();
        using var product = new WebProduct(("DataFolder", Path.Combine(file, "data")));

        // Starting the host runs the program, which answers with an exit code instead of a host.
        Assert.ThrowsAny<Exception>(() => product.Services);
        File.Delete(file);
    }

    [Fact]
    public async Task A_new_data_folder_is_for_the_account_alone_and_one_that_is_there_stays_as_it_was_made()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows gives no modes to folders.");
            return;
        }

        await using var folder = TemporaryFolder.Create("mode");
        var (made, given) = (Path.Combine(folder.Path, "made"), Directory.CreateDirectory(Path.Combine(folder.Path, "given")).FullName);
        var before = File.GetUnixFileMode(given);
        foreach (var place in (string[])[made, given])
        {
            WebApplication.CreateBuilder(["--DataFolder", place, "--ContentFolder", Repository.Root]).UseFolders();
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
        Assert.Equal(before, File.GetUnixFileMode(given));
    }

    [Fact]
    public void The_usual_reasons_are_explained_and_the_others_keep_their_trace()
    {
        Assert.Contains("taken by another program", StartFailure.Explain(new IOException("Failed to bind to address http://127.0.0.1:5080: address already in use.", new AddressInUseException("x"))), StringComparison.Ordinal);
        Assert.Contains("rights of their own", StartFailure.Explain(new SocketException((int)SocketError.AccessDenied)), StringComparison.Ordinal);
        Assert.Contains("not one of this machine", StartFailure.Explain(new SocketException((int)SocketError.AddressNotAvailable)), StringComparison.Ordinal);
        Assert.Equal("No.", StartFailure.Explain(new StartFailedException("No.")));
        Assert.Contains("Put a backup in its place.", StartFailure.Explain(new SqliteException("SQLite Error 26: 'file is not a database'.", 26)), StringComparison.Ordinal);
        Assert.Equal(
            "PostgreSQL cannot be reached: Failed to connect to 127.0.0.1:5432. Check Database:ConnectionString.",
            StartFailure.Explain(new InvalidOperationException("likely due to a transient failure", new NpgsqlException("Failed to connect to 127.0.0.1:5432"))));
        Assert.Equal(
            "PostgreSQL refuses: password authentication failed for user \"prisma\". Check Database:ConnectionString.",
            StartFailure.Explain(new PostgresException("password authentication failed for user \"prisma\"", "FATAL", "FATAL", PostgresErrorCodes.InvalidPassword)));
        Assert.StartsWith(
            "PostgreSQL refuses the account in Database:ConnectionString: permission denied for schema public. It needs the right to make tables: whoever owns the database may give it, with GRANT ALL ON SCHEMA public TO that account, or make the database with createdb --owner. Tables that are there already have to be its own: put a backup back as this account.",
            StartFailure.Explain(new PostgresException("permission denied for schema public", "ERROR", "ERROR", PostgresErrorCodes.InsufficientPrivilege, position: 28)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The database in Database:ConnectionString has tables that Prisma did not make",
            StartFailure.Explain(new PostgresException("relation \"AccessLinks\" already exists", "ERROR", "ERROR", PostgresErrorCodes.DuplicateTable)),
            StringComparison.Ordinal);
        Assert.Null(StartFailure.Explain(new InvalidOperationException("surprise")));
    }

    [Fact]
    public async Task A_folder_is_held_by_one_host_until_it_ends()
    {
        await using var folder = TemporaryFolder.Create("held");
        using var first = Hold(folder);
        using var second = Hold(folder);
        first.Take();

        var refused = Assert.Throws<StartFailedException>(second.Take);
        first.Dispose();
        second.Take();

        Assert.Equal($"Another Prisma runs with the data folder {folder.Path}. Stop that one, or choose another folder with --DataFolder.", refused.Message);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("adopted")]
    public async Task What_lies_in_the_folder_and_belongs_to_another_account_is_named(string place)
    {
        await using var folder = TemporaryFolder.Create("foreign");

        // Whoever runs the tests may write anywhere, but no file where a folder stands.
        Directory.CreateDirectory(Path.Combine(folder.Path, ".lock"));
        Directory.CreateDirectory(Path.Combine(folder.Path, place, $".write-{Environment.ProcessId}"));
        using var hold = Hold(folder);

        Assert.Contains(Path.Combine(folder.Path, place), Assert.Throws<StartFailedException>(WebApplication.CreateBuilder(["--DataFolder", folder.Path]).UseFolders).Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Path, ".lock"), Assert.Throws<StartFailedException>(hold.Take).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_host_of_a_folder_with_its_database_holds_it()
    {
        await using var product = new WebProduct();
        product.StartServer();

        using var second = new FolderHold(product.Services.GetRequiredService<IOptions<PrismaOptions>>());

        Assert.Throws<StartFailedException>(second.Take);
    }

    [Theory]
    [InlineData("workflows/case-study.json")]
    [InlineData("workflows/gates.json")]
    [InlineData("workflows/ladders.json")]
    [InlineData("workflows/forms/F-01/form.json")]
    public async Task A_start_with_a_broken_file_names_it_and_the_line(string broken)
    {
        await using var content = TemporaryFolder.WithContent("content");
        var place = Path.Combine(content.Path, broken);
        await File.WriteAllTextAsync(place, "{\n  \"id\": \"F-01\",\n}", WebProduct.Cancellation);
        await using var data = TemporaryFolder.Create("data");
        var (code, said) = await RunAsync("--ContentFolder", content.Path, "--DataFolder", data.Path, "--Urls", "http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.Contains(place, said, StringComparison.Ordinal);
        Assert.Contains("in line 3, character 1, it says “}” after a comma.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_in_which_nothing_is_written_is_refused_at_the_start()
    {
        await using var data = TemporaryFolder.Create("data");
        var (code, said) = await RunAsync("--ContentFolder", Repository.Root, "--DataFolder", data.Path, "--Urls", "http://127.0.0.1:0", "--Language", "Englisch");

        Assert.Equal(1, code);
        Assert.Contains("Language cannot be “Englisch”. Mails are written in en;", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_folder_that_holds_none_is_named()
    {
        await using var folder = TemporaryFolder.Create("empty");
        Assert.Equal(
            $"The folder {folder.Path} does not hold workflows/ and templates/. Name the one that does with --ContentFolder.",
            Assert.Throws<StartFailedException>(WebApplication.CreateBuilder(["--DataFolder", folder.Path, "--ContentFolder", folder.Path]).UseFolders).Message);
    }

    [Fact]
    public void Settings_that_cannot_be_read_are_said_with_the_file_and_the_line()
    {
        var folder = Directory.CreateTempSubdirectory("prisma-settings-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), "{\n  \"DataFolder\": \"/srv/prisma\"\n  \"Demo\": true\n}");
            var failure = Assert.ThrowsAny<Exception>(() => new ConfigurationBuilder().SetBasePath(folder.FullName).AddJsonFile("appsettings.json").Build());

            var sentence = StartFailure.Explain(failure);

            Assert.Contains(Path.Combine(folder.FullName, "appsettings.json"), sentence, StringComparison.Ordinal);
            Assert.Contains("Line 3 is no JSON", sentence, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("""{ "PublicUrl": "http://127.0.0.1:5080", "Mial": { "From": "hello@millrace.example" } }""", "There is no setting Mial, as appsettings.json has it. There are AllowedHosts, ApplicationName, Authoring, ")]
    [InlineData("""{ "PublicUrl": "http://127.0.0.1:5080", "Mail": "hello@millrace.example" }""", "Mail is not set as a whole. Beneath it there are From, Smtp, HourlyLimit.")]
    public void What_a_file_sets_that_nothing_answers_to_is_named(string json, string said)
    {
        var folder = Directory.CreateTempSubdirectory("prisma-settings-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), json);

            var wrong = SettingsCheck.WrongWith(new ConfigurationBuilder().SetBasePath(folder.FullName).AddJsonFile("appsettings.json").Build());

            Assert.StartsWith(said, wrong, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_start_without_a_folder_for_temporary_files_says_how_it_gets_one()
    {
        await using var data = TemporaryFolder.Create("data");
        var gone = Path.Combine(data.Path, "gone");
        Folders.RequireTemporary(data.Path);

        var failure = Assert.Throws<StartFailedException>(() => Folders.RequireTemporary(gone));

        Assert.StartsWith($"The folder for temporary files {gone} cannot be written to: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("Name another one in the environment variable TMPDIR; a container that is read-only gets one by --tmpfs /tmp.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task A_start_that_asks_for_https_without_a_certificate_is_one_line()
    {
        await using var data = TemporaryFolder.Create("data");
        var (code, said) = await RunAsync("--ContentFolder", Repository.Root, "--DataFolder", data.Path, "--Urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", "");

        Assert.Equal(1, code);
        Assert.Equal("Urls asks for https, and there is no certificate. Name one with --Kestrel:Certificates:Default:Path and --Kestrel:Certificates:Default:Password, or listen to http:// and leave TLS to what stands before Prisma.", said.TrimEnd());
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_one_line()
    {
        await using var data = TemporaryFolder.Create("data");
        var missing = Path.Combine(data.Path, "prisma.pfx");
        var (code, said) = await RunAsync("--ContentFolder", Repository.Root, "--DataFolder", data.Path, "--Urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", missing);

        Assert.Equal(1, code);
        Assert.Equal($"The certificate in Kestrel:Certificates cannot be used: Could not find file '{missing}'. Look at its Path and its Password.", said.TrimEnd());
    }

    [Fact]
    public void Links_begin_with_the_public_address_however_it_ends()
    {
        var builder = WebApplication.CreateBuilder(["--PublicUrl", "https://prisma.example.org/"]);

        builder.SetDefaults();

        Assert.Equal("https://prisma.example.org", builder.Configuration["PublicUrl"]);
    }

    [Theory]
    [InlineData("version", "extra")]
    [InlineData("help", "rehearse", "extra")]
    [InlineData("describe", "extra")]
    [InlineData("rehearse", "pathway-participant", "--start", "2027-03-10", "--seed", "7")]
    public async Task What_stands_there_too_much_is_no_silence(string word, params string[] rest)
    {
        Assert.Equal(Verb.Misused, await Verbs.Find([word, .. rest])!.RunAsync(rest));
        Assert.Equal(0, await Verbs.Find(["--demo", $"--{(word is "describe" or "rehearse" ? "help" : word)}"])!.RunAsync([$"--{word}"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "--Urls", "http://127.0.0.1:5081")]
    [InlineData(false, "rehearse", "pathway-participant")]
    [InlineData(false, "run")]
    [InlineData(false, "dance")]
    [InlineData(false, "help")]
    [InlineData(false, "-h")]
    [InlineData(false, "--demo", "--help")]
    [InlineData(false, "--version")]
    public void Without_a_word_the_program_serves(bool serves, params string[] line) => Assert.Equal(serves, Verbs.Find(line) is null);

    [Fact]
    public async Task An_unknown_word_is_answered_with_those_that_are_known() => Assert.Equal(Verb.Misused, await Verbs.Find(["dance"])!.RunAsync([]));

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Whoever_asks_for_help_is_told_every_word_and_it_is_no_mistake(string asked)
    {
        Assert.Equal(0, await Verbs.Find([asked])!.RunAsync([]));
        Assert.All(["bundle", "describe", "help", "rehearse", "run", "transfer", "version"], word => Assert.Contains(Verbs.Help(), line => line.StartsWith($"  {word} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("help", "rehearse")]
    [InlineData("rehearse", "--help")]
    public async Task Help_on_a_word_says_how_it_is_written(string first, string second)
    {
        Assert.Equal(0, await Verbs.Find([first, second])!.RunAsync([second]));
        Assert.Equal(Verb.Misused, await Verbs.Find(["help", "dance"])!.RunAsync(["dance"]));
        Assert.Matches(@"^Prisma\.Workflows \d+\.\d+", Verbs.Version);
    }

    [Theory]
    [InlineData("--DataFoldr", "/srv/prisma", "Prisma does not know “--DataFoldr”.")]
    [InlineData("--DataFolder", "--Urls", "--DataFolder stands there without a value.")]
    [InlineData("--Urls=http://127.0.0.1:5081", "data", "Prisma does not know “data”.")]
    [InlineData("--DataFolder=data", "rehearse", "“rehearse” comes before all settings.")]
    [InlineData("--Database", "PostgreSql", "--Database is not set as a whole. Beneath it there are Provider, ConnectionString, Copies, CopyFolder.")]
    [InlineData("--Http=api.example.org", "--Demo=true", "--Http is not set as a whole. Beneath it there are Outgoing, Endpoints.")]
    [InlineData("--Mail=", "--Mail:Smtp:Host=mail", null)]
    [InlineData("--Mail:Smtp:Host", "mail", null)]
    [InlineData("--Demo=true", "--environment=Production", null)]
    public void What_is_no_setting_on_the_line_is_named(string first, string second, string? said) => AssertSaid(said, SettingsCheck.WrongWithLine([first, second]));

    [Theory]
    [InlineData("Database:Provider", "Postgres", "Database:Provider cannot be “Postgres”. It is one of Sqlite, PostgreSql.")]
    [InlineData("Database:Provider", "PostgreSql", "PostgreSQL needs Database:ConnectionString, such as Host=")]
    [InlineData("Database:ConnectionString", "prisma.db", "Database:ConnectionString is not understood: ")]
    [InlineData("Database:Copies", "-3", "Database:Copies cannot be “-3”. It is a whole number from 0 to 1000.")]
    [InlineData("DataFolder", "", "DataFolder is empty.")]
    [InlineData("Mail:Smtp:Port", "99999", "Mail:Smtp:Port cannot be “99999”. It is a whole number from 1 to 65535.")]
    [InlineData("Retention:CareDays", "0", "Retention:CareDays cannot be “0”. It is a whole number from 1 to 365.")]
    [InlineData("Mail:Smtp:Hst", "mail", "There is no setting Mail:Smtp:Hst. Beneath Mail:Smtp there are Host, Port, User, Password, Security, TimeoutSeconds.")]
    [InlineData("Mail:IsLocal", "true", "There is no setting Mail:IsLocal.")]
    [InlineData("Authoring:SingleSteward", "yes", "Authoring:SingleSteward cannot be “yes”. It is true or false.")]
    [InlineData("PublicUrl", "prisma.example", "PublicUrl cannot be “prisma.example”.")]
    [InlineData("Urls", "http://127.0.0.1:5080;http://nowhere.invalid", "Urls cannot be “http://nowhere.invalid”. Prisma listens to addresses of this machine, such as http://127.0.0.1:5080,")]
    [InlineData("Urls", "nonsense", "Urls cannot be “nonsense”. Prisma listens to addresses of this machine")]
    [InlineData("Urls", "http://127.0.0.1:5080/prisma", "Urls cannot be “http://127.0.0.1:5080/prisma”. Prisma listens to")]
    [InlineData("Urls", "http://127.0.0.1:99999", "Urls cannot be “http://127.0.0.1:99999”. Prisma listens to")]
    [InlineData("Urls", "http://127.0.0.1:5080,http://127.0.0.1:5081", "Urls cannot be “http://127.0.0.1:5080,http://127.0.0.1:5081”.")]
    [InlineData("Urls", " ; ", "Urls cannot be “”.")]
    [InlineData("PublicUrl", "https://example.org/prisma", "PublicUrl cannot be “https://example.org/prisma”. It is an address without a path,")]
    [InlineData("PublicUrl", "https://example.org?from=mail", "PublicUrl cannot be “https://example.org?from=mail”.")]
    [InlineData("PublicUrl", "https://prisma.example.org/", null)]
    [InlineData("Http:Outgoing:AllowedHosts", "api.example.org", "Http:Outgoing:AllowedHosts is a list; its first entry is Http:Outgoing:AllowedHosts:0.")]
    [InlineData("Mail:Smtp", "smtp.example.org", "Mail:Smtp is not set as a whole. Beneath it there are Host, Port, User, Password, Security, TimeoutSeconds.")]
    [InlineData("MAIL", "/var/mail/prisma", null)]
    [InlineData("Http:Outgong:Attempts", "2", "There is no setting Http:Outgong. Beneath Http there are Outgoing, Endpoints.")]
    [InlineData("Urls", "http://localhost:5080;http://[::1]:5081;http://+:80;http://*:81;http://0.0.0.0:82", null)]
    [InlineData("Http:Outgoing:AllowedHosts:0", "api.example.org", null)]
    [InlineData("Database:Provider", "sqlite", null)]
    public void A_setting_that_makes_no_sense_is_named_with_what_does(string setting, string value, string? said) =>
        AssertSaid(said, SettingsCheck.WrongWith(new ConfigurationBuilder().AddInMemoryCollection([new("PublicUrl", "http://127.0.0.1:5080")]).AddInMemoryCollection([new(setting, value)]).Build()));

    static FolderHold Hold(TemporaryFolder folder) => new(Options.Create(new PrismaOptions { DataFolder = folder.Path }));

    static void AssertSaid(string? said, string? wrong)
    {
        if (said is null)
        {
            Assert.Null(wrong);
        }
        else
        {
            Assert.StartsWith(said, wrong, StringComparison.Ordinal);
        }
    }

    /// <summary>The real program, until it ends or serves.</summary>
    static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Host, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = process.StandardError.ReadToEndAsync(WebProduct.Cancellation);
        while (await process.StandardOutput.ReadLineAsync(WebProduct.Cancellation) is { } line)
        {
            if (line.StartsWith("Prisma is running at", StringComparison.Ordinal))
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(WebProduct.Cancellation);
        return (process.ExitCode, await said);
    }
}
