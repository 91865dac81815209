using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Reads what happened in a rehearsal out of what the product itself kept: its stories and its outbox.</summary>
sealed class Diary(RehearsalRoom room)
{
    /// <summary>In order; at the same moment the story comes before the mails it caused.</summary>
    public async Task<IReadOnlyList<CalendarLine>> ReadAsync(CancellationToken cancellation) =>
        [.. (await StoriesAsync(cancellation)).Concat(await FailuresAsync(cancellation)).Concat(await MailsAsync(cancellation)).OrderBy(line => line.At).ThenBy(line => line.IsMail)];

    async Task<IEnumerable<CalendarLine>> StoriesAsync(CancellationToken cancellation)
    {
        var told = await room.ReadAsync(db => db.Audit.Where(entry => entry.Story != AuditTrail.Installation)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Story).ThenBy(entry => entry.Number)
            .Select(entry => new { entry.At, entry.Story, entry.Sentence }).ToListAsync(cancellation));
        return told.Select(one => new CalendarLine(one.At, one.Story.StartsWith("event:", StringComparison.Ordinal) ? CalendarLine.Event : CalendarLine.Passage, one.Sentence));
    }

    async Task<IEnumerable<CalendarLine>> FailuresAsync(CancellationToken cancellation)
    {
        var failed = await room.ReadAsync(db => db.Instances.Where(stored => stored.Incidents > 0).Select(stored => stored.State).ToListAsync(cancellation));
        return failed.SelectMany(state => InstanceJson.Read(state).Incidents).OrderBy(incident => incident.Sentence, StringComparer.Ordinal)
            .Select(incident => new CalendarLine(incident.At, CalendarLine.Problem, incident.Sentence));
    }

    async Task<IEnumerable<CalendarLine>> MailsAsync(CancellationToken cancellation)
    {
        var subjects = room.Mails.Taken.ToLookup(mail => $"<{mail.MessageId}>", mail => mail.Subject, StringComparer.Ordinal);
        var ladders = room.Get<LadderLibrary>();
        var templates = room.Get<TemplateLibrary>();
        var owed = await room.ReadAsync(db => (from mail in db.Outbox
                                               join person in db.People on mail.PersonId equals person.Id
                                               where mail.State == OutboxState.Sent || mail.State == OutboxState.Failed
                                               orderby mail.SentAt, mail.CreatedAt, mail.Template, person.Email
                                               select new { mail.Template, mail.Key, mail.MessageId, mail.State, At = mail.SentAt ?? mail.DueAt, mail.LastError, person.FirstName, person.LastName })
            .ToListAsync(cancellation));
        return owed.Select(mail => mail.State == OutboxState.Failed
            ? new CalendarLine(mail.At, CalendarLine.Problem, $"{mail.Template} to {mail.FirstName} {mail.LastName} could not be written: {mail.LastError}")
            : new CalendarLine(
                mail.At,
                ladders.IsReminder(mail.Template, mail.Key) ? CalendarLine.Reminder : CalendarLine.Mail,
                $"{mail.Template} “{subjects[mail.MessageId].FirstOrDefault() ?? templates.Find(mail.Template)?.Key}” to {mail.FirstName} {mail.LastName}"));
    }
}
