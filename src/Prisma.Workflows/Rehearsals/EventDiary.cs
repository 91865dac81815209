using System.Text.RegularExpressions;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Rehearsals.Invention;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Reads a whole event out of what the product kept. What many participants did on one day is one line.</summary>
sealed partial class EventDiary(RehearsalRoom room, Play play)
{
    const string Somebody = "…";

    public async Task<EventReport> ReadAsync(CancellationToken cancellation)
    {
        var enrolments = await room.ReadAsync(db => db.Enrolments.Include(one => one.Event).Include(one => one.Person).Include(one => one.Organisation)
            .Where(one => one.EventId == play.Event.Id).ToListAsync(cancellation));
        return new EventReport(
            await DaysAsync(enrolments, cancellation),
            await GatesAsync(enrolments, cancellation),
            await PeopleAsync(cancellation),
            await EndingsAsync(enrolments, cancellation),
            await TroublesAsync(enrolments, cancellation));
    }

    async Task<IReadOnlyList<string>> DaysAsync(List<Enrolment> enrolments, CancellationToken cancellation)
    {
        var owners = enrolments.ToDictionary(one => one.Story, StringComparer.Ordinal);
        var told = await room.ReadAsync(db => db.Audit.Where(entry => entry.Story != AuditTrail.Installation)
            .Select(entry => new { entry.At, entry.Story, entry.Number, entry.Sentence }).ToListAsync(cancellation));

        // Ids are as they fall; a rehearsal tells what came at one moment in the order of names.
        var lines = told.Select(entry => (Entry: entry, Owner: owners.GetValueOrDefault(entry.Story)))
            .OrderBy(one => one.Entry.At).ThenBy(one => one.Owner?.Name, StringComparer.Ordinal).ThenBy(one => one.Owner?.Pathway, StringComparer.Ordinal).ThenBy(one => one.Entry.Number)
            .Select(one => one.Owner is { Pathway: Pathway.Participant } owner
                ? (Day: Day(one.Entry.At), Who: "participants", What: Counter().Replace(one.Entry.Sentence.Replace(owner.Name, Somebody, StringComparison.Ordinal), ""))
                : (Day: Day(one.Entry.At), Who: one.Owner?.Name ?? "the event", What: one.Entry.Sentence));
        return [.. lines.GroupBy(line => line).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Key.Day:yyyy-MM-dd ddd}  {group.Key.Who,-26}  {(group.Count() == 1 ? "" : $"{group.Count()} × ")}{group.Key.What}"))];
    }

    async Task<IReadOnlyList<string>> GatesAsync(List<Enrolment> enrolments, CancellationToken cancellation)
    {
        var owners = enrolments.ToDictionary(one => one.Id);
        var reviews = (await room.ReadAsync(db => db.Reviews.ToListAsync(cancellation)))
            .OrderBy(review => review.OpenedAt).ThenBy(review => review.GateId, StringComparer.Ordinal).ThenBy(review => owners[review.EnrolmentId].Name, StringComparer.Ordinal).ToList();
        return
        [
            .. reviews.Where(review => owners[review.EnrolmentId].Pathway != Pathway.Participant).Select(review => string.Create(
                CultureInfo.InvariantCulture,
                $"{review.GateId,-3} round {review.Round}  asked {Day(review.OpenedAt):yyyy-MM-dd}  due {Day(review.DueAt):yyyy-MM-dd}  {(review.DecidedAt is { } decided ? $"decided {Day(decided):yyyy-MM-dd}" : "open")}  {owners[review.EnrolmentId].Name}: {review.Outcome}. {review.Sentence}")),
            .. reviews.Where(review => owners[review.EnrolmentId].Pathway == Pathway.Participant)
                .GroupBy(review => (review.GateId, review.Round, review.Outcome)).OrderBy(group => group.Key.GateId, StringComparer.Ordinal).ThenBy(group => group.Key.Round).ThenBy(group => group.Key.Outcome, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key.GateId,-3} round {group.Key.Round}  {Participants(group.Count())}: {(group.Key.Outcome.Length == 0 ? "open" : group.Key.Outcome)}")),
        ];
    }

