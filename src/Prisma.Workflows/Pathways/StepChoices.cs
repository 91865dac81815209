using Microsoft.Extensions.Options;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways;

/// <summary>Forms, mails, gates, ladders, agreements and gatherings, by their titles, for the fields of steps that name them.</summary>
sealed class StepChoices(FormLibrary forms, TemplateLibrary mails, GateLibrary gates, LadderLibrary ladders, AgreementLibrary agreements, IOptions<PrismaOptions> options) : IStepChoices
{
    static readonly Choice _nothing = new("", "none");

    readonly Lazy<IReadOnlyList<Choice>> _gatherings = new(() => ReadGatherings(Path.Combine(options.Value.ContentFolder, "workflows", "gatherings.en.json")));

    public IReadOnlyList<Choice>? For(string type, string input) => type.StartsWith("Prisma.", StringComparison.Ordinal) ? OfInput(input) : null;

    IReadOnlyList<Choice>? OfInput(string input) => input switch
    {
        "form" => [_nothing, .. forms.Ids.Select(id => new Choice(id, $"{id} {forms.TextOf(id, "en").Title}"))],
        "mail" => [_nothing, .. mails.All.OrderBy(mail => mail.Id, StringComparer.Ordinal).Select(mail => new Choice(mail.Id, $"{mail.Id} {InWords(mail.Key)}"))],
        "gate" => [_nothing, .. gates.Ids.Select(id => new Choice(id, $"{id} {gates.Find(id)!.Title}"))],
        "ladder" => [_nothing, .. ladders.Ids.Select(id => new Choice(id, $"{id}, {ladders.Find(id)!.Rungs.Count} {(ladders.Find(id)!.Rungs.Count == 1 ? "rung" : "rungs")}"))],
        "agreement" => [_nothing, .. Agreements()],
        "also" => [.. Agreements()],
        "gathering" => [_nothing, .. _gatherings.Value],
        _ => null,
    };

    IEnumerable<Choice> Agreements() => agreements.Ids.Select(id => new Choice(id, $"{id} {agreements.Find(id, "en").Title}"));

    /// <summary>"participant.step-open" as "step open".</summary>
    static string InWords(string key) => key[(key.LastIndexOf('.') + 1)..].Replace('-', ' ');

    static IReadOnlyList<Choice> ReadGatherings(string file) =>
        [.. ContentJson.Read<GatheringFile>(file).Gatherings.Select(gathering => new Choice(gathering.Key, $"{gathering.Key} {gathering.Value.Title}"))];

    sealed record GatheringFile(IReadOnlyDictionary<string, GatheringText> Gatherings);

    sealed record GatheringText(string Title);
}
