using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>The ten conditions of gate G3 (domain.md §13.3), reckoned from agreements, seats, the team, and what was handed in.</summary>
public sealed class AlignmentConditions(PrismaDbContext db, GateLibrary gates, TimeProvider time)
{
    public const string GateId = "G3";

    /// <summary>Of the four who say whether the event goes ahead, and the one thing they decide on that the product counts (domain.md §6, EV-4.3).</summary>
    const string GoOrNoGo = "G4", People = "people";

    /// <summary>On which the lead says of each open condition who sees to it until when, or why it may be left out.</summary>
    public const string ArrangedOn = "F-21o";

    const int FewestFacilitators = 3;

    /// <summary>The least share of seats that makes an event, where nobody named a number.</summary>
    const decimal ViableShare = 0.6m;

    static readonly Part[] _domains = [Part.Enrolment, Part.Potential, Part.Enacting, Part.Evaluating, Part.Infrastructuring];

    public async Task<IReadOnlyList<Condition>> ExecuteAsync(Guid eventId, string language, CancellationToken cancellation)
    {
        var theEvent = await db.Events.AsNoTracking().Include(one => one.Signals).Include(one => one.Team).AsSplitQuery().SingleAsync(one => one.Id == eventId, cancellation);
        var sheet = await AnswersAsync(eventId, "F-21b", cancellation);
        var arranged = await AnswersAsync(eventId, ArrangedOn, cancellation);
        var agreed = await AgreedAsync(eventId, cancellation);
        var gate = gates.Find(GateId) ?? throw new InvalidOperationException("The gate “G3” is no longer described in workflows/gates.json.");
        var words = gates.CriteriaInWords(gate, language);
        var reckoned = new Dictionary<string, (ConditionState State, string Detail)>(StringComparer.Ordinal)
        {
            ["hosting_agreed"] = Agreed(agreed, Agreement.Hosting, "hosting agreement"),
            ["practice_agreed"] = Agreed(agreed, Agreement.Collaboration, "network agreement"),
            ["essentials"] = Covered(sheet, "essentials_covered", 100, essential: true),
            ["other_needs"] = Covered(sheet, "others_covered", 80, essential: false),
            [People] = await PeopleAsync(theEvent, [SeatState.Confirmed, SeatState.Reserved], cancellation),
            ["facilitators_agreed"] = Facilitators(theEvent, await RoleHoldersAsync(eventId, cancellation)),
            ["neighbours"] = Neighbours(await AnswersAsync(eventId, "F-05b", cancellation)),
            ["aspects"] = Aspects(theEvent, await AnswersAsync(eventId, "F-19b", cancellation)),
            ["risks"] = Risks(sheet),
            ["value_flow"] = ValueFlow(sheet, agreed),
        };
        return
        [
            .. gate.Criteria.Select((key, index) => reckoned.TryGetValue(key, out var found)
                ? Kept(Arranged(new Condition(key, words[index], found.State, found.Detail) { Until = found.State == ConditionState.Staged ? FirstDay(sheet, key == "essentials") : null }, arranged), Zones.DayOf(time.GetUtcNow(), theEvent.TimeZone))
                : new Condition(key, words[index], ConditionState.Open, "the readers judge this")),
        ];
    }

    /// <summary>What is open counts as staged or left out where the lead said so; that it stands is never taken on anybody's word.</summary>
    static Condition Arranged(Condition condition, JsonObject? arranged) => (condition.State, arranged?[condition.Key]?.ToString()) switch
    {
        (ConditionState.Open, "staged") => condition with { State = ConditionState.Staged, Until = WrittenDay.Read(arranged![$"{condition.Key}_until"]?.ToString()), Detail = $"{condition.Detail}; {arranged![$"{condition.Key}_who"]}, until {DayOf(arranged[$"{condition.Key}_until"])}" },
        (ConditionState.Open, "waived") => condition with { State = ConditionState.Waived, Detail = $"{condition.Detail}; left out, because: {arranged![$"{condition.Key}_why"]}" },
        _ => condition,
    };

    /// <summary>What was staged is in order until its day; once that is over it is open like any other.</summary>
    static Condition Kept(Condition condition, DateOnly today) => condition.Until < today
        ? condition with { State = ConditionState.Open, Detail = $"{condition.Detail}; that day is over" }
        : condition;