    async Task<IReadOnlyList<string>> PeopleAsync(CancellationToken cancellation)
    {
        var ladders = room.Get<LadderLibrary>();
        var sent = await room.ReadAsync(db => (from mail in db.Outbox
                                               join person in db.People on mail.PersonId equals person.Id
                                               where mail.State == OutboxState.Sent
                                               select new { person.FirstName, person.LastName, person.Email, mail.Template, mail.Key }).ToListAsync(cancellation));
        return [.. sent.GroupBy(mail => (mail.FirstName, mail.LastName, mail.Email)).OrderBy(group => group.Key.Email, StringComparer.Ordinal).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{group.Key.FirstName} {group.Key.LastName}".Trim(),-18} {group.Count(),4} ({group.Count(mail => ladders.IsReminder(mail.Template, mail.Key))})  {string.Join(' ', group.GroupBy(mail => mail.Template).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Count() == 1 ? one.Key : $"{one.Key}×{one.Count()}"))}"))];
    }

    async Task<IReadOnlyList<string>> EndingsAsync(List<Enrolment> enrolments, CancellationToken cancellation)
    {
        var seats = await room.ReadAsync(db => db.Seats.Where(seat => seat.Pool == SeatPool.Participants).GroupBy(seat => seat.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation));
        return
        [
            .. enrolments.Where(one => one.Pathway != Pathway.Participant).OrderBy(one => one.Pathway, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)
                .Select(one => $"{one.Name,-26}  {one.Pathway}: {Ending(one)}"),
            .. enrolments.Where(one => one.Pathway == Pathway.Participant).GroupBy(Ending).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{Participants(group.Count()),16}: {group.Key}")),
            $"Seats: {string.Join(", ", seats.OrderBy(seat => seat.Key).Select(seat => string.Create(CultureInfo.InvariantCulture, $"{seat.Count} {seat.Key.ToString().ToLowerInvariant()}")))}",
        ];
    }

    /// <summary>Whoever still is on the way when nothing will happen any more, what the runtime calls stuck, and what somebody could not do.</summary>
    async Task<IReadOnlyList<string>> TroublesAsync(List<Enrolment> enrolments, CancellationToken cancellation)
    {
        var names = enrolments.ToDictionary(one => one.InstanceId, one => one.Name, StringComparer.Ordinal);
        var stuck = await room.Get<FindStuck>().ExecuteAsync(cancellation);
        var incidents = await room.ReadAsync(db => db.Audit.Where(entry => entry.Sentence.Contains("met a problem")).OrderBy(entry => entry.At).Select(entry => entry.Sentence).ToListAsync(cancellation));
        var unwritten = await room.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Failed).OrderBy(mail => mail.CreatedAt).Select(mail => $"{mail.Template} could not be written: {mail.LastError}").ToListAsync(cancellation));
        return
        [
            .. stuck.Select(one => $"{names.GetValueOrDefault(one.InstanceId, one.DefinitionId)} is stuck: {one.Sentence}").Order(StringComparer.Ordinal),
            .. enrolments.Where(one => one.IsLive).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name} stands in “{one.StageTitle}” ({one.Pathway}, {one.State.ToString().ToLowerInvariant()}) and nothing will happen."),
            .. incidents,
            .. unwritten,
            .. play.Refusals,
        ];
    }

    static string Ending(Enrolment one) => one.IsLive
        ? $"still {one.State.ToString().ToLowerInvariant()} in “{one.StageTitle}”"
        : $"{one.State.ToString().ToLowerInvariant()}{(one.EndingReason.Length > 0 ? $" ({one.EndingReason})" : "")} in “{one.StageTitle}”";

    static string Participants(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "participant" : "participants")}");

    static DateOnly Day(DateTimeOffset at) => Zones.DayOf(at, InventedEvent.TimeZone);

    /// <summary>How many seats were taken just then tells participants apart who did the same.</summary>
    [GeneratedRegex(@" \(\d+ of \d+ taken\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Counter();
}
