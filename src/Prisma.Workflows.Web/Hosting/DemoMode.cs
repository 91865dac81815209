using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Web.CommandLine;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>The switch --demo: invented events in a data folder of their own, beside the real one, and no way out for mails or calls.</summary>
static class DemoMode
{
    const string Switch = "--demo", SignIn = "sign-in.txt";

    /// <summary>For its database, its mails and the first nightly copy.</summary>
    const long Room = 150_000_000;

    /// <summary>The arguments as settings: the switch stands alone, and would otherwise take the next one for its value.</summary>
    public static string[] AsSettings(string[] args) =>
        [.. args.Select(arg => string.Equals(arg, Switch, StringComparison.OrdinalIgnoreCase) ? $"--{nameof(PrismaOptions.Demo)}=true" : arg)];

    /// <summary>Before the folders are made: whatever is configured for the real installation is out of reach.</summary>
    public static async Task UseDemoAsync(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (!configuration.GetValue<bool>(nameof(PrismaOptions.Demo)))
            return;
        var folder = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(configuration[nameof(PrismaOptions.DataFolder)]!))}-demo";
        configuration[nameof(PrismaOptions.DataFolder)] = folder;
        configuration[$"{MailOptions.Section}:Smtp:Host"] = "";
        configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] = nameof(DatabaseProvider.Sqlite);
        configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"] = "";
        builder.Services.PostConfigure<CallOptions>(options => options.AllowedHosts.Clear());
        builder.UseFolders();
        if (!File.Exists(Path.Combine(folder, SignIn)))
            await FillAsync(folder, configuration[nameof(PrismaOptions.ContentFolder)]!, configuration[nameof(PrismaOptions.PublicUrl)]!);
    }

    /// <summary>Says how to sign in, where this is a demonstration.</summary>
    public static void AnnounceDemo(this WebApplication app)
    {
        var folder = app.Configuration[nameof(PrismaOptions.DataFolder)]!;
        if (app.Configuration.GetValue<bool>(nameof(PrismaOptions.Demo)))
            Console.WriteLine($"This is a demonstration with invented people; no mail is sent. Sign in as {Demo.Email} with the password {File.ReadAllText(Path.Combine(folder, SignIn))}. To begin anew, delete {folder}.");
    }

    /// <summary>Beside the folder first: a start that is broken off leaves no half of a demonstration.</summary>
    internal static async Task FillAsync(string folder, string content, string publicUrl, int oldest = int.MaxValue, long room = Room)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new StartFailedException($"The folder {folder} holds something else than a demonstration. Move it away, or choose another one with --DataFolder.");
        var part = MakeAnew($"{folder}.part");
        if (new DriveInfo(part).AvailableFreeSpace is var free && free < room)
            throw new StartFailedException(string.Create(CultureInfo.InvariantCulture, $"A demonstration needs {room / 1_000_000} MB, and the disk with {folder} has {free / 1_000_000}. Make room, or choose another folder with --DataFolder."));
        await Console.Error.WriteLineAsync("The demonstration is made, this once: eight months of nine invented events. It takes a minute or two.");
        var password = LinkToken.Create()[..16];
        var options = new PrismaOptions { DataFolder = part, ContentFolder = content, PublicUrl = publicUrl };
        await Demo.MakeAsync(options, TimeProvider.System.GetUtcNow(), password, new ProgressLine(), CancellationToken.None, oldest);
        await Console.Error.WriteLineAsync();
        await File.WriteAllTextAsync(Path.Combine(part, SignIn), password);
        if (Directory.Exists(folder))
            Directory.Delete(folder);
        Directory.Move(part, folder);
    }

    static string MakeAnew(string part)
    {
        try
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
            PrivateFolder.Make(part);
            return part;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartFailedException($"A demonstration is made in {part} first, and that cannot be written: {exception.Message.TrimEnd('.')}. Choose another folder with --DataFolder; in a container, one within its volume.", exception);
        }
    }
}
