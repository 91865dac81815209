using System.Text.Json;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gatherings;

/// <summary>Says for all at once who was at a gathering. It counts a quarter of an hour later, and can be taken back until then: after that pathways have gone on.</summary>
public sealed class MarkAttendance(PrismaDbContext db, GatheringLibrary library, AuditTrail audit, TimeProvider time)
{
    public static readonly TimeSpan TimeToTakeBack = TimeSpan.FromMinutes(15);

    const int LongestNotes = 900;

    /// <param name="marks">By step: whether they were there. Whoever is missing here stays open.</param>
    public async Task<Outcome<EventGathering>> ExecuteAsync(Guid eventId, string gatheringId, IReadOnlyDictionary<Guid, bool> marks, string notes, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Gatherings).SingleAsync(one => one.Id == eventId, cancellation);
        var open = await db.Steps.Where(step => step.Gathering == gatheringId && step.Kind == StepKind.Gathering && step.State == StepState.Open
            && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == eventId)).Select(step => step.Id).ToListAsync(cancellation);
        var taken = marks.Where(mark => open.Contains(mark.Key)).ToDictionary();
        var problems = new Problems();
        problems.Require(library.Find(gatheringId) is not null, Problems.Whole, "There is no such gathering in the catalogue.");
        problems.Require(theEvent.Gatherings.Find(one => one.GatheringId == gatheringId)?.IsAhead(time.GetUtcNow()) != true, Problems.Whole, HoldGathering.NotBegun);
        problems.Require(theEvent.Gatherings.Find(one => one.GatheringId == gatheringId)?.CountsAt is null, Problems.Whole, "Somebody else has said meanwhile who was there. Take that back first where it is wrong.");
        problems.Require(taken.Count > 0 || marks.Count == 0, Problems.Whole, "Somebody else has said meanwhile who was there, and it counts.");
        problems.Require(taken.Count > 0, Problems.Whole, "Say of at least one person whether they were there.");
        problems.Require(notes.Trim().Length <= LongestNotes, "notes", $"Please keep the notes to {LongestNotes} characters.");
        if (problems.Any)
            return problems;
        var gathering = theEvent.Gatherings.Find(one => one.GatheringId == gatheringId) ?? Add(theEvent, gatheringId);
        (gathering.Marks, gathering.Notes, gathering.MarkedBy) = (JsonSerializer.Serialize(taken), notes.Trim(), by.Name);
        gathering.CountsAt = time.GetUtcNow() + TimeToTakeBack;
        gathering.Revision++;
        audit.Tell(theEvent.Story, by.Name, $"{by.Name} said who was at “{TitleOf(gathering)}”: {taken.Count(mark => mark.Value)} there, {taken.Count(mark => !mark.Value)} not.");
        return gathering;
    }

    /// <summary>As if nothing had been said.</summary>
    public async Task<Outcome<EventGathering>> TakeBackAsync(Guid eventId, string gatheringId, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Gatherings).SingleAsync(one => one.Id == eventId, cancellation);
        if (theEvent.Gatherings.Find(one => one.GatheringId == gatheringId) is not { CountsAt: not null } gathering)
            return Problems.Refused("It counts already, and people have gone on from it. Talk with whoever it is wrong for: the facilitators can say on their page what was different.");
        (gathering.Marks, gathering.CountsAt) = ("", null);
        gathering.Revision++;
        audit.Tell(theEvent.Story, by.Name, $"{by.Name} took back who was at “{TitleOf(gathering)}”.");
        return gathering;
    }

    EventGathering Add(Event theEvent, string gatheringId)
    {
        var gathering = new EventGathering { EventId = theEvent.Id, GatheringId = gatheringId, Minutes = library.Find(gatheringId)!.Minutes };
        theEvent.Gatherings.Add(gathering);
        db.EventGatherings.Add(gathering);
        return gathering;
    }

    string TitleOf(EventGathering gathering) => library.TextOf(library.Find(gathering.GatheringId)!, "").Title;
}
