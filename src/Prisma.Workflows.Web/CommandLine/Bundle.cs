using Prisma.Workflows.Authoring.Difference;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Hands an event's bundle out, or shows and adopts one, in the installation whose settings the program would serve with.</summary>
static class Bundle
{
    internal const string Usage = "Write it like this: bundle export <event's address> <file.zip>, or: bundle import <file.zip> [--adopt]; settings such as --DataFolder may follow.";

    static readonly Actor CommandLine = new(null, "The command line");

    public static async Task<int> RunAsync(string[] args)
    {
        var adopt = args.Contains("--adopt", StringComparer.Ordinal);
        string[] line = [.. args.Where(arg => arg != "--adopt")];
        var words = line.TakeWhile(arg => !arg.StartsWith('-')).ToList();
        string[] settings = line[words.Count..];
        return words switch
        {
            ["export", var slug, var file] when !adopt => await WithInstallationAsync(settings, operations => ExportAsync(operations, slug, file)),
            ["import", var file] => await WithInstallationAsync(settings, operations => ImportAsync(operations, file, adopt)),
            _ => await Verb.MisusedAsync(Usage),
        };
    }

    static async Task<int> ExportAsync(Operations operations, string slug, string file)
    {
        if (await operations.ReadAsync<ExportBundle, EventBundle?>(export => export.ExecuteAsync(slug, CancellationToken.None)) is not { } bundle)
            return await Verb.MisusedAsync($"There is no event with the address “{slug}”.");
        await File.WriteAllBytesAsync(file, bundle.ToZip());
        await Console.Out.WriteLineAsync($"{file}: {bundle.Members.Count} members, sealed {bundle.Seal}");
        return 0;
    }

    static async Task<int> ImportAsync(Operations operations, string file, bool adopt)
    {
        var bundle = EventBundle.Open(Path.GetFileName(file), await Verb.ReadAsync(file));
        var difference = adopt
            ? await operations.RunAsync<AdoptBundle, BundleDifference>(one => one.ExecuteAsync(bundle, CommandLine, CancellationToken.None))
            : await operations.ReadAsync<CompareBundle, BundleDifference>(one => one.ExecuteAsync(bundle, CancellationToken.None));
        foreach (var sentence in Say(difference))
            await Console.Out.WriteLineAsync(sentence);
        return difference.Refusals.Count > 0 ? 1 : 0;
    }

    static IEnumerable<string> Say(BundleDifference difference) =>
    [
        $"The bundle of “{difference.EventName}”, sealed {difference.Seal}: {difference.Summary}.",
        .. difference.Lines.Where(line => line.Mark != Mark.Same || line.Sentences.Count > 0).SelectMany(line => line.Sentences.Select(sentence => $"    {sentence}").Prepend($"  {(line.Mark == Mark.Same ? "left out" : line.Mark == Mark.Added ? "new" : "changed"),-8} {line.Unit}")),
        .. difference.Refusals.Select(refusal => $"It cannot be adopted: {refusal}"),
        difference switch
        {
            { Refusals.Count: > 0 } => "Nothing was changed.",
            { IsAdopted: true } => $"Adopted.{(difference.BringsDrafts ? " Workflows came in as drafts, to be published by a person." : "")}{(difference.NeedsRestart ? " Please start the program anew: files are read when it starts." : "")}",
            { ChangesNothing: true } => "Everything in it is here already. Nothing was changed.",
            _ => "Nothing was changed yet. Say --adopt to adopt what is new or changed.",
        },
    ];

    static Task<int> WithInstallationAsync(string[] settings, Func<Operations, Task<int>> act) =>
        Installed.WithAsync(settings, services => act(services.GetRequiredService<Operations>()));
}
