namespace Prisma.Workflows.Web.CommandLine;

/// <summary>What the program does besides serving: the first word of the command line. Without one it serves.</summary>
static class Verbs
{
    static readonly Verb[] All =
    [
        new("bundle", "hands an event's bundle out, or shows and adopts one", Bundle.RunAsync),
        new("describe", "prints the whole onboarding from the shipped definitions", Describe.RunAsync),
        new("rehearse", "plays a shipped pathway under a virtual clock and prints its calendar", Rehearse.RunAsync),
        new("run", "runs one workflow definition from a file", Run.RunAsync),
    ];

    /// <summary>Null when the program should serve: no word at all, or settings only (--Urls …).</summary>
    public static Verb? Find(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            return null;
        }

        return Array.Find(All, verb => verb.Name == args[0]) ?? new Verb(args[0], "", _ => ExplainAsync(args[0]));
    }

    static async Task<int> ExplainAsync(string word)
    {
        await Console.Error.WriteLineAsync($"Prisma does not know “{word}”. Without a word it serves; otherwise:");
        foreach (var verb in All)
        {
            await Console.Error.WriteLineAsync($"  {verb.Name,-10} {verb.Summary}");
        }

        return Verb.Misused;
    }
}
