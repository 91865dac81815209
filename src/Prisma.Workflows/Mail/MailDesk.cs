using Prisma.Workflows.Mail.Digests;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Mail;

/// <summary>Where the mails of a batch are written ahead, one at a time and on another core, while the one before is claimed and sent.</summary>
sealed class MailDesk(DirectRows rows, MailWriter writer, TemplateLibrary library, TimeProvider time)
{
    /// <summary>How many are taken at once.</summary>
    public const int Batch = 50;

    /// <summary>Those, the longest due first.</summary>
    public static readonly string IsDue = $"""WHERE "State" = '{nameof(OutboxState.Pending)}' AND "DueAt" <= @value ORDER BY "DueAt", "CreatedAt" LIMIT {Batch}""";

    static readonly string _isTheirs = $"""WHERE "Id" IN (SELECT "PersonId" FROM "Outbox" {IsDue})""";

    readonly Dictionary<Guid, OutboxMessage> _mails = [];
    readonly Dictionary<Guid, Person> _people = [];

    /// <summary>Reads what is due now.</summary>
    public async Task<MailDesk> LayOutAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var mail in await rows.LookAtAsync<OutboxMessage>(IsDue, now, cancellation))
        {
            _mails[mail.Id] = mail;
        }

        foreach (var person in await rows.LookAtAsync<Person>(_isTheirs, now, cancellation))
        {
            _people[person.Id] = person;
        }

        return this;
    }

    /// <summary>Begins to write a mail; null comes of it where that is left to the claim.</summary>
    public Task<MailDraft?> BeginAsync(Guid messageId) =>
        _mails.GetValueOrDefault(messageId) is { Template: not DigestBook.Template } mail && _people.GetValueOrDefault(mail.PersonId) is { } person
            ? Task.Run(() => Write(mail, person))
            : Task.FromResult<MailDraft?>(null);

    MailDraft? Write(OutboxMessage mail, Person person)
    {
        var spokenAs = library.SpokenAs;
        var draft = new MailDraft(mail, person, spokenAs, writer.Write(mail, person, null, []));

        // Words that were published meanwhile may stand in one half of it.
        return spokenAs == library.SpokenAs ? draft : null;
    }
}
