using Microsoft.Extensions.Configuration.Memory;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>The settings of an installation that sets nothing.</summary>
static class Defaults
{
    public const string Urls = "http://127.0.0.1:5080";

    /// <summary>Beneath every other source: appsettings.json, the environment (with __) and the command line win.</summary>
    public static void SetDefaults(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        var configuration = builder.Configuration;
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Values });
        var publicUrl = configuration[nameof(PrismaOptions.PublicUrl)];
        configuration[nameof(PrismaOptions.PublicUrl)] = string.IsNullOrWhiteSpace(publicUrl) ? Reachable(configuration["Urls"]!) : publicUrl.TrimEnd('/');
    }

    /// <summary>The first address as somebody on this machine would type it.</summary>
    internal static string Reachable(string urls)
    {
        var first = urls.Split(';')[0].Trim().TrimEnd('/');
        return first
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal);
    }

    /// <summary>Where it is reached: the address, or in words that it is any of this machine's, as in a container.</summary>
    internal static string Listening(string url) => Reachable(url) is var reachable && reachable == url.TrimEnd('/') ? reachable : $"all addresses, port {new Uri(reachable).Port}";

    static Dictionary<string, string?> Values => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Urls"] = Urls,
        [nameof(PrismaOptions.DataFolder)] = "./data",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Quartz"] = "Warning",

        // What is not well is told once, when the watch first sees it, and not by each monitor that asks.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",

        // Keys are kept in the data folder beside the database they protect; and a failed start is explained in one sentence.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
    };
}
