using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What was owed before an event changed and waits, as for the morning: it names the days the event has when it goes out, and who heard of no change before this one hears of this one alone (domain.md §13.5).</summary>
static class UnsentMails
{
    const string Moved = "E23", Paused = "E23b", GoesOn = "E23c";

    /// <returns>By whoever was to hear of an earlier move and did not, the days of the event as far as they know.</returns>
    public static async Task<IReadOnlyDictionary<Guid, KnownDays>> OfPassageAsync(PrismaDbContext db, Passage passage, CancellationToken cancellation)
    {
        var waiting = await db.Outbox.Where(mail => mail.EnrolmentId == passage.Enrolment.Id && mail.State == OutboxState.Pending).OrderBy(mail => mail.CreatedAt).ToListAsync(cancellation);
        foreach (var mail in waiting.Where(mail => mail.Template != Moved))
            NameTheDays(passage, mail);

        // Who has answered for those days on their page knows them.
        var answered = passage.Enrolment.Steps.Where(step => step.State == StepState.Submitted).Select(step => step.Id).ToHashSet();
        return TakeBack(waiting.Where(mail => mail.Template == Moved && !answered.Contains(mail.StepId ?? Guid.Empty)));
    }

    /// <inheritdoc cref="OfPassageAsync"/>
    public static async Task<IReadOnlyDictionary<Guid, KnownDays>> OfTeamAsync(PrismaDbContext db, EventChange change, CancellationToken cancellation)
    {
        string[] over = change.Kind switch { ChangeKind.Move => [Moved], ChangeKind.Cancellation => [Moved, Paused, GoesOn], _ => [] };
        var before = await db.EventChanges.Where(one => one.EventId == change.EventId && one.Id != change.Id).Select(one => one.Id).ToListAsync(cancellation);
        var purposes = before.ConvertAll(id => $":{TellTheTeam.PurposeOf(id)}:");
        var waiting = await db.Outbox.Where(mail => mail.EnrolmentId == null && over.Contains(mail.Template) && mail.State == OutboxState.Pending).OrderBy(mail => mail.CreatedAt).ToListAsync(cancellation);
        return TakeBack(waiting.Where(mail => purposes.Exists(purpose => mail.Key.Contains(purpose, StringComparison.Ordinal))));
    }

    static Dictionary<Guid, KnownDays> TakeBack(IEnumerable<OutboxMessage> mails)
    {
        var known = new Dictionary<Guid, KnownDays>();
        foreach (var mail in mails)
        {
            mail.State = OutboxState.Cancelled;
            mail.Revision++;
            if (KnownDays.Read(JsonNode.Parse(mail.Facts)?["moved"]?[KnownDays.Fact]) is { } days)
                known.TryAdd(mail.PersonId, days);
        }

        return known;
    }

    static void NameTheDays(Passage passage, OutboxMessage mail)
    {
        if (JsonNode.Parse(mail.Facts) is not JsonObject facts || facts["event"] is not JsonObject said || passage.Find(mail.PersonId) is not { } to)
            return;
        MailFacts.Merge(said, MailFacts.Event(passage.Event, to, passage.Home));
        mail.Facts = facts.ToJsonString();
        mail.Revision++;
    }
}
