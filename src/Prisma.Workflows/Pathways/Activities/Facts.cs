using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>What mails about offers, slots and decisions name beside the passage's own facts.</summary>
static class Facts
{
    /// <param name="context">Within whose passage.</param>
    /// <param name="to">In whose zone and language.</param>
    /// <param name="due">Until when an offer is kept, where there is one.</param>
    public static JsonObject For(ActivityContext context, Person to, DateTimeOffset? due = null)
    {
        var passage = context.Feature<Passage>();
        var until = due ?? passage.Now;
        var facts = new JsonObject
        {
            ["slots"] = new JsonArray([.. passage.Event.ConversationSlots.Where(slot => slot > passage.Now).Take(6)
                .Select(slot => (JsonNode)Zones.Local(slot, to.TimeZone).ToString("dddd d MMMM, HH:mm", CultureInfo.GetCultureInfo(to.Language)))]),
            ["offer"] = new JsonObject { ["role"] = Track(passage, to), ["answer_by"] = MailFacts.Day(until, to), ["hours"] = (int)Math.Max(0, (until - passage.Now).TotalHours) },
            ["waitlist"] = new JsonObject { ["band"] = context.Feature<SeatBook>().PlaceInLine, ["until"] = MailFacts.Day(passage.Event.StartsOn.AddDays(-SeatPlan.ListClosed), to) },
            ["decision"] = Decision(passage, to, context.Feature<ReviewBook>()),
            ["review"] = Review(passage, context.Feature<ReviewBook>().Last),
        };
        if (context.TryFeature<OpenNeeds>() is { } needs)
            facts["needs"] = new JsonArray([.. needs.Lines.Select(line => (JsonNode)line)]);
        if (context.TryFeature<Harvest>() is { } harvest)
            facts["harvest"] = harvest.Told.DeepClone();
        return facts;
    }

    /// <summary>Says when and where the gathering is that a mail names by its id (gathering.id), and answers the id; empty where it names none.</summary>
    public static string Meet(Passage passage, Person to, JsonObject facts)
    {
        if (facts["gathering"] is not JsonObject gathering || gathering["id"]?.ToString() is not { Length: > 0 } id)
            return "";
        if (Ahead(passage, id) is { } held)
        {
            gathering["when"] = MailFacts.Moment(held.StartsAt!.Value, to);
            gathering["where"] = held.Where;
            gathering["length"] = $"{held.Minutes.ToString(CultureInfo.InvariantCulture)} minutes";
        }

        return id;
    }

    public static bool IsTimeSet(Passage passage, string gathering) => Ahead(passage, gathering) is not null;

    static EventGathering? Ahead(Passage passage, string id) => passage.Event.Gatherings.Find(one => one.GatheringId == id && one.StartsAt > passage.Now);

    /// <summary>When and where whoever holds a gathering meets the others: as it is planned for all, or at the time that was kept for a conversation.</summary>
    public static JsonObject ForHost(Passage passage, Person host, string id)
    {
        var gathering = new JsonObject { ["id"] = id };
        var facts = new JsonObject { ["gathering"] = gathering };
        Meet(passage, host, facts);
        if (gathering["when"] is null && passage.Enrolment.TimeKept(passage.Now) is { } at)
            gathering["when"] = MailFacts.Moment(at, host);
        gathering["proposed"] = Proposed(passage, host);
        return facts;
    }

    /// <summary>The times that somebody proposed themselves, where that was the last thing answered, as they wrote them by their own clocks.</summary>
    static JsonArray Proposed(Passage passage, Person host) =>
        passage.Enrolment.Steps.LastOrDefault(step => step.Answers.Length > 0) is { } asked && JsonNode.Parse(asked.Answers)?["proposals"] is JsonArray times
            ? [.. from time in times.OfType<JsonObject>() let day = WrittenDay.Read(time["day"]?.ToString()) where day is not null select (JsonNode)$"{MailFacts.Day(day.Value, host)}, {time["from"]}"]
            : [];

    /// <summary>The part a participant chose, as the application says it or, where nothing fitted, as they say it themselves; empty where they chose none.</summary>
    static string Track(Passage passage, Person to)
    {
        const string application = "PAR-1.2", track = "track";
        var answers = passage.AnswersOf(application) is { Length: > 0 } written ? JsonNode.Parse(written) : null;
        return (answers?[track]?.ToString(), answers?["track_other"]?.ToString()) switch
        {
            (null or "", _) => "",
            ("other", { Length: > 0 } own) => own,
            ({ } choice, _) => passage.ChoiceInWords(application, track, choice, to.Language),
        };
    }

    static JsonObject Decision(Passage passage, Person to, ReviewBook book)
    {
        var readings = Readings(passage);
        return new JsonObject
        {
            ["reason_in_words"] = book.Gates.ReasonInWords(Text(readings, "reason_class"), to.Language) ?? (passage.Enrolment.Pathway == Pathway.Participant ? "More people could have come than there are seats." : ""),
            ["how_in_words"] = book.Last is { Outcome: Gates.Decision.Declined } declined ? declined.Sentence : "",
            ["gift_seen"] = Text(readings, "gift_seen"),
            ["delete_on"] = MailFacts.Day(passage.Now.AddMonths(passage.Retention.ApplicationMonths), to),
            ["openings"] = new JsonArray(),
            ["may_return"] = passage.Enrolment is { Pathway: Pathway.Hub, StageKey: ReEnter.HubsFirst } && !passage.HasReached(SignalNames.Hosted),
            ["agreement_ends"] = MailFacts.AgreementEnds(passage, to),
        };
    }

    static JsonObject Review(Passage passage, Review? last)
    {
        var readings = Readings(passage);
        return new JsonObject
        {
            ["strengths"] = Text(readings, "strengths"),
            ["questions"] = new JsonArray([.. DecisionNotes.QuestionsOf(readings).Select(question => question.DeepClone())]),
            ["objections"] = new JsonArray([.. DecisionNotes.ObjectionsOf(readings).Select(objection => (JsonNode)objection)]),
            ["result_in_words"] = last?.Sentence ?? "",
            ["round"] = last?.Round ?? 1,
        };
    }

    /// <summary>What was answered in the round that was read last, the latest answer first.</summary>
    static List<JsonObject> Readings(Passage passage)
    {
        var readings = passage.Enrolment.Steps.Where(step => step.Kind == StepKind.Reading && step.Answers.Length > 0).OrderByDescending(step => step.ClosedAt).ToList();
        return [.. readings.Where(step => step.ReviewId == readings[0].ReviewId).Select(step => JsonNode.Parse(step.Answers)).OfType<JsonObject>()];
    }

    static string Text(IEnumerable<JsonObject> readings, string key) =>
        readings.Select(reading => reading[key]?.ToString()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "";
}