    /// <summary>The first day for which one of the sheet's gaps was promised.</summary>
    static DateOnly? FirstDay(JsonObject? sheet, bool essential) => Gaps(sheet, essential).Min(gap => WrittenDay.Read(gap["until"]?.ToString()));

    static List<JsonObject> Gaps(JsonObject? sheet, bool essential) => [.. Rows(sheet, "gaps").Where(gap => gap["essential"]?.ToString() == "true" == essential)];

    /// <summary>For those who read gate G3, and for the four of gate G4 whether enough have confirmed; none for any other review.</summary>
    public async Task<IReadOnlyList<Condition>> OfReviewAsync(Guid? reviewId, string language, CancellationToken cancellation)
    {
        var read = await db.Reviews.Where(review => review.Id == reviewId)
            .Join(db.Enrolments, review => review.EnrolmentId, one => one.Id, (review, one) => new { review.GateId, one.EventId }).FirstOrDefaultAsync(cancellation);
        return read?.GateId switch
        {
            GateId => await ExecuteAsync(read.EventId, language, cancellation),
            GoOrNoGo when gates.Find(GoOrNoGo) is { } gate && gate.Criteria.ToList().IndexOf(People) is var at and >= 0 => [await ConfirmedAsync(read.EventId, gates.CriteriaInWords(gate, language)[at], cancellation)],
            _ => [],
        };
    }

    async Task<Condition> ConfirmedAsync(Guid eventId, string words, CancellationToken cancellation)
    {
        var (state, detail) = await PeopleAsync(await db.Events.AsNoTracking().SingleAsync(one => one.Id == eventId, cancellation), [SeatState.Confirmed], cancellation);
        return new Condition(People, words, state, detail);
    }

