using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Mail.Digests;

/// <summary>Nobody gets more than two mails in 72 hours that they could do without; what is more goes into one digest, which is one of the two (domain.md §5.7).</summary>
sealed class DigestBook(PrismaDbContext db, DirectRows rows, Outbox outbox, TemplateLibrary library, TimeProvider time)
{
    /// <summary>What lists the mails that were put together.</summary>
    public const string Template = "E10";

    const int Most = 2;

    static readonly TimeSpan Span = TimeSpan.FromHours(72);

    /// <summary>What was owed in one commit is a few microseconds apart.</summary>
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>Holds the person's row until the commit, so that of two senders the second counts what the first has sent.</summary>
    const string OneAtATime = """UPDATE "People" SET "WantsNews" = "WantsNews" WHERE "Id" = @value RETURNING 1""";

    // The latest moment at which a mail that there are tasks went out, or may have.
    const string Said = $"""
        SELECT COALESCE("SentAt", "SendingUntil", (SELECT MAX("At") FROM "Deliveries" WHERE "MessageId" = "Outbox"."Id"), "DueAt")
        FROM "Outbox" WHERE "PersonId" = @value AND "Id" <> @value2 AND "State" IN ('Sending', 'Sent', 'MaybeSent') AND "Key" LIKE '%:{OwedMail.Tasks}%'
        ORDER BY 1 DESC LIMIT 1
        """;

    // Handed over, on the way, or perhaps there: each counts from the latest moment at which it may have arrived, and a digest from its latest try.
    const string Others = """
        SELECT "Key", "Template", "State", "DueAt", "CreatedAt", COALESCE("SentAt", "SendingUntil", (SELECT MAX("At") FROM "Deliveries" WHERE "MessageId" = "Outbox"."Id")),
               (SELECT COUNT(*) FROM "Deliveries" WHERE "MessageId" = "Outbox"."Id")
        FROM "Outbox" WHERE "PersonId" = @value AND "Id" <> @value2 AND "State" IN ('Pending', 'Sending', 'Sent', 'MaybeSent') AND ("SentAt" IS NULL OR "SentAt" > @value3)
        """;

    /// <summary>Whether a mail that there are tasks does not go out now, as one a day says so (domain.md §5.7): it is taken back where one went out since it was owed, and waits for the next morning where one did earlier that day.</summary>
    public async Task<bool> TakeTaskAsync(OutboxMessage message, Person? person, CancellationToken cancellation)
    {
        if (person is null || message.Key.Split(':') is not [_, _, var purpose, _] || !purpose.StartsWith(OwedMail.Tasks, StringComparison.Ordinal))
            return false;
        await rows.AnyAsync(OneAtATime, message.PersonId, cancellation);
        if (await rows.ReadAsync(Said, [message.PersonId, message.Id], reader => rows.InstantOf(reader, 0), cancellation) is not [{ } before])
            return false;
        if (before + AtOnce >= message.CreatedAt)
        {
            message.State = OutboxState.Cancelled;
            return true;
        }

        var morning = MailHours.NextDayFor(person, before, time.GetUtcNow());
        message.DueAt = morning ?? message.DueAt;
        return morning is not null;
    }

    /// <summary>Whether the mail does not go out by itself now: it is in a digest, or is one that waits for its day. Only for mails one could do without.</summary>
    public async Task<bool> TakeAsync(OutboxMessage message, Person person, CancellationToken cancellation)
    {
        await rows.AnyAsync(OneAtATime, person.Id, cancellation);
        var now = time.GetUtcNow();
        var others = await OthersAsync(message, now - Span, cancellation);
        var arrived = others.Where(other => (other.State != OutboxState.Pending || other.Template == Template) && other.Arrived > now - Span && other.Arrived < now.AddHours(1))
            .Select(other => other.Arrived!.Value).OrderDescending().Take(Most).ToList();
        var free = arrived.Count < Most ? now : arrived[^1] + Span;
        if (message.Template == Template)
        {
            message.DueAt = free > now ? MailHours.NextFor(person, free) : message.DueAt;
            return free > now;
        }

        // A digest that somebody already tried to hand over may be in the world; nothing is added to it.
        var open = others.Where(other => other is { Template: Template, State: OutboxState.Pending, Tries: 0 }).MinBy(other => other.CreatedAt)?.Key;
        var isLast = arrived.Count == Most - 1 && others.Exists(other => other.State == OutboxState.Pending && other.DueAt <= now);
        if (open is null && free <= now && !isLast)
            return false;
        message.State = OutboxState.InDigest;
        message.DigestKey = open ?? Begin(message, free);
        return true;
    }

    /// <summary>What the digest puts together, in the order in which it was owed; mails whose step is done are taken back. Nothing for every other mail.</summary>
    public async Task<IReadOnlyList<DigestLine>> LinesOfAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.Template != Template)
            return [];
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

    /// <summary>What else of the person's that they could do without is owed still or has arrived since, and every digest that was tried.</summary>
    async Task<List<Other>> OthersAsync(OutboxMessage message, DateTimeOffset since, CancellationToken cancellation)
    {
        var read = await rows.ReadAsync(
            Others,
            [message.PersonId, message.Id, since],
            reader => new Other(
                reader.GetString(0), reader.GetString(1), Enum.Parse<OutboxState>(reader.GetString(2)), rows.InstantOf(reader, 3)!.Value, rows.InstantOf(reader, 4)!.Value, rows.InstantOf(reader, 5), reader.GetInt64(6)),
            cancellation);
        return read.FindAll(other => library.Find(other.Template) is { Transactional: false });
    }

    sealed record Other(string Key, string Template, OutboxState State, DateTimeOffset DueAt, DateTimeOffset CreatedAt, DateTimeOffset? Arrived, long Tries);
}
