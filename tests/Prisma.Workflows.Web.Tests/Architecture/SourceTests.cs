using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Prisma.Workflows.Web.Tests.Architecture;

/// <summary>The shape of the sources: short files, small folders named for what they hold.</summary>
public sealed class SourceTests
{
    const int LongestFile = 400;
    const int LongestPage = 200;
    const int MedianPage = 60;
    const int FullestFolder = 20;
    const int DeepestFolder = 3;
    const int MostParameters = 6;

    static readonly string[] _junkDrawers = ["Common", "Contracts", "Dtos", "Enums", "Extensions", "Helpers", "Interfaces", "Managers", "Misc", "Models", "Services", "Shared", "Utilities", "Utils"];

    static readonly string[] _roots = ["src", "tests"];

    static readonly string[] _unfinished = ["#region", "TODO", "FIXME"];

    static readonly Assembly[] _ours = [typeof(Program).Assembly, typeof(PrismaWorkflows).Assembly, typeof(Engine.Definitions.WorkflowDefinition).Assembly];

    /// <summary>Whatever ends a job has been logged, and the next tick tries again.</summary>
    static readonly string[] _suppressed = ["src/Prisma.Workflows/Recurring.cs"];

    /// <summary>Exceptions, each with its reason; this list may only get shorter.</summary>
    static readonly Dictionary<string, string> _exempt = new(StringComparer.Ordinal)
    {
        ["Prisma.Workflows.Enrolments.PassageTools"] = "Gathers what a passage works with, so that its classes need not each ask for all of it.",
    };

    [Fact]
    public void An_exception_that_nothing_needs_any_more_is_taken_off_the_list() =>
        Assert.Empty(_exempt.Keys.Except([.. FullFolders().Select(folder => folder.Key), .. Demanding()], StringComparer.Ordinal));

    static IEnumerable<string> Sources(string extension) =>
        _roots.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), $"*{extension}", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines() => Assert.DoesNotContain(Sources(".cs"), file => Lines(file) > LongestFile);

    [Fact]
    public void No_page_is_longer_than_two_hundred_lines() => Assert.DoesNotContain(Sources(".razor"), file => Lines(file) > LongestPage);

    [Fact]
    public void The_usual_page_fits_on_a_screen()
    {
        var lines = Sources(".razor").Select(Lines).Order().ToList();
        Assert.InRange(lines[lines.Count / 2], 1, MedianPage);
    }

    [Fact]
    public void No_folder_holds_more_than_twenty_files() => Assert.DoesNotContain(FullFolders(), folder => !_exempt.ContainsKey(folder.Key));

    [Fact]
    public void No_folder_is_a_junk_drawer() =>
        Assert.Empty(Sources(".cs").Concat(Sources(".razor")).SelectMany(file => file.Split('/')[..^1]).Distinct(StringComparer.Ordinal).Intersect(_junkDrawers, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void No_folder_lies_deeper_than_three_under_its_project() =>
        Assert.DoesNotContain(Sources(".cs").Concat(Sources(".razor")), file => file.Split('/').Length > 2 + DeepestFolder + 1);

    /// <summary>What analyzers say is mended, or switched off for everybody in .editorconfig with its reason; at a spot, only where this list says so.</summary>
    [Fact]
    public void Nothing_is_suppressed_at_a_spot_but_what_is_listed() =>
        Assert.Equal(_suppressed, Saying(text => text.Contains("#pragma warning disable", StringComparison.Ordinal) || text.Contains("SuppressMessage(", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void No_source_is_folded_away_or_left_to_be_done() =>
        Assert.Empty(Saying(text => Array.Exists(_unfinished, mark => text.Contains(mark, StringComparison.Ordinal))));

    [Fact]
    public void Each_kind_of_log_line_has_a_number_of_its_own()
    {
        var numbers = _ours.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().Select(line => line.EventId).ToList();

        Assert.True(numbers.Count > 10);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void No_class_asks_for_more_than_six_things() => Assert.Empty(Demanding().Except(_exempt.Keys, StringComparer.Ordinal));

    static IEnumerable<(string Key, int Count)> FullFolders() =>
        Sources(".cs").Concat(Sources(".razor")).GroupBy(file => file[..file.LastIndexOf('/')]).Select(folder => (folder.Key, folder.Count())).Where(folder => folder.Item2 > FullestFolder);

    static IEnumerable<string> Demanding() =>
        _ours.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true } && type.GetMethod("<Clone>$") is null && !type.Name.StartsWith('<'))
            .Where(type => type.GetConstructors().Any(constructor => constructor.GetParameters().Length > MostParameters))
            .Select(type => type.FullName!);

    /// <summary>The files that have such a line; this one, which speaks of them, is passed over.</summary>
    static IEnumerable<string> Saying(Predicate<string> isMeant) => Sources(".cs").Concat(Sources(".razor"))
        .Where(file => !file.EndsWith($"/{nameof(SourceTests)}.cs", StringComparison.Ordinal))
        .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Where(line => isMeant(line)).Select(_ => file));

    static int Lines(string file) => File.ReadLines(Path.Combine(Repository.Root, file)).Count();
}