    /// <summary>How many of those on the way have agreed to each template. What is signed again, as for new days, counts once, and only when it is signed again.</summary>
    async Task<Dictionary<string, int>> AgreedAsync(Guid eventId, CancellationToken cancellation)
    {
        var agreements = await db.Agreements.AsNoTracking().Where(one => (one.State == AgreementState.Active || one.State == AgreementState.Signing)
                && db.Enrolments.Any(enrolment => enrolment.Id == one.EnrolmentId && enrolment.EventId == eventId && (enrolment.LiveKey != null || enrolment.State == EnrolmentState.Completed)))
            .Select(one => new { one.EnrolmentId, one.StepKey, one.Round, one.TemplateId, one.State }).ToListAsync(cancellation);
        return agreements.GroupBy(one => (one.EnrolmentId, one.StepKey)).Select(rounds => rounds.MaxBy(one => one.Round)!).Where(last => last.State == AgreementState.Active)
            .GroupBy(one => one.TemplateId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    /// <summary>What was last handed in with a form, by anybody of the event who has not left.</summary>
    internal async Task<JsonObject?> AnswersAsync(Guid eventId, string form, CancellationToken cancellation)
    {
        var answers = await db.Steps.Where(step => step.FormId == form && step.State == StepState.Submitted && step.Answers != ""
                && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == eventId && one.State != EnrolmentState.Withdrawn && one.State != EnrolmentState.Declined))
            .OrderByDescending(step => step.ClosedAt).Select(step => step.Answers).FirstOrDefaultAsync(cancellation);
        return answers is null ? null : JsonNode.Parse(answers) as JsonObject;
    }

    /// <summary>Below how many people it does not take place (F-20).</summary>
    internal async Task<int> NeededAsync(Event theEvent, CancellationToken cancellation) =>
        Number(await AnswersAsync(theEvent.Id, "F-20", cancellation), "min_viable") ?? (int)Math.Ceiling(theEvent.Capacity * ViableShare);

    /// <summary>Whether as many have a seat of these kinds as make the event worth holding.</summary>
    async Task<(ConditionState, string)> PeopleAsync(Event theEvent, SeatState[] counted, CancellationToken cancellation)
    {
        var held = await db.Seats.CountAsync(seat => seat.EventId == theEvent.Id && seat.Pool == SeatPool.Participants && counted.Contains(seat.State), cancellation);
        var needed = await NeededAsync(theEvent, cancellation);
        return (held >= needed ? ConditionState.Met : ConditionState.Open, $"{held} {(counted.Length == 1 ? "confirmed" : "confirmed or offered")}, {needed} needed");
    }

    static (ConditionState, string) Agreed(Dictionary<string, int> agreed, string template, string what) =>
        agreed.GetValueOrDefault(template) is > 0 and var count ? (ConditionState.Met, $"signed by all: {count}") : (ConditionState.Open, $"no {what} is signed by all");

    static (ConditionState, string) Covered(JsonObject? sheet, string field, int needed, bool essential)
    {
        if (Number(sheet, field) is not { } covered)
            return (ConditionState.Open, "the alignment sheet is not written yet");
        var gaps = Gaps(sheet, essential);
        var held = string.Join("; ", gaps.Select(gap => $"{gap["what"]}: {gap["owner"]}, until {DayOf(gap["until"])}"));
        return covered >= needed ? (ConditionState.Met, $"{covered} % covered")
            : gaps.Count > 0 ? (ConditionState.Staged, $"{covered} % covered; {held}")
            : (ConditionState.Open, $"{covered} % covered, {needed} % needed, and the sheet names nobody for the rest");
    }

    /// <summary>Whose role agreement (A-07) is signed by all.</summary>
    Task<List<Guid>> RoleHoldersAsync(Guid eventId, CancellationToken cancellation) =>
        (from agreement in db.Agreements
         join signature in db.Signatures on agreement.Id equals signature.AgreementId
         where agreement.TemplateId == "A-07" && agreement.State == AgreementState.Active && signature.Order == 1 && db.Enrolments.Any(one => one.Id == agreement.EnrolmentId && one.EventId == eventId)
         select signature.PersonId).Distinct().ToListAsync(cancellation);

    static string? DayOf(JsonNode? day) => WrittenDay.Read(day?.ToString()) is { } read ? DayWords.SayInFull(read) : day?.ToString();

    static (ConditionState, string) Facilitators(Event theEvent, List<Guid> signed)
    {
        var agreed = theEvent.Team.Where(member => signed.Contains(member.PersonId) && (member.Part is Part.Lead or Part.Facilitator || _domains.Contains(member.Part))).ToList();
        var people = agreed.Select(member => member.PersonId).Distinct().Count();
        var missing = _domains.Where(domain => agreed.TrueForAll(member => member.Part != domain)).Select(PartNames.Of).ToList();
        return (people >= FewestFacilitators && missing.Count == 0 ? ConditionState.Met : ConditionState.Open, $"{people} facilitators have signed their role; {(missing.Count == 0 ? "all five domains held" : $"nobody of them {string.Join(", ", missing)}")}");
    }

    static (ConditionState, string) Neighbours(JsonObject? map)
    {
        var around = Rows(map, "around");
        var no = around.Where(one => one["answer"]?.ToString() == "no").Select(one => one["who"]?.ToString()).ToList();
        return map is null ? (ConditionState.Open, "the hub has not drawn the map yet")
            : no.Count > 0 ? (ConditionState.Open, $"a no of {string.Join(", ", no)}")
            : (ConditionState.Met, $"{around.Count} asked, none said no");
    }

    static (ConditionState, string) Aspects(Event theEvent, JsonObject? valuing) =>
        valuing is null ? (ConditionState.Open, "the aspects are not written yet")
        : theEvent.Signals.Exists(signal => signal.Name == SignalNames.DesignConsented) ? (ConditionState.Met, $"{Rows(valuing, "aspects").Count} aspects, consented with the design")
        : (ConditionState.Open, "written, and the design is not consented yet");

    static (ConditionState, string) Risks(JsonObject? sheet) =>
        Rows(sheet, "risks").Count is > 0 and var count ? (ConditionState.Met, $"{count} named, each with what is done then") : (ConditionState.Open, "no risk is named yet");

    static (ConditionState, string) ValueFlow(JsonObject? sheet, Dictionary<string, int> agreed) =>
        agreed.GetValueOrDefault("A-10") > 0 ? (ConditionState.Met, "the agreement on money is signed by all")
        : sheet is null ? (ConditionState.Open, "the alignment sheet is not written yet")
        : sheet["shares"]?.ToString() == "no" ? (ConditionState.Met, "there is nothing to share, as the alignment sheet says")
        : (ConditionState.Open, "not signed; met without it only where there are neither prizes nor pay");

    internal static List<JsonObject> Rows(JsonObject? answers, string field) => [.. (answers?[field] as JsonArray ?? []).OfType<JsonObject>()];

    static int? Number(JsonObject? answers, string field) => int.TryParse(answers?[field]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
