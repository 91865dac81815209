using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways;

/// <summary>What an author can choose for an input of a pathway activity, in words: the forms, mails, gates, ladders, agreements and signals that are here.</summary>
public sealed class Choices(FormLibrary forms, TemplateLibrary mails, GateLibrary gates, LadderLibrary ladders, AgreementLibrary agreements)
{
    const string Language = "en";

    /// <param name="type">The activity's type.</param>
    /// <param name="input">The name of its input.</param>
    /// <param name="definitions">The definitions there are, for the signals they tell and wait for.</param>
    /// <returns>Null where nothing is chosen from a list.</returns>
    public IReadOnlyList<InputOption>? For(string type, string input, IReadOnlyList<WorkflowDefinition> definitions) =>
        !type.StartsWith("Prisma.", StringComparison.Ordinal) ? null : (type, input) switch
        {
            ("Prisma.WaitSignal", "Signals") => [.. Signals(definitions)],
            ("Prisma.Gathering", "Record") or (_, "Form") => [.. forms.Ids.Select(id => Named(id, forms.TextOf(id, Language).Title))],
            (_, "Mail") => [.. mails.All.Select(mail => Named(mail.Id, mail.About))],
            (_, "Gate") => [.. gates.Ids.Select(id => Named(id, gates.Find(id)!.Title))],
            (_, "Ladder") => [new InputOption("", "no reminders"), .. ladders.Ids.Select(id => Named(id, Describe(ladders.Find(id)!)))],
            (_, "Agreement") or (_, "Also") => [.. agreements.Ids.Select(id => Named(id, agreements.Find(id, Language).Title))],
            _ => null,
        };

    static InputOption Named(string id, string title) => new(id, title.Length == 0 ? id : $"{id} – {title}");

    static string Describe(Ladder ladder) => ladder.Rungs.Count switch
    {
        0 => "no reminders",
        1 => "one reminder",
        var rungs => $"{rungs} reminders",
    };

    static IEnumerable<InputOption> Signals(IReadOnlyList<WorkflowDefinition> definitions) =>
        SignalNames.Known.Concat(definitions.SelectMany(definition => definition.Nodes).SelectMany(Named))
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new InputOption(name, SignalNames.InWords(name) is var words && words == name ? name : $"{words} ({name})"));

    static IEnumerable<string> Named(ActivityNode node) => node.Type switch
    {
        "Prisma.Emit" => node.LiteralStrings("signal"),
        "Prisma.WaitSignal" => node.LiteralStrings("signals"),
        _ => [],
    };
}
