using System.Text.RegularExpressions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways.Description;

/// <summary>Says in words what one activity of a pathway asks of whom; the glue between the steps is left unsaid.</summary>
public sealed partial class StepSentences(FormLibrary forms, GateLibrary gates, AgreementLibrary agreements, TemplateLibrary mails)
{
    const string Language = "en";

    /// <summary>Null for an activity that asks nothing of anybody.</summary>
    public StepSentence? Of(ActivityNode node, ActivityNode flowchart) => Plain(node) is { } sentence
        ? sentence with { When = When(node), Mails = Mails(node), Then = Then(node, flowchart) }
        : null;

    StepSentence? Plain(ActivityNode node) => node.Type switch
    {
        "Prisma.Form" => new(Name(node), Who(node, "actor", "stakeholder"), FormInWords(Text(node, "form"))),
        "Prisma.Gathering" => new(Name(node), Who(node, "host", "interviewer"), $"Gathering {Text(node, "gathering")}"),
        "Prisma.Review" => new(Name(node), "readers", GateInWords(Text(node, "gate"))),
        "Prisma.Sign" => new(Name(node), string.Join(", then ", node.LiteralStrings("each").Where(each => each.Length > 0).Select(each => $"each of the {each}").Concat(node.LiteralStrings("parties").Select(Part))), AgreementInWords(Text(node, "agreement"), [.. node.LiteralStrings("also")])),
        "Prisma.Task" => new(Name(node), Who(node, "actor", "lead"), $"Task: {string.Join("; ", node.LiteralStrings("checklist"))}"),
        "Prisma.WaitSignal" => new(Label(node), "", $"Waits for {string.Join(Text(node, "mode") == "all" ? " and " : " or ", node.LiteralStrings("signals").Select(signal => $"`{signal}`"))}"),
        "Prisma.WaitUntil" => new(Label(node), "", $"Waits until {(Text(node, "gathering") is { Length: > 0 } gathering ? $"two days before gathering {gathering} or, while its time is not set, " : "")}{Text(node, "until")}"),
        "Prisma.Emit" => new(Label(node), "", $"Tells the event `{Text(node, "signal")}`"),
        "Prisma.Notify" => new(Label(node), "", string.Join(" or ", MailsOf(node).Select(mail => $"Mail “{mails.Find(mail)?.Key ?? mail}”"))),
        "Prisma.Seat" => new(Label(node), "", $"{Text(node, "action")} a seat"),
        "Prisma.Record" => new(Label(node), "", $"Keeps on the timeline: {Text(node, "what")}"),
        _ => null,
    };

    string FormInWords(string id) => forms.Find(id) is { } form
        ? $"Form {id} “{forms.TextOf(id, Language).Title}”, {form.Fields.Count} questions, about {form.Minutes} minutes"
        : $"Form {id}";

    string GateInWords(string id) => gates.Find(id) is { } gate ? $"Gate {id} “{gate.Title}”, by {gate.Rule.ToString().ToLowerInvariant()}" : $"Gate {id}";

    string AgreementInWords(string id, IReadOnlyList<string> also) =>
        $"Agreement {id}{(agreements.Ids.Contains(id) ? $" “{agreements.Find(id, Language).Title}”" : "")}{(also.Count > 0 ? $" with {string.Join(", ", also)}" : "")}";

    static string When(ActivityNode node)
    {
        string[] parts =
        [
            Number(node, node.Type == "Prisma.Sign" ? "expiresDays" : "dueDays"),
            Text(node, "floor") is { Length: > 0 } floor ? $"at the latest {floor}" : "",
            Text(node, "timeout") is { Length: > 0 } timeout ? $"until {timeout}" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    static string Number(ActivityNode node, string member) => Text(node, member) is { Length: > 0 } days ? $"{days} days{(Text(node, "countsFrom") == Passage.FromStage ? " into the stage" : "")}" : "";

    static string Mails(ActivityNode node) => string.Join(", ", MailsOf(node).Concat(node.LiteralStrings("ladder").Where(ladder => ladder.Length > 0)));

    /// <summary>A mail may be chosen by a script; what it can choose stands in it as text.</summary>
    static IEnumerable<string> MailsOf(ActivityNode node) =>
        MailId().Matches(node.Input("mail")?.Expression.Value?.ToString() ?? "").Select(match => match.Value).Distinct(StringComparer.Ordinal);

    static string Then(ActivityNode node, ActivityNode flowchart) => string.Join(
        "; ",
        flowchart.Connections.Where(connection => connection.Source == node.Id).GroupBy(connection => connection.Target, StringComparer.Ordinal)
            .Select(target => (Ports: string.Join(", ", target.Select(one => one.Port)), Label: flowchart.Activities.FirstOrDefault(one => one.Id == target.Key) is { } next ? Label(next) : target.Key))
            .Select(way => way.Ports is "Done" or "Sent" or "Recorded" ? way.Label : $"{way.Ports} → {way.Label}"));

    static string Name(ActivityNode node) => $"{Text(node, "step")} {Text(node, "title")}".Trim() is { Length: > 0 } name ? name : Label(node);

    static string Label(ActivityNode node) => node.Member("metadata")?["displayText"]?.ToString() is { Length: > 0 } label ? label : node.Id;

    static string Who(ActivityNode node, string member, string otherwise) => Part(Text(node, member) is { Length: > 0 } part ? part : otherwise);

    static string Part(string part) => part.Replace('-', ' ');

    static string Text(ActivityNode node, string member) => node.LiteralStrings(member).FirstOrDefault() ?? "";

    [GeneratedRegex(@"\bE\d+[a-z]?\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MailId();
}
