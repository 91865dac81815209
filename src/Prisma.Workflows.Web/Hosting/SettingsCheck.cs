using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration.Json;
using Npgsql;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.People.Setup;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Runtime.Endpoints;
using Prisma.Workflows.Web.CommandLine;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Looks at what somebody set before anything is built with it: a name nothing answers to, or a value that is none, is told in a sentence.</summary>
static class SettingsCheck
{
    static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        [SetupOptions.Section] = typeof(SetupOptions),
        [AuthoringOptions.Section] = typeof(AuthoringOptions),
        [DatabaseOptions.Section] = typeof(DatabaseOptions),
        [MailOptions.Section] = typeof(MailOptions),
        [RetentionOptions.Section] = typeof(RetentionOptions),
        [CallOptions.Section] = typeof(CallOptions),
        [EndpointOptions.Section] = typeof(EndpointOptions),
    };

    /// <summary>What may begin a setting on the command line: our own words, and those of the host that serves us.</summary>
    static readonly HashSet<string> Roots = new(
        [
            .. Sections.Keys.Select(section => section.Split(':')[0]), .. Names(typeof(PrismaOptions)),
            "Urls", "Http_Ports", "Https_Ports", "Logging", "Kestrel", "AllowedHosts", "ForwardedHeaders_Enabled", "Environment", "ContentRoot", "ApplicationName", "WebRoot", "ShutdownTimeoutSeconds",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="StartFailedException">Something set makes no sense.</exception>
    public static void CheckSettings(this WebApplicationBuilder builder, string[] args)
    {
        var wrong = WrongWithLine(args) ?? WrongWith(builder.Configuration);
        if (wrong is not null)
            throw new StartFailedException(wrong);
    }

    /// <summary>A setting is a name and a value. Whatever is not would be taken for the value of the one before, or for nothing at all.</summary>
    internal static string? WrongWithLine(string[] args)
    {
        for (var index = 0; index < args.Length; index++)
        {
            var (name, hasValue) = (args[index].Split('=')[0], args[index].Contains('='));
            if (Verbs.Known(name) is not null)
                return $"“{name}” comes before all settings. {Verbs.HelpWord} {name} says how it is written.";
            if (!name.StartsWith("--", StringComparison.Ordinal) || !Roots.Contains(name[2..].Split(':')[0]))
                return $"Prisma does not know “{name}”. Settings are written like --DataFolder /srv/prisma; --help says more.";
            if (!args[index].EndsWith('=') && NamesBeneath(name[2..]) is { Length: > 0 } names)
                return NotAsAWhole(name, names);
            if (!hasValue && (++index == args.Length || args[index].StartsWith("--", StringComparison.Ordinal)))
                return $"{name} stands there without a value.";
        }

        return null;
    }

    internal static string? WrongWith(IConfiguration configuration) =>
        WrongWithFile(configuration as IConfigurationRoot) ?? WrongBesideSections(configuration) ??
        Sections.Select(section => WrongWithin(configuration.GetSection(section.Key), section.Value)).FirstOrDefault(wrong => wrong is not null)
        ?? (configuration[nameof(PrismaOptions.DataFolder)] is { } folder && string.IsNullOrWhiteSpace(folder) ? "DataFolder is empty. It is a folder such as /srv/prisma." : null)
        ?? (configuration["Urls"] ?? Defaults.Urls).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("").Select(WrongWithListening).FirstOrDefault(wrong => wrong is not null)
        ?? WrongWithAddress(configuration[nameof(PrismaOptions.PublicUrl)] ?? "")
        ?? (configuration.GetValue<bool>(nameof(PrismaOptions.Demo)) ? null : WrongWithDatabase(configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new()));

    /// <summary>A file is written for Prisma alone; what else stands in the environment is for others.</summary>
    static string? WrongWithFile(IConfigurationRoot? configuration) =>
        (from file in configuration?.Providers.OfType<JsonConfigurationProvider>() ?? []
         from name in file.GetChildKeys([], null)
         let asAWhole = file.TryGet(name, out var value) && value is { Length: > 0 } ? NamesBeneath(name) : []
         where asAWhole.Length > 0 || (!Roots.Contains(name) && !name.StartsWith('$'))
         select asAWhole.Length > 0 ? NotAsAWhole(name, asAWhole)
             : $"There is no setting {name}, as {file.Source.Path} has it. There are {string.Join(", ", Roots.Order(StringComparer.Ordinal))}.").FirstOrDefault();

    /// <summary>What stands beside our sections, beneath the word that they share.</summary>
    static string? WrongBesideSections(IConfiguration configuration) =>
        (from shared in Sections.Keys.Where(section => section.Contains(':')).Select(section => section.Split(':')[0])
         from other in configuration.GetSection(shared).GetChildren()
         where !Sections.ContainsKey(other.Path)
         select $"There is no setting {other.Path}. Beneath {shared} there are {string.Join(", ", NamesBeneath(shared))}.").FirstOrDefault();

    static string? WrongWithin(IConfigurationSection section, Type type)
    {
        foreach (var setting in section.GetChildren())
        {
            var property = type.GetProperty(setting.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            var wrong = property is null || !Names(type).Contains(property.Name) ? $"There is no setting {setting.Path}. Beneath {section.Path} there are {string.Join(", ", Names(type))}."
                : property.PropertyType.IsNested ? (setting.Value is { Length: > 0 } ? NotAsAWhole(setting.Path, Names(property.PropertyType)) : WrongWithin(setting, property.PropertyType))
                : property.PropertyType.IsGenericType && setting.Value is { Length: > 0 } ? $"{setting.Path} is a list; its first entry is {setting.Path}:0."
                : setting.Value is { } value && Wanted(property, value) is { } wanted ? $"{setting.Path} cannot be “{value}”. It is {wanted}."
                : null;
            if (wrong is not null)
                return wrong;
        }

        return null;
    }

    /// <summary>Of a section; a word of the same name in the environment, as MAIL, is for others.</summary>
    static string NotAsAWhole(string name, string[] beneath) => $"{name} is not set as a whole. Beneath it there are {string.Join(", ", beneath)}.";

    static string[] NamesBeneath(string path) => Sections.TryGetValue(path, out var type) ? Names(type)
        : [.. Sections.Keys.Where(section => section.StartsWith($"{path}:", StringComparison.OrdinalIgnoreCase)).Select(section => section[(path.Length + 1)..])];

    /// <summary>What may be set: whatever can be written, and lists.</summary>
    static string[] Names(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite || property.PropertyType.IsGenericType).Select(property => property.Name)];

    /// <summary>Null where the value is one.</summary>
    static string? Wanted(PropertyInfo property, string value)
    {
        var type = property.PropertyType;
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"one of {string.Join(", ", Enum.GetNames(type))}";
        if (type == typeof(bool))
            return bool.TryParse(value, out _) ? null : "true or false";
        var range = property.GetCustomAttribute<RangeAttribute>();
        return type != typeof(int) || (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && range?.IsValid(number) != false) ? null
            : range is null ? "a whole number"
            : $"a whole number from {range.Minimum} to {range.Maximum}";
    }

    /// <summary>Every link leads to the root of an address; what is reached beneath a path would lose its way at the first one.</summary>
    static string? WrongWithAddress(string publicUrl) =>
        Uri.TryCreate(publicUrl, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" } ? null
            : $"{nameof(PrismaOptions.PublicUrl)} cannot be “{publicUrl}”. It is an address without a path, such as http://127.0.0.1:5080 or https://prisma.example.org.";

    /// <summary>A name that is none of this machine would be listened to on all of its addresses, by whoever meant one of them.</summary>
    static string? WrongWithListening(string url) =>
        CanListenTo(url) ? null
            : $"Urls cannot be “{url}”. Prisma listens to addresses of this machine, such as {Defaults.Urls}, or http://0.0.0.0:5080 for all of them; the name by which people reach it is {nameof(PrismaOptions.PublicUrl)}.";

    static bool CanListenTo(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase: "", Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort } address
                && (address.Host is "localhost" or "+" or "*" || IPAddress.TryParse(address.Host, out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal static string? WrongWithDatabase(DatabaseOptions database)
    {
        const string Setting = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}", Example = "Host=localhost;Database=prisma;Username=prisma;Password=…";
        try
        {
            if (database.Provider != DatabaseProvider.PostgreSql)
            {
                _ = new SqliteConnectionStringBuilder(database.ConnectionString);
                return null;
            }

            return database.ConnectionString.Length > 0 && new NpgsqlConnectionStringBuilder(database.ConnectionString).Host is not null ? null : $"PostgreSQL needs {Setting}, such as {Example}";
        }
        catch (ArgumentException exception)
        {
            return $"{Setting} is not understood: {exception.Message} Write it like {(database.Provider == DatabaseProvider.PostgreSql ? Example : "Data Source=/srv/prisma/prisma.db")}";
        }
    }
}
