namespace Prisma.Workflows.Concerns.Acts;

/// <summary>Somebody tells the trust nodes that something isn't right; it goes to those of them who are not named in it.</summary>
public sealed class TellTrustNodes(PrismaDbContext db, ConcernBook book)
{
    public const string NobodyLeft =
        "Everybody who could read this here is named in it, so we keep nothing and send nothing. Please tell it to somebody you trust at the hub, or to the counselling or emergency number of the place where you are. What you wrote still stands below, for you to copy.";

    /// <param name="said">The answers of F-31, already checked.</param>
    /// <param name="notThese">Whom who tells it does not want to read it.</param>
    /// <param name="code">Made with the page, so that a page sent twice is one concern.</param>
    /// <param name="knownAs">Who tells it, where they came by a link or signed in: nobody receives what they told themselves.</param>
    public async Task<Outcome<Concern>> ExecuteAsync(Guid eventId, JsonObject said, IReadOnlyCollection<Guid> notThese, string code, Guid? knownAs, CancellationToken cancellation)
    {
        if (await book.OfSideAsync(ConcernKey.OfCode(code), cancellation) is { } same)
            return same;
        var theEvent = await db.Events.Include(one => one.Team).ThenInclude(member => member.Person).SingleAsync(one => one.Id == eventId, cancellation);
        var circle = await TrustCircle.OfAsync(db, theEvent, cancellation);
        var mail = said["contact_mail"]?.ToString() ?? "";
        var involved = circle.All.Where(person => notThese.Contains(person.Id) || person.Id == knownAs || NamedIn.Report(said, person)).ToList();
        var holders = circle.Holders(involved.Select(person => person.Id).ToHashSet());
        if (holders.Count == 0)
            return Problems.Refused(NobodyLeft);
        var concern = new Concern
        {
            EventId = eventId,
            Event = theEvent,
            CodeHash = ConcernKey.HashOf(code),
            Said = said.ToJsonString(),
            ReporterMail = mail,
            ReceivedAt = book.Now,
            MeetBy = WorkingDays.MeetBy(theEvent, book.Now),
        };
        db.Concerns.Add(concern);
        involved.ForEach(person => book.Join(concern, person, ConcernPart.Involved));
        foreach (var holder in holders)
            book.Join(concern, holder, ConcernPart.Responder);
        book.OweReporter(concern, "E64", "received");
        book.TellNeutrally(concern, "A message came in for the trust nodes.");
        return concern;
    }
}
