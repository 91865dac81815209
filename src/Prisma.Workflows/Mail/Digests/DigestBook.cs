using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Mail.Digests;

/// <summary>Nobody gets more than two mails in 72 hours that they could do without; what is more goes into one digest, which is one of the two (domain.md §5.7).</summary>
sealed class DigestBook(PrismaDbContext db, Outbox outbox, TemplateLibrary library, TimeProvider time)
{
    /// <summary>What lists the mails that were put together.</summary>
    public const string Template = "E10";

    const int Most = 2;

    static readonly TimeSpan Span = TimeSpan.FromHours(72);

    // Handed over, on the way, or perhaps there: each counts from the latest moment at which it may have arrived, and a digest from its latest try.
    static readonly OutboxState[] ArrivedOrMay = [OutboxState.Sending, OutboxState.Sent, OutboxState.MaybeSent];

    /// <summary>Whether the mail does not go out by itself now: it is in a digest, or is one that waits for its day. Only for mails one could do without.</summary>
    public async Task<bool> TakeAsync(OutboxMessage message, Person person, CancellationToken cancellation)
    {
        await OneAtATimeAsync(person, cancellation);
        var now = time.GetUtcNow();
        var others = OthersOf(message);
        var arrived = await others.Where(other => ArrivedOrMay.Contains(other.State) || (other.Template == Template && other.State == OutboxState.Pending))
            .Select(other => other.SentAt ?? other.SendingUntil ?? db.Deliveries.Where(delivery => delivery.MessageId == other.Id).Max(delivery => (DateTimeOffset?)delivery.At))
            .Where(at => at > now - Span)
            .OrderByDescending(at => at).Take(Most).ToListAsync(cancellation);
        var free = arrived.Count < Most ? now : arrived[^1]!.Value + Span;
        if (message.Template == Template)
        {
            message.DueAt = free > now ? MailHours.NextIn(person.TimeZone, free) : message.DueAt;
            return free > now;
        }

        var open = await OpenDigests(others).Select(digest => digest.Key).FirstOrDefaultAsync(cancellation);
        var isLast = arrived.Count == Most - 1 && await others.AnyAsync(other => other.State == OutboxState.Pending && other.DueAt <= now, cancellation);
        if (open is null && free <= now && !isLast)
        {
            return false;
        }

        message.State = OutboxState.InDigest;
        message.DigestKey = open ?? Begin(message, free);
        return true;
    }

    /// <summary>What the digest puts together, in the order in which it was owed; mails whose step is done are taken back. Nothing for every other mail.</summary>
    public async Task<IReadOnlyList<DigestLine>> LinesOfAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.Template != Template)
        {
            return [];
        }

        var mails = await db.Outbox.Where(mail => mail.DigestKey == message.Key && mail.State != OutboxState.Failed).OrderBy(mail => mail.CreatedAt).ToListAsync(cancellation);
        var ids = mails.Select(mail => mail.StepId).ToList();
        var steps = await db.Steps.Where(step => ids.Contains(step.Id)).Select(step => new { step.Id, step.Title, step.DueAt, step.ClosedAt }).ToDictionaryAsync(step => step.Id, cancellation);
        var lines = mails.ConvertAll(mail => mail.StepId is { } id && steps.GetValueOrDefault(id) is { } step
            ? new DigestLine(mail, step.Title, step.DueAt, step.ClosedAt)
            : new DigestLine(mail, null, null, mail.StepId is null ? null : time.GetUtcNow()));
        foreach (var mail in lines.Where(line => line.IsOver && line.Mail.State == OutboxState.InDigest).Select(line => line.Mail))
        {
            mail.State = OutboxState.Cancelled;
            mail.Revision++;
        }

        return lines;
    }

    string Begin(OutboxMessage first, DateTimeOffset free)
    {
        var digest = new OwedMail(Template, first.PersonId, $"digest-{first.Id:N}", [], NotBefore: free);
        outbox.Owe(digest);
        return digest.Key;
    }

    /// <summary>Holds the person's row until the commit, so that of two senders the second counts what the first has sent.</summary>
    async Task OneAtATimeAsync(Person person, CancellationToken cancellation) =>
        await db.People.Where(one => one.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.WantsNews, one => one.WantsNews), cancellation);

    IQueryable<OutboxMessage> OthersOf(OutboxMessage message)
    {
        string[] optional = [.. library.All.Where(template => !template.Transactional).SelectMany(template => new[] { template.Id, template.Key })];
        return db.Outbox.Where(other => other.PersonId == message.PersonId && other.Id != message.Id && optional.Contains(other.Template));
    }

    /// <summary>A digest that somebody already tried to hand over may be in the world; nothing is added to it.</summary>
    IQueryable<OutboxMessage> OpenDigests(IQueryable<OutboxMessage> mails) =>
        mails.Where(mail => mail.Template == Template && mail.State == OutboxState.Pending && !db.Deliveries.Any(delivery => delivery.MessageId == mail.Id))
            .OrderBy(mail => mail.CreatedAt);
}
