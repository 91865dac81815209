using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Rules;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Reads an event's readiness map and promise map across the four groups.</summary>
public sealed class ReadMaps(PrismaDbContext db, AlignmentConditions conditions, ShippedSignals signals, TimeProvider time)
{
    public async Task<EventMaps> ExecuteAsync(Guid eventId, CancellationToken cancellation)
    {
        var enrolments = await db.Enrolments.AsNoTracking().Include(one => one.Person).Include(one => one.Organisation).Include(one => one.Event)
            .Where(one => one.EventId == eventId && (one.LiveKey != null || one.State == EnrolmentState.Completed)).OrderBy(one => one.CreatedAt).ToListAsync(cancellation);
        var agreements = await db.Agreements.AsNoTracking().Include(one => one.Signatures)
            .Where(one => (one.State == AgreementState.Active || one.State == AgreementState.Signing) && db.Enrolments.Any(enrolment => enrolment.Id == one.EnrolmentId && enrolment.EventId == eventId))
            .OrderBy(one => one.OpenedAt).ToListAsync(cancellation);
        agreements = [.. agreements.GroupBy(one => (one.EnrolmentId, one.StepKey)).Select(rounds => rounds.MaxBy(one => one.Round)!)];
        return new EventMaps(
            await conditions.ExecuteAsync(eventId, "", cancellation),
            await PlacesAsync(eventId, enrolments, agreements, cancellation),
            await WaitsAsync(eventId, enrolments, cancellation),
            [.. Agreed(enrolments, agreements), .. await OffersAsync(enrolments, cancellation)]);
    }

    async Task<IReadOnlyList<GroupPlace>> PlacesAsync(Guid eventId, List<Enrolment> enrolments, List<Agreement> agreements, CancellationToken cancellation)
    {
        // What is due today is late tomorrow, whatever its minute.
        var zone = enrolments.Select(one => one.Event.TimeZone).FirstOrDefault("UTC");
        var today = Zones.StartOf(Zones.DayOf(time.GetUtcNow(), zone), zone);
        var late = await (from step in db.Steps
                          join one in db.Enrolments on step.EnrolmentId equals one.Id
                          where one.EventId == eventId && step.State == StepState.Open && step.DueAt < today
                          group step by one.Pathway into pathway
                          select new { pathway.Key, Count = pathway.Count() }).ToListAsync(cancellation);
        var agreed = agreements.Where(one => one.State == AgreementState.Active).Select(one => one.EnrolmentId).ToHashSet();
        return
        [
            .. Enum.GetValues<Group>().Select(group => new GroupPlace(
                group,
                enrolments.Count(one => Groups.OfPathway(one.Pathway) == group && one.IsLive),
                enrolments.Count(one => Groups.OfPathway(one.Pathway) == group && agreed.Contains(one.Id)),
                late.Where(pathway => Groups.OfPathway(pathway.Key) == group).Sum(pathway => pathway.Count))),
        ];
    }

    /// <summary>Waits are found by what would wake them: the same hash that the signal will have.</summary>
    async Task<IReadOnlyList<Wait>> WaitsAsync(Guid eventId, List<Enrolment> enrolments, CancellationToken cancellation)
    {
        var byHash = signals.All.Concat(SignalNames.Known).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => Signals.Stimulus(new PendingSignal(name, eventId, null)).Hash, StringComparer.Ordinal);
        var waiting = await (from bookmark in db.Bookmarks
                             join one in db.Enrolments on bookmark.InstanceId equals one.InstanceId
                             where one.EventId == eventId && byHash.Keys.Contains(bookmark.Hash)
                             select new { one.Id, bookmark.Hash }).ToListAsync(cancellation);
        var known = enrolments.ToDictionary(one => one.Id);
        return
        [
            .. from wait in waiting
               where known.ContainsKey(wait.Id)
               group known[wait.Id].Name by (Who: Groups.OfPathway(known[wait.Id].Pathway), Signal: byHash[wait.Hash]) into alike
               orderby alike.Key.Who, alike.Key.Signal
               select new Wait(alike.Key.Who, [.. alike.Distinct(StringComparer.Ordinal)], Groups.OfSignal(alike.Key.Signal), SignalNames.InWords(alike.Key.Signal)),
        ];
    }

    /// <summary>An agreement binds whoever it is with to every other group that signs it.</summary>
    static IEnumerable<Promise> Agreed(List<Enrolment> enrolments, List<Agreement> agreements) =>
        from agreement in agreements
        join enrolment in enrolments on agreement.EnrolmentId equals enrolment.Id
        let own = Groups.OfPathway(enrolment.Pathway)
        from to in agreement.Signatures.Select(one => Groups.OfParty(one.Party, own)).Where(other => other != own).Distinct().Order()
        select new Promise(own, enrolment.Name, to, agreement.Title, agreement.State == AgreementState.Active);

    /// <summary>What partners offered, in their own words (form F-10).</summary>
    async Task<IReadOnlyList<Promise>> OffersAsync(List<Enrolment> enrolments, CancellationToken cancellation)
    {
        var partners = enrolments.Where(one => one.Pathway == Pathway.Partner).ToDictionary(one => one.Id);
        var steps = await db.Steps.Where(step => step.FormId == "F-10" && step.State == StepState.Submitted && partners.Keys.Contains(step.EnrolmentId)).OrderBy(step => step.Round).ToListAsync(cancellation);
        return
        [
            .. from step in steps.GroupBy(step => step.EnrolmentId).Select(rounds => rounds.Last())
               from offer in (JsonNode.Parse(step.Answers)?["offers"] as JsonArray ?? []).OfType<JsonObject>()
               select new Promise(Group.Partners, partners[step.EnrolmentId].Name, Group.Event, $"{offer["what"]}{(offer["quantity"]?.ToString() is { Length: > 0 } much ? $", {much}" : "")} ({offer["firm"]})", offer["firm"]?.ToString() == "firm"),
        ];
    }
}
