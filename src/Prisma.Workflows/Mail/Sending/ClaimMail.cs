using MimeKit;
using Prisma.Workflows.Mail.Digests;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Takes one due mail for this sender and no other, and writes it. Nothing is claimed when another was first or the mail is settled without sending.</summary>
sealed class ClaimMail(DirectRows rows, MailWriter writer, DigestBook digests, PublishedWords words, RelayHour relay, TimeProvider time)
{
    /// <summary>How long a claim holds; longer than any sending may take.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(2);

    const string IsClosed = """SELECT CASE WHEN "ClosedAt" IS NULL THEN 0 ELSE 1 END FROM "Steps" WHERE "Id" = @value""";

    /// <summary>Whether the event, or the person by their own choice, has come to rest since the step was opened.</summary>
    const string Rests = """
        SELECT CASE WHEN whole."PausedAt" > asked."OpenedAt" OR (passage."PausedUntil" IS NOT NULL AND passage."PausedAt" > asked."OpenedAt" AND passage."PersonId" = asked."ActorId") THEN 1 ELSE 0 END
        FROM "Steps" asked JOIN "Enrolments" passage ON passage."Id" = asked."EnrolmentId" JOIN "Events" whole ON whole."Id" = passage."EventId" WHERE asked."Id" = @value
        """;

    public async Task<Claim?> ExecuteAsync(Guid messageId, CancellationToken cancellation)
    {
        var message = await rows.FindAsync<OutboxMessage>(messageId, cancellation);
        if (message is not { State: OutboxState.Pending } || message.DueAt > time.GetUtcNow())
            return null;
        await words.ListenAsync(cancellation);
        message.Revision++;
        var claim = await WriteAsync(message, cancellation);
        rows.Change(message);
        return claim;
    }

    async Task<Claim?> WriteAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var closedAt = await ClosedAtAsync(message, cancellation);
        if (message is { DiesWithStep: true, StepId: not null } && closedAt is not null)
        {
            message.State = OutboxState.Cancelled;
            return null;
        }

        var person = await rows.FindAsync<Person>(message.PersonId, cancellation);
        if (person is not null && message is { OpensLater: true, StepId: { } asked })
        {
            if (await rows.ReadAsync(Rests, asked, reader => reader.GetInt32(0) == 1, cancellation) is [true])
            {
                message.DueAt = now.AddDays(1);
                return null;
            }

            await NameDueAsync(message, person, asked, cancellation);
        }

        if (person is not null && writer.CanWait(message) && await WaitsAsync(message, person, cancellation))
            return null;
        if (await digests.TakeTaskAsync(message, person, cancellation))
            return null;

        var lines = await digests.LinesOfAsync(message, cancellation);
        if (message.Template == DigestBook.Template && lines.All(line => line.IsOver))
        {
            message.State = OutboxState.Cancelled;
            return null;
        }

        if (!await relay.TakeAsync(cancellation))
            return null;
        message.Attempts++;
        switch (writer.Write(message, person, closedAt, lines))
        {
            case MailWriter.Writing.Done written:
                message.State = OutboxState.Sending;
                message.SendingUntil = now + Holds;
                foreach (var link in written.Links)
                    rows.Add(link);
                return new Claim(message.Id, message.Attempts, message.Revision, written.Message, [.. written.Links.Select(link => link.Id)]);
            case MailWriter.Writing.Impossible impossible:
                message.State = OutboxState.Failed;
                message.LastError = MailText.OneLine(impossible.Reason, RecordAnswer.LongestAnswer);
                rows.Add(new Delivery { MessageId = message.Id, At = now, Answer = $"Not sent: {message.LastError}" });
                return null;
            default:
                throw new InvalidOperationException("A mail is either written or not.");
        }
    }

    /// <summary>What rested, or whose event was moved, is due on another day by now than when the mail was owed.</summary>
    async Task NameDueAsync(OutboxMessage message, Person person, Guid stepId, CancellationToken cancellation)
    {
        var due = await rows.Context.Steps.Where(step => step.Id == stepId).Select(step => step.DueAt).SingleAsync(cancellation);
        var facts = JsonNode.Parse(message.Facts)!.AsObject();
        if (facts["step"] is not JsonObject step || step["due"]?.ToString() is not { Length: > 0 })
            return;
        step["due"] = TimeZoneInfo.ConvertTime(due, TimeZones.Find(person.TimeZone) ?? TimeZoneInfo.Utc).ToString("dddd d MMMM yyyy", CultureInfo.GetCultureInfo(person.Language));
        message.Facts = facts.ToJsonString();
    }

    async Task<bool> WaitsAsync(OutboxMessage message, Person person, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (MailHours.NextFor(person, now) is var morning && morning > now)
        {
            message.DueAt = morning;
            return true;
        }

        return await digests.TakeAsync(message, person, cancellation);
    }

    /// <summary>When the step the mail asks for was closed; null while it is open, or where there is none.</summary>
    async Task<DateTimeOffset?> ClosedAtAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.StepId is not { } id)
            return null;
        return await rows.ReadAsync(IsClosed, id, reader => reader.GetInt32(0) == 1, cancellation) switch
        {
            [] => time.GetUtcNow(),
            [true] => await rows.Context.Steps.Where(step => step.Id == id).Select(step => step.ClosedAt).SingleAsync(cancellation),
            _ => null,
        };
    }

    /// <summary>A mail that is this sender's to send, until the claim runs out.</summary>
    public sealed record Claim(Guid MessageId, int Attempt, int Revision, MimeMessage Message, IReadOnlyList<Guid> Links);
}
