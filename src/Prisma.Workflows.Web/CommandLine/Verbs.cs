namespace Prisma.Workflows.Web.CommandLine;

/// <summary>What the program does besides serving: the first word of the command line. Without one it serves.</summary>
static class Verbs
{
    static readonly Verb[] All =
    [
        new("bundle", "hands an event's bundle out, or shows and adopts one", Bundle.RunAsync),
        new("describe", "prints the whole onboarding from the shipped definitions", Describe.RunAsync),
        new("help", "prints these lines, as --help and -h do", _ => ExplainAsync(Console.Out, 0)),
        new("rehearse", "plays a shipped pathway under a virtual clock and prints its calendar", Rehearse.RunAsync),
        new("run", "runs one workflow definition from a file", Run.RunAsync),
    ];

    /// <summary>Null when the program should serve: no word at all, or settings only (--Urls …).</summary>
    public static Verb? Find(string[] args)
    {
        var word = args.Length > 0 && !args[0].StartsWith('-') ? args[0]
            : args.Contains("--help", StringComparer.OrdinalIgnoreCase) || args.Contains("-h", StringComparer.Ordinal) ? "help"
            : null;
        return word is null ? null : Array.Find(All, verb => verb.Name == word) ?? new Verb(word, "", _ => RefuseAsync(word));
    }

    internal static IEnumerable<string> Help() =>
    [
        "Without a word Prisma serves its pages, sends mails and does what is due. Settings may follow: --Urls http://127.0.0.1:5080,",
        "--DataFolder <where everything is kept>, --demo (invented events, in a folder of their own). Or it does one thing and ends:",
        .. All.Select(verb => $"  {verb.Name,-10} {verb.Summary}"),
    ];

    static async Task<int> RefuseAsync(string word)
    {
        await Console.Error.WriteLineAsync($"Prisma does not know “{word}”.");
        return await ExplainAsync(Console.Error, Verb.Misused);
    }

    static async Task<int> ExplainAsync(TextWriter to, int code)
    {
        await to.WriteLineAsync(string.Join(Environment.NewLine, Help()));
        return code;
    }
}
