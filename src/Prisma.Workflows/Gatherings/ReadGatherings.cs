using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Gatherings;

/// <summary>Reads an event's gatherings: those somebody has been invited to or that have a time.</summary>
public sealed class ReadGatherings(PrismaDbContext db, GatheringLibrary library, TimeProvider time)
{
    /// <summary>The form that is asked of whoever was not there.</summary>
    internal const string CatchUp = "F-22c";

    public async Task<IReadOnlyList<GatheringView>> OfEventAsync(Guid eventId, CancellationToken cancellation)
    {
        var steps = await (from step in db.Steps
                           join one in db.Enrolments on step.EnrolmentId equals one.Id
                           where one.EventId == eventId && step.Gathering != ""
                           orderby step.OpenedAt
                           select new { Step = step, Enrolment = one, one.Person, one.Organisation }).AsNoTracking().ToListAsync(cancellation);
        var held = await db.EventGatherings.AsNoTracking().Where(one => one.EventId == eventId).ToListAsync(cancellation);
        var ids = steps.Select(one => one.Step.Gathering).Concat(held.Select(one => one.GatheringId)).Distinct(StringComparer.Ordinal);
        return
        [
            .. from id in ids
               let gathering = library.Find(id)
               where gathering is not null
               let of = held.Find(one => one.GatheringId == id) ?? new EventGathering { EventId = eventId, GatheringId = id, Minutes = gathering.Minutes }
               orderby of.StartsAt ?? DateTimeOffset.MaxValue, id
               select new GatheringView(gathering, library.TextOf(gathering, Languages.Fallback), of,
               [
                   .. steps.Where(one => one.Step.Gathering == id).GroupBy(one => one.Enrolment.Id)
                       .Select(whose => (whose.First().Enrolment, Guest: Guest(whose.First().Organisation?.Name ?? whose.First().Person.Name, [.. whose.Select(one => one.Step)]), AskedAt: whose.Max(one => one.Step.OpenedAt)))
                       .Where(one => one.Enrolment.IsLive || one.Guest.Place is not (GuestPlace.Invited or GuestPlace.Coming or GuestPlace.Excused))
                       .Select(one => IsUnsaid(one.Guest, of, one.AskedAt) ? one.Guest with { Place = GuestPlace.Unsaid } : one.Guest)
                       .OrderBy(guest => guest.Name, StringComparer.CurrentCulture),
               ]),
        ];
    }

    /// <summary>Those of the catalogue to which nobody has been invited and that have no time: they can be planned ahead. Two who talk choose their own.</summary>
    public IEnumerable<GatheringView> Ahead(Guid eventId, IReadOnlyList<GatheringView> read) =>
        from gathering in library.All
        where gathering.IsOfMany && read.All(one => one.Gathering != gathering)
        select new GatheringView(gathering, library.TextOf(gathering, Languages.Fallback), new EventGathering { EventId = eventId, GatheringId = gathering.Id, Minutes = gathering.Minutes }, []);

    /// <summary>The gathering a step invites to, and its event; null for any other step.</summary>
    public async Task<(Event Event, GatheringView View)?> OfStepAsync(Guid stepId, CancellationToken cancellation)
    {
        var asked = await db.Steps.Where(step => step.Id == stepId && step.Gathering != "")
            .Join(db.Enrolments, step => step.EnrolmentId, one => one.Id, (step, one) => new { step.Gathering, one.Event }).AsNoTracking().FirstOrDefaultAsync(cancellation);
        return asked is not null && (await OfEventAsync(asked.Event.Id, cancellation)).FirstOrDefault(one => one.Gathering.Id == asked.Gathering) is { } view
            ? (asked.Event, view)
            : null;
    }

    /// <summary>How somebody stands to a gathering by the steps of their passage that are about it, the earliest first.</summary>
    internal static GuestPlace PlaceOf(List<Step> steps) => Guest("", steps).Place;

    static GatheringGuest Guest(string name, List<Step> steps)
    {
        var host = steps.FindLast(step => step.Kind == StepKind.Gathering);
        var said = steps.FindLast(step => step.Kind == StepKind.Form && step.FormId != CatchUp);
        var caught = steps.FindLast(step => step.FormId == CatchUp);
        var coming = said is { State: StepState.Submitted } ? Coming(said) : null;
        return new GatheringGuest(name, Place(host, caught, coming), host is { IsOpen: true } ? host.Id : null, coming == true);
    }

    static GuestPlace Place(Step? host, Step? caught, bool? coming) => (host, caught, coming) switch
    {
        (_, { IsOpen: true }, _) => GuestPlace.CatchingUp,
        (_, { State: StepState.Submitted }, _) => GuestPlace.CaughtUp,
        ({ IsOpen: true }, _, _) => GuestPlace.ToSay,
        ({ Outcome: "Attended" }, _, _) => GuestPlace.WasThere,
        ({ Outcome: "Missed" }, _, _) => GuestPlace.Missed,
        (_, _, true) => GuestPlace.Coming,
        (_, _, false) => GuestPlace.Excused,
        _ => GuestPlace.Invited,
    };

    /// <summary>Whoever is asked after it took place is asked to the next one.</summary>
    bool IsUnsaid(GatheringGuest guest, EventGathering of, DateTimeOffset askedAt) =>
        guest.Place is GuestPlace.Invited or GuestPlace.Coming && of.StartsAt is { } at && askedAt < at && at.AddMinutes(of.Minutes) <= time.GetUtcNow();

    static bool? Coming(Step said) => JsonNode.Parse(said.Answers.Length > 0 ? said.Answers : "{}")?["coming"]?.ToString() is { } answer ? answer != "cant" : null;
}
