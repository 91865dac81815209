using Prisma.Workflows.Audit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns;

/// <summary>Opens concerns for those who may, writes their sealed records, and owes their mails; outside of it only neutral sentences are told.</summary>
public sealed class ConcernBook(PrismaDbContext db, AuditTrail audit, Outbox outbox, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Null for everybody who does not look into it, whatever their role.</summary>
    public async Task<Concern?> OfReaderAsync(Guid concernId, Guid personId, CancellationToken cancellation) =>
        await WholeAsync(concernId, cancellation) is { } concern && concern.IsReadBy(personId) ? concern : null;

    /// <summary>Of one of its two sides, by link or by code.</summary>
    public async Task<Concern?> OfSideAsync(ConcernKey key, CancellationToken cancellation)
    {
        var hash = key.CodeHash;
        var id = await db.Concerns.Where(one => hash != "" ? one.CodeHash == hash : one.Id == key.ConcernId && (one.ReporterKey == key.SideId || one.OtherKey == key.SideId))
            .Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellation);
        return id is { } found ? await WholeAsync(found, cancellation) : null;
    }

    public void Note(Concern concern, NoteKind kind, string by, string text)
    {
        db.ConcernNotes.Add(new ConcernNote { ConcernId = concern.Id, At = Now, By = by, Kind = kind, Text = text.Trim() });
        concern.Revision++;
    }

    /// <summary>Whether that was written last, word for word: a form that is sent twice says nothing new.</summary>
    public static bool IsWritten(Concern concern, NoteKind kind, string by, string text) =>
        concern.Notes.MaxBy(note => note.At) is { } last && (last.Kind, last.By, last.Text) == (kind, by, text.Trim());

    public void Join(Concern concern, Person person, ConcernPart part)
    {
        db.ConcernPeople.Add(new ConcernPerson { ConcernId = concern.Id, PersonId = person.Id, Person = person, Part = part });
        if (part != ConcernPart.Involved)
            OweReader(concern, person, $"join-{part}");
    }

    /// <summary>For the event's own story: that something happened, and nothing of it.</summary>
    public void TellNeutrally(Concern concern, string sentence) => audit.Tell(concern.Event.Story, AuditTrail.Prisma, sentence);

    /// <summary>Something new waits behind the seal.</summary>
    public void OweReader(Concern concern, Person to, string purpose) =>
        Owe("E72", to.Id, $"concern-{concern.Id:N}-{purpose}", Facts(concern, to.Address, "you are asked to look into a message", new JsonObject { ["path"] = $"/concerns/{concern.Id}" }));

    public void OweReaders(Concern concern, string purpose)
    {
        foreach (var one in concern.People.Where(one => one.Part != ConcernPart.Involved))
            OweReader(concern, one.Person, purpose);
    }

    /// <summary>To the lead of the stewards: that something waits, not what.</summary>
    public void OweLead(Concern concern, Person to)
    {
        var facts = Facts(concern, to.Address, "you lead the stewards", new JsonObject { ["path"] = "/" });
        facts["event"] = new JsonObject { ["name"] = concern.Event.Name };
        facts.Remove("concern");
        Owe("E73", to.Id, $"concern-{concern.Id:N}-unread", facts);
    }

    public void OweReporter(Concern concern, string template, string purpose) => OweSide(concern, template, purpose, concern.ReporterKey, concern.ReporterMail);

    public void OweOther(Concern concern, string purpose) => OweSide(concern, "E65", purpose, concern.OtherKey, concern.OtherMail);

    void OweSide(Concern concern, string template, string purpose, Guid side, string mail)
    {
        if (mail.Length == 0)
            return;
        var facts = Facts(concern, "", side == concern.ReporterKey ? "you wrote to us" : "you are concerned by something we looked into", new JsonObject { ["concern"] = concern.Id.ToString() });
        facts["to"] = new JsonObject { ["email"] = mail };
        Owe(template, side, $"concern-{concern.Id:N}-{purpose}", facts);
    }

    void Owe(string template, Guid to, string purpose, JsonObject facts) => outbox.Owe(new OwedMail(template, to, purpose, facts), immediate: true);

    static JsonObject Facts(Concern concern, string called, string reason, JsonObject action)
    {
        // Whoever was asked first stays whom both sides write to.
        var holder = concern.People.Find(one => one.Part == ConcernPart.Responder)?.Person;
        return new JsonObject
        {
            ["person"] = new JsonObject { ["called"] = called, ["first_name"] = called, ["language"] = "en" },
            ["hub"] = new JsonObject { ["name"] = concern.Event.Place, ["contact"] = holder?.Email ?? "" },
            ["org"] = new JsonObject { ["name"] = concern.Event.Name, ["address"] = concern.Event.Place },
            ["reason_for_mail"] = reason,
            ["action"] = action,
            ["concern"] = new JsonObject { ["holder"] = holder?.Name ?? "", ["contact"] = holder?.Email ?? "", ["may_ask_again"] = concern.State == ConcernState.Closed },
        };
    }

    Task<Concern?> WholeAsync(Guid concernId, CancellationToken cancellation) =>
        db.Concerns.Include(one => one.Event).ThenInclude(one => one.Team).ThenInclude(member => member.Person)
            .Include(one => one.People.OrderBy(person => person.Id)).ThenInclude(one => one.Person)
            .Include(one => one.Notes.OrderBy(note => note.At))
            .AsSplitQuery().FirstOrDefaultAsync(one => one.Id == concernId, cancellation);
}
