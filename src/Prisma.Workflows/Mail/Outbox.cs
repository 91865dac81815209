using Microsoft.Extensions.Options;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Mail;

/// <summary>Collects what one operation owes and writes it in that operation's commit. What is owed already is not owed again.</summary>
public sealed class Outbox(PrismaDbContext db, DirectRows rows, Errands errands, IOptions<PrismaOptions> options, TimeProvider time) : IBeforeCommit
{
    readonly Dictionary<string, (OwedMail Mail, bool Immediate)> _owed = [];

    /// <summary>Owes a mail, delivered after the commit.</summary>
    /// <param name="immediate">It answers the person's own act and goes out at any hour; all others keep to 08:00–19:00 where the person lives.</param>
    public void Owe(OwedMail mail, bool immediate = false) => _owed.TryAdd(mail.Key, (mail, immediate));

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (_owed.Count == 0)
            return;
        var host = new Uri(options.Value.PublicUrl).Host;
        var place = 0;
        var said = _owed.Values.Where(one => !one.Mail.OnlyAlone).Select(one => (one.Mail.PersonId, one.Mail.EnrolmentId)).ToHashSet();
        foreach (var (mail, immediate) in _owed.Values.Where(one => !one.Mail.OnlyAlone || !said.Contains((one.Mail.PersonId, one.Mail.EnrolmentId))))
        {
            // A microsecond each keeps the order in which they were owed, in both databases.
            var message = await MessageAsync(mail, immediate, host, place++, cancellation);
            rows.AddUnlessThere(message);
            errands.Mails |= message.DueAt <= message.CreatedAt;
        }

        _owed.Clear();
    }

    async Task<OutboxMessage> MessageAsync(OwedMail mail, bool immediate, string host, int place, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = mail.NotBefore is { } later && later > now ? later.ToUniversalTime() : now;
        var id = Guid.CreateVersion7(now);
        return new OutboxMessage
        {
            Id = id,
            Key = mail.Key,
            EnrolmentId = mail.EnrolmentId,
            StepId = mail.StepId,
            PersonId = mail.PersonId,
            Template = mail.Template,
            Facts = mail.Facts.ToJsonString(),
            DiesWithStep = mail.DiesWithStep,
            CreatedAt = now.AddMicroseconds(place),
            DueAt = immediate ? due : await NextAsync(mail.PersonId, due, cancellation),
            MessageId = $"<{id:N}@{host}>",
        };
    }

    async Task<DateTimeOffset> NextAsync(Guid personId, DateTimeOffset due, CancellationToken cancellation) =>
        await db.People.FindAsync([personId], cancellation) is { } person ? MailHours.NextFor(person, due) : MailHours.NextIn("UTC", due);
}
