using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Mail.Digests;

/// <summary>Makes one letter's facts out of several mails': each a line with its own link, and what was settled in the meantime.</summary>
sealed class DigestWriter(TemplateLibrary library, MailRenderer renderer, MailLinks links)
{
    const int MostLines = 5;

    /// <summary>A mail that cannot be written fails alone and is left out.</summary>
    public (JsonObject Facts, List<AccessLink> Links) FactsOf(Person person, IReadOnlyList<DigestLine> lines)
    {
        List<AccessLink> made = [];
        var open = lines.Where(line => !line.IsOver).GroupBy(line => line.Mail.StepId ?? line.Mail.Id).Select(same => same.Last())
            .Select(line => Written(line, person, made)).OfType<Item>().ToList();
        if (open.Count == 0)
            throw new InvalidOperationException("None of its mails could be written.");
        var first = open[0];
        var facts = (JsonObject)first.Facts.DeepClone();
        facts.Remove("step");
        facts.Remove("more_time");
        var isOfOnePassage = open.Select(item => item.Mail.EnrolmentId).Distinct().Count() == 1;
        if (open.Select(EventOf).Distinct().Skip(1).Any())
            SpeakOfNoOneEvent(facts);
        var hasTasks = MailLinks.IsOfTheTeam(facts) && person.PasswordHash is not null;
        facts["action"] = hasTasks ? new JsonObject { ["path"] = "/today" } : new JsonObject();
        made.AddRange(links.AddTo(facts, person.Id, isOfOnePassage ? first.Mail.EnrolmentId : null, stepId: null, stepClosedAt: null));
        facts["digest"] = new JsonObject
        {
            ["count"] = open.Count,
            ["items"] = new JsonArray([.. open.Take(MostLines).Select(item => item.Line)]),
            ["more"] = Math.Max(0, open.Count - MostLines),
            ["settled"] = new JsonArray([.. lines.Where(line => line is { IsOver: true, Title: not null }).Select(line => (line.Title, Who: WhoOf(line))).Distinct().Select(one => new JsonObject { ["title"] = one.Title, ["who"] = one.Who })]),
            ["in_one_place"] = (isOfOnePassage && !MailLinks.IsOfTheTeam(facts)) || hasTasks,
        };
        return (facts, made);
    }

    Item? Written(DigestLine line, Person person, List<AccessLink> made)
    {
        var mail = line.Mail;
        try
        {
            var facts = (JsonObject)JsonNode.Parse(mail.Facts)!;
            var template = library.Find(mail.Template)!;
            MailWriter.Label(facts, template);
            var own = links.AddTo(facts, person.Id, mail.EnrolmentId, mail.StepId, line.ClosedAt);
            var title = line.Title ?? renderer.Render(template, person.Language, facts).Subject;
            made.AddRange(own);
            return new Item(mail, facts, new JsonObject
            {
                ["title"] = title,
                ["due"] = line.DueAt?.ToString("O") ?? "",
                ["who"] = WhoOf(facts),
                ["event"] = EventOf(facts),
                ["url"] = facts["action"]!["url"]!.DeepClone(),
            });
        }
        catch (MailTemplateException exception)
        {
            (mail.State, mail.LastError) = (OutboxState.Failed, MailText.OneLine(exception.Message, RecordAnswer.LongestAnswer));
            mail.Revision++;
            return null;
        }
    }

    /// <summary>The letter is of all their events, so none of them signs it.</summary>
    static void SpeakOfNoOneEvent(JsonObject facts)
    {
        foreach (var group in (string[])["event", "hub", "org"])
            (facts[group] as JsonObject)?["name"] = "";
        facts["reason_for_mail"] = "you are part of more than one event";
    }

    static string EventOf(Item item) => EventOf(item.Facts);

    static string EventOf(JsonObject facts) => facts["event"]?["name"]?.ToString() ?? "";

    static string WhoOf(DigestLine line) => WhoOf((JsonObject)JsonNode.Parse(line.Mail.Facts)!);

    /// <summary>Whose step it is, for somebody of the team; the event's own is nobody's.</summary>
    static string WhoOf(JsonObject facts) => facts["subject"]?["about"]?.ToString() ?? "";

    sealed record Item(OutboxMessage Mail, JsonObject Facts, JsonObject Line);
}
