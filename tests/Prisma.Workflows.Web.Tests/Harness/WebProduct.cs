using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.People.Setup;
using Prisma.Workflows.People.Staff;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Web.Studio;
using Quartz;

namespace Prisma.Workflows.Web.Tests.Harness;

/// <summary>The whole product behind an in-memory server, with a data folder of its own and a clock that moves when told. Its recurring jobs sleep: a test calls them itself, and nothing happens beside it.</summary>
public class WebProduct : WebApplicationFactory<Program>
{
    public const string Password = "four plain words here";

    /// <summary>The database of a host that was started once per run: the others need not migrate and import again.</summary>
    static readonly Lazy<string> Installed = new(() => Task.Run(InstallAsync).GetAwaiter().GetResult());

    readonly string _folder = Directory.CreateTempSubdirectory("prisma-web-").FullName;
    readonly IReadOnlyList<(string Key, string Value)> _settings;
    long _browsers;

    public WebProduct()
        : this([])
    {
    }

    internal WebProduct(params IReadOnlyList<(string Key, string Value)> settings)
        : this(Installed.Value, settings)
    {
    }

    WebProduct(string? installed, IReadOnlyList<(string Key, string Value)> settings)
    {
        _settings = settings;
        if (installed is not null)
        {
            File.Copy(installed, DatabaseFile);
        }
    }

    public FakeTimeProvider Time { get; internal init; } = new(new DateTimeOffset(2027, 3, 10, 9, 0, 0, TimeSpan.Zero));

    internal FarDatabase Database { get; } = new();

    /// <summary>The Studio's files; null for those that the build fetched.</summary>
    internal StudioFiles? Studio { get; init; }

    /// <summary>Whether the recurring jobs run as they do in the world.</summary>
    internal bool IsAwake { get; init; }

    public Operations Operations => Services.GetRequiredService<Operations>();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string DatabaseFile => Path.Combine(_folder, "prisma.db");

    /// <summary>A browser nobody signed in with, at an address of its own: from one, nobody signs in as often within a minute as the tests of a class do.</summary>
    public Browser Open()
    {
        var address = new IPAddress(Interlocked.Increment(ref _browsers));
        var server = Server.CreateHandler(context => context.Connection.RemoteIpAddress = address);
        return new(new HttpClient(new CookieContainerHandler { InnerHandler = server }) { BaseAddress = ClientOptions.BaseAddress });
    }

    /// <summary>A browser signed in as a new member of the staff with these roles.</summary>
    public async Task<Browser> SignInAsync(params IReadOnlyList<Role> roles)
    {
        var email = $"{LinkToken.Create()[..10].ToLowerInvariant()}@example.org";
        var invitation = await Operations.RunAsync<InvitePerson, Outcome<Invitation>>(
            invite => invite.ExecuteAsync(new Invitee("Sam", "Vale", email, roles), Actor.Prisma, Cancellation));
        await Operations.RunAsync<AcceptInvitation, Outcome<StaffMember>>(accept => accept.ExecuteAsync(invitation.Value!.Token!, Password, Cancellation));
        var browser = Open();
        await browser.SubmitAsync("/sign-in", "sign-in", ("email", email), ("password", Password));
        return browser;
    }

    /// <summary>Sends what is due; all mails that were written, the latest first.</summary>
    public async Task<IReadOnlyList<LocalMail>> DeliverAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliverOutbox>().ExecuteAsync(Cancellation);
        var mailbox = scope.ServiceProvider.GetRequiredService<LocalMailbox>();
        return [.. mailbox.List().Select(line => mailbox.Read(line.Id)!)];
    }

    /// <summary>The token of a setup link that works; those made before are dead.</summary>
    public async Task<string> SetupTokenAsync() =>
        (await Operations.RunAsync<PrepareSetup, string?>(prepare => prepare.ExecuteAsync(Cancellation)))!;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("DataFolder", _folder);
        builder.UseSetting("ContentFolder", Repository.Root);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.ConfigureDbContext<SqlitePrismaDbContext>(options => options.AddInterceptors(Database));

            // Everybody signs in again and again, and nobody guesses here.
            services.Configure<PasswordHasherOptions>(passwords => passwords.IterationCount = 1);

            // The clock stands until a test moves it, and a delay by it would not end.
            services.ConfigureAll<QuartzHostedServiceOptions>(hosted => hosted.StartDelay = null);
            if (Studio is not null)
            {
                services.AddSingleton(Studio);
            }

            if (!IsAwake)
            {
                var schedules = services.Where(IsSchedule).ToList();
                Assert.Equal(2, schedules.Count);
                schedules.ForEach(schedule => services.Remove(schedule));
            }
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    static async Task<string> InstallAsync()
    {
        await using var product = new WebProduct(null, []);
        product.StartServer();
        var copy = Path.Combine(TemporaryFolder.Create("installed").Path, "prisma.db");
        await using var connection = new SqliteConnection($"Data Source={product.DatabaseFile}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        await command.ExecuteNonQueryAsync();
        return copy;
    }

    /// <summary>Quartz, and what nudges it after a commit.</summary>
    static bool IsSchedule(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType is { } type && (type.DeclaringType == typeof(Schedules) || type.Namespace == "Quartz");
}
