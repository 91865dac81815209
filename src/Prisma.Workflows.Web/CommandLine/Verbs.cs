using System.Reflection;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>What the program does besides serving: the first word of the command line. Without one it serves.</summary>
static class Verbs
{
    internal const string HelpWord = "help";

    const string VersionWord = "version";

    static readonly Verb[] All =
    [
        new("bundle", "hands an event's bundle out, or shows and adopts one", Bundle.RunAsync) { Usage = Bundle.Usage },
        new("describe", "prints the whole onboarding from the shipped definitions", Describe.RunAsync) { Usage = Describe.Usage },
        new(HelpWord, "prints these lines, as --help and -h do, or how one word is written: help rehearse", HelpAsync),
        new("rehearse", "plays a shipped pathway under a virtual clock and prints its calendar", Rehearse.RunAsync) { Usage = Rehearse.Usage },
        new("run", "runs one workflow definition from a file", Run.RunAsync) { Usage = Run.Usage },
        new("transfer", "carries everything over from the SQLite file to PostgreSQL", Transfer.RunAsync) { Usage = Transfer.Usage },
        new(VersionWord, "prints which version this is, as --version does", VersionAsync),
    ];

    internal static string Version => $"Prisma.Workflows {typeof(Verbs).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";

    /// <summary>Null when the program should serve: no word at all, or settings only (--Urls …).</summary>
    public static Verb? Find(string[] args)
    {
        var word = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : null;
        var asked = args.Contains("--help", StringComparer.OrdinalIgnoreCase) || args.Contains("-h", StringComparer.Ordinal) ? HelpWord
            : args.Contains("--version", StringComparer.OrdinalIgnoreCase) ? VersionWord
            : null;
        return (word, asked) switch
        {
            (null, null) => null,
            (null, _) => Known(asked) is { } known ? known with { RunAsync = _ => known.RunAsync([]) } : null,
            (_, HelpWord) => Known(HelpWord)! with { RunAsync = _ => HelpAsync([word]) },
            _ => Known(word) ?? new Verb(word, "", _ => RefuseAsync(word)),
        };
    }

    internal static IEnumerable<string> Help() =>
    [
        "Without a word Prisma serves its pages, sends mails and does what is due. Settings may follow: --Urls http://127.0.0.1:5080,",
        "--DataFolder <where everything is kept>, --demo (invented events, in a folder of their own). Or it does one thing and ends:",
        .. All.Select(verb => $"  {verb.Name,-10} {verb.Summary}"),
    ];

    /// <summary>About one word where there is one, else about all of them.</summary>
    static Task<int> HelpAsync(string[] about) => about switch
    {
        [] or [HelpWord] => SayAsync(Console.Out, 0, [.. Help()]),
        [var word] when Known(word) is { } verb => SayAsync(Console.Out, 0, [$"{verb.Name} {verb.Summary}.", .. verb.Usage.Length > 0 ? [verb.Usage] : Array.Empty<string>()]),
        [var word] => RefuseAsync(word),
        _ => Verb.MisusedAsync($"Write it like this: {HelpWord} {about[0]}"),
    };

    static Task<int> VersionAsync(string[] rest) => rest is [] ? SayAsync(Console.Out, 0, Version) : Verb.MisusedAsync($"Nothing stands behind {VersionWord}.");

    internal static Verb? Known(string word) => Array.Find(All, verb => verb.Name == word);

    static Task<int> RefuseAsync(string word) => SayAsync(Console.Error, Verb.Misused, [$"Prisma does not know “{word}”.", .. Help()]);

    static async Task<int> SayAsync(TextWriter to, int code, params string[] lines)
    {
        await to.WriteLineAsync(string.Join(Environment.NewLine, lines));
        return code;
    }
}
