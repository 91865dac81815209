using System.Text;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Pathways.Description;

/// <summary>The whole onboarding in words, written from the definitions as Markdown: stages, their purposes, who is asked what, by when, and what comes of it.</summary>
public sealed class Onboarding(StepSentences sentences)
{
    static readonly (string Member, string Lead)[] _slots = [("aimsTo", "aims to"), ("inOrderTo", "in order to"), ("inAWayThat", "in a way that"), ("soThat", "so that")];

    public string Describe(IEnumerable<WorkflowDefinition> definitions)
    {
        var text = new StringBuilder();
        var pathways = definitions.Where(definition => StageSteps.Of(definition).Count > 0)
            .OrderBy(definition => StageTable.All.ToList().FindIndex(row => row.Stage == StageMap.KeyOf(StageSteps.Of(definition)[0].Stage))).ToList();
        Line(text, "# The onboarding, step by step");
        Line(text);
        Line(text, "Written from the definitions in `workflows/` by `describe`; change those, not this page. T is the first day of the event and E its last: T−28 is four weeks before it begins, E+30 a month after its end. A profile is chosen for each event; the windows are plans, not locks.");
        Line(text);
        Line(text, "Somebody calls an event, and hubs, practice networks and partners are asked to it; once a hub's hosting agreement is signed and the intention consented, people apply. Each walks a pathway of their own, and the pathways wait for each other where one needs the other. What stands below is asked of people, one table a stage. In it E02 is a mail (its words are in `templates/mails`), L-form a ladder of reminders (`workflows/ladders.json`), F-12 a form (`workflows/forms`), GA-06a a gathering (`workflows/gatherings.json`), G1 a gate where people decide (`workflows/gates.json`), and A-03 an agreement (`templates/agreements`). Under “then” stands where each outcome leads; whoever is asked may take more time, rest or step out at any of them.");
        Line(text);
        foreach (var pathway in pathways)
            Line(text, $"- [{pathway.Name}](#{Anchor(pathway.Name)}): {string.Join(" → ", StageSteps.Of(pathway).Select(stage => TitleOf(stage.Stage)))}");
        pathways.ForEach(pathway => Pathway(text, pathway));
        return text.ToString();
    }

    void Pathway(StringBuilder text, WorkflowDefinition pathway)
    {
        Line(text);
        Line(text, $"## {pathway.Name}");
        if (pathway.Description is { Length: > 0 } description)
        {
            Line(text);
            Line(text, description);
        }

        if (StageSteps.Before(pathway) is { Count: > 0 } before && before.Any(step => sentences.Of(step, pathway.Root) is not null))
        {
            Line(text);
            Line(text, "### Before the first stage");
            Steps(text, before, pathway);
        }

        foreach (var stage in StageSteps.Of(pathway))
            Stage(text, stage, pathway);
    }

    void Stage(StringBuilder text, StageSteps stage, WorkflowDefinition pathway)
    {
        var key = StageMap.KeyOf(stage.Stage);
        Line(text);
        Line(text, $"### {key} {TitleOf(stage.Stage)}");
        Line(text);
        Line(text, $"*This stage {string.Join(", ", _slots.Select(slot => $"{slot.Lead} {Literal(stage.Stage, slot.Member)}"))}.*");
        if (StageTable.Find(key) is { } row)
        {
            Line(text);
            Line(text, $"When: {string.Join(" · ", Enum.GetValues<Profile>().Select(profile => $"{profile.ToString().ToLowerInvariant()} {row.Windows[(int)profile].Opens} to {row.Windows[(int)profile].Closes}"))}");
        }

        Steps(text, stage.Steps, pathway);
    }

    void Steps(StringBuilder text, IReadOnlyList<ActivityNode> steps, WorkflowDefinition pathway)
    {
        Line(text);
        Line(text, "| step | who | what | by when | mails | then |");
        Line(text, "| --- | --- | --- | --- | --- | --- |");
        foreach (var step in steps)
        {
            if (sentences.Of(step, pathway.Root) is { } sentence)
                Line(text, $"| {string.Join(" | ", new[] { sentence.Step, sentence.Who, sentence.What, sentence.When, sentence.Mails, sentence.Then }.Select(Cell))} |");
        }
    }

    static string TitleOf(ActivityNode stage) => Literal(stage, "title");

    static string Literal(ActivityNode node, string member) => node.LiteralStrings(member).FirstOrDefault() ?? "";

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    static string Anchor(string heading) =>
        string.Concat(heading.ToLower(CultureInfo.InvariantCulture).Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')).Replace(' ', '-');

    static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');
}
