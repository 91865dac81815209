using System.Text.RegularExpressions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways.Description;

/// <summary>Says in words what one activity of a pathway asks of whom; the glue between the steps is left unsaid.</summary>
public sealed partial class StepSentences(FormLibrary forms, GateLibrary gates, GatheringLibrary gatherings, AgreementLibrary agreements, TemplateLibrary mails)
{
    const string Language = "en";

    /// <summary>Null for an activity that asks nothing of anybody.</summary>
    public StepSentence? Of(ActivityNode node, ActivityNode flowchart) => Plain(node) is { } sentence
        ? sentence with { When = When(node), Mails = Mails(node), Then = Then(node, flowchart) }
        : null;

    StepSentence? Plain(ActivityNode node) => node.Type switch
    {
        "Prisma.Form" => new(Name(node), Who(node, "actor", "stakeholder"), FormInWords(Text(node, "form"))),
        "Prisma.Gathering" => new(Name(node), Who(node, "host", "interviewer"), GatheringInWords(Text(node, "gathering"))),
        "Prisma.Review" => new(Name(node), ReadersOf(Text(node, "gate")), GateInWords(Text(node, "gate"))),
        "Prisma.Sign" => new(Name(node), string.Join(", then ", node.LiteralStrings("each").Where(each => each.Length > 0).Select(Each).Concat(node.LiteralStrings("parties").Select(Part))), AgreementInWords(Text(node, "agreement"), [.. node.LiteralStrings("also")])),
        "Prisma.Task" => new(Name(node), Who(node, "actor", "lead"), $"Task: {string.Join("; ", node.LiteralStrings("checklist"))}{(node.LiteralStrings("signals").ToList() is { Count: > 0 } signals ? $"; not asked any more once: {string.Join(" – and: ", signals.Select(SignalNames.InWords))}" : "")}"),
        "Prisma.WaitSignal" => new(node.Title, "", $"Waits until: {string.Join(Text(node, "mode") == "all" ? " – and: " : " – or: ", node.LiteralStrings("signals").Select(SignalNames.InWords))}"),
        "Prisma.WaitUntil" => new(node.Title, "", $"Waits until {(Text(node, "gathering") is { Length: > 0 } gathering ? $"two days before gathering {gathering} or, while its time is not set, " : "")}{Day(Text(node, "until"))}{(IsTicked(node, "onceItGoes") ? ", and until it is said that the event goes" : "")}"),
        "Prisma.Emit" => new(node.Title, "", $"{(Text(node, "scope") == "enrolment" ? "Says in this passage" : "Tells the event")}: {SignalNames.InWords(Text(node, "signal"))}"),
        "Prisma.Notify" => new(node.Title, "", string.Join(" or ", MailsOf(node).Select(mail => $"Mail “{mails.Find(mail)?.Key ?? mail}”")) + (Text(node, "gathering") is { Length: > 0 } of ? $", once the time of gathering {of} is set" : "") + (Text(node, "before") is { Length: > 0 } day ? $", only before {Day(day)}" : "")),
        "Prisma.Seat" => new(node.Title, "", $"{Text(node, "action")} a seat"),
        "Prisma.Record" => new(node.Title, "", $"Keeps on the timeline: {Text(node, "what")}"),
        _ => null,
    };

    string FormInWords(string id) => forms.Find(id) is { } form
        ? $"Form {id} “{forms.TextOf(id, Language).Title}”, {form.Fields.Count} question{(form.Fields.Count == 1 ? "" : "s")}, about {form.Minutes} minutes"
        : $"Form {id}";

    string GateInWords(string id) => gates.Find(id) is { } gate ? $"Gate {id} “{gate.Title}”: {InWords(gate)}" : $"Gate {id}";

    static string InWords(Gate gate) => gate.Rule switch
    {
        GateRule.Check when gate.Readers == 2 => "two confirm what can be seen; a no needs two as well",
        GateRule.Check => "one confirms what can be seen; a no needs a second",
        GateRule.Readers => "two read and score, a third where they lie apart",
        GateRule.Consent => "passes where nobody has a reasoned objection",
        _ => "passes where no circle has a reasoned objection",
    };

    string ReadersOf(string id) => gates.Find(id) is not { } gate ? "readers"
        : gate.Rule == GateRule.Readers ? $"{gate.Readers} readers"
        : gate.Rule == GateRule.Check && gate.Readers > 1 ? $"{gate.Readers} of the {Part(gate.Circle)}"
        : string.Join(", ", gate.Circles.Select(circle => circle.MinPeople > 1 ? $"{circle.MinPeople} or more of the {Part(circle.Circle)}" : Part(circle.Circle)));

    string GatheringInWords(string id) => gatherings.Find(id) is { } gathering
        ? $"Gathering {id}, {gathering.Minutes} minutes, {gatherings.TextOf(gathering, Language).Who}: {gatherings.TextOf(gathering, Language).Purpose}"
        : $"Gathering {id}";

    string AgreementInWords(string id, IReadOnlyList<string> also) =>
        $"Agreement {id}{(agreements.Ids.Contains(id) ? $" “{agreements.Find(id, Language).Title}”" : "")}{(also.Count > 0 ? $" with {string.Join(", ", also)}" : "")}";

    static string When(ActivityNode node)
    {
        string[] parts =
        [
            Number(node, node.Type == "Prisma.Sign" ? "expiresDays" : "dueDays"),
            Text(node, "floor") is { Length: > 0 } floor ? $"at the latest {Day(floor)}" : "",
            Text(node, "timeout") is { Length: > 0 } timeout ? $"until {Day(timeout)}" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>A day as definitions write it, such as T-21, P14D or window:PAR-2.close+14; one that a script chooses is left out.</summary>
    static string Day(string text) => DayForm().Match(text) switch
    {
        { Success: false } => text.Replace('-', '−'),
        var span when span.Groups["span"].Success => span.Groups["span"].Value == "1" ? "a day later" : $"{span.Groups["span"].Value} days later",
        var window => $"{Shift(window.Groups["days"].Value)}stage {window.Groups["stage"].Value} {window.Groups["edge"].Value}s",
    };

    static string Shift(string days) => int.TryParse(days, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var shift)
        ? $"{Math.Abs(shift)} days {(shift < 0 ? "before" : "after")} "
        : "";

    static string Number(ActivityNode node, string member) => Text(node, member) is { Length: > 0 } days ? $"{days} days{(Text(node, "countsFrom") == Passage.FromStage ? " into the stage" : "")}" : "";

    static string Mails(ActivityNode node) => string.Join(", ", MailsOf(node).Select(mail => mail + Later(node)).Concat(node.LiteralStrings("ladder").Where(ladder => ladder.Length > 0)));

    static string Later(ActivityNode node) => Text(node, "mailDays") is { Length: > 0 } days ? $" ({Day($"P{days}D")})" : "";

    /// <summary>A mail may be chosen by a script; what it can choose stands in it as text.</summary>
    static IEnumerable<string> MailsOf(ActivityNode node) =>
        MailId().Matches(node.Input("mail")?.Expression.Value?.ToString() ?? "").Select(match => match.Value).Distinct(StringComparer.Ordinal);

    static string Then(ActivityNode node, ActivityNode flowchart) => string.Join(
        "; ",
        flowchart.Connections.Where(connection => connection.Source == node.Id).GroupBy(connection => connection.Target, StringComparer.Ordinal)
            .Select(target => (Ports: target.Select(one => one.Port).ToList(), Label: flowchart.Activities.FirstOrDefault(one => one.Id == target.Key) is { } next ? next.Title : target.Key))
            .Select(way => way.Ports is ["Done" or "Sent" or "Recorded" or "Reached"] ? way.Label : $"{string.Join(" or ", way.Ports.Select(OutcomeWords.Of))} → {way.Label}"));

    static string Name(ActivityNode node) => $"{Text(node, "step")} {Text(node, "title")}".Trim() is { Length: > 0 } name ? name : node.Title;

    static bool IsTicked(ActivityNode node, string member) => node.LiteralStrings(member).Contains("true", StringComparer.OrdinalIgnoreCase);

    static string Who(ActivityNode node, string member, string otherwise) => Part(Text(node, member) is { Length: > 0 } part ? part : otherwise);

    static string Each(string each) => each switch
    {
        "facilitators" => "each of the facilitators",
        "hub-team" => "each of the hub's team",
        _ => $"each {Part(each)}",
    };

    static string Part(string part) => part.Replace('-', ' ');

    static string Text(ActivityNode node, string member) => node.LiteralStrings(member).FirstOrDefault() ?? "";

    [GeneratedRegex(@"^(P(?<span>\d+)D|window:(?<stage>[A-Z]+-\d)\.(?<edge>open|close)(?<days>[+-]\d+)?)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex DayForm();

    [GeneratedRegex(@"\bE\d+[a-z]?\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MailId();
}
