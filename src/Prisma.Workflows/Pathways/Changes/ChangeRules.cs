using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What every change of an event asks first, and whom it concerns.</summary>
static class ChangeRules
{
    public const string GiveAReason = "Please say why in 10 to 500 characters; everybody who is told reads it.";

    /// <summary>Whoever is on the way, and whoever has come through it and holds a seat.</summary>
    public static IQueryable<Enrolment> Concerned(PrismaDbContext db, Guid eventId) =>
        db.Enrolments.Where(one => one.EventId == eventId && (one.LiveKey != null || db.Seats.Any(seat => seat.EnrolmentId == one.Id && seat.State != SeatState.Released)));

    /// <summary>The hosting agreement (A-03), the contribution agreement (A-05) and a guardian's yes (A-06g) name the days.</summary>
    public static bool NamesTheDays(Agreement agreement) => agreement.TemplateId is Agreement.Hosting or Agreement.Contribution or "A-06g";

    /// <summary>A long shift is signed again; a short one counts by notice.</summary>
    public static bool IsSignedAgain(EventChange change) => Math.Abs(Shift(change)) > MovePassage.NoticeDays;

    /// <summary>How many days later it begins.</summary>
    public static int Shift(EventChange change) => change.NewStartsOn!.Value.DayNumber - change.OldStartsOn!.Value.DayNumber;

    /// <summary>An event is moved or cancelled while it is still on, and afterwards while nobody has said that it took place.</summary>
    public static bool MayChange(Event theEvent, DateTimeOffset now) => EventClock.IsStillOn(theEvent, now) || EventClock.IsUnsaid(theEvent, now);

    public static string WhyNot(Event theEvent) =>
        theEvent.IsAlive ? "This event has taken place; it can no longer be changed." : "This event was cancelled already.";

    /// <summary>Who agrees to other days.</summary>
    public static readonly Part[] StewardParts = [Part.Steward, Part.StewardDelegate];

    public static IEnumerable<Person> Facilitators(Event theEvent) => InParts(theEvent, Event.Facilitating);

    public static IEnumerable<Person> Stewards(Event theEvent) => InParts(theEvent, StewardParts);

    static IEnumerable<Person> InParts(Event theEvent, Part[] parts) =>
        theEvent.Team.Where(member => parts.Contains(member.Part)).Select(member => member.Person).DistinctBy(person => person.Id);

    /// <summary>By when who is asked for a word on a change is to give it.</summary>
    public static DateTimeOffset AnswerBy(EventChange change) => change.ProposedAt.AddDays(change.Kind == ChangeKind.Pause ? 1 : 2);

    /// <summary>What a mail to somebody of the team names.</summary>
    public static JsonObject Facts(Event theEvent, Person to, Uri home, string path) =>
        MailFacts.OfEvent(theEvent, to, home, theEvent.LeadBeside(to.Id) ?? theEvent.Lead, path, $"you are in the team of {theEvent.Name}");

    /// <summary>Asks somebody of the team for something on one of the event's pages.</summary>
    public static OwedMail TaskMail(Event theEvent, Person to, Uri home, string purpose, string path, JsonObject task)
    {
        var facts = Facts(theEvent, to, home, path);
        facts["step"] = task;
        return new OwedMail("E68", to.Id, purpose, facts);
    }

    /// <summary>Nobody is still asked for a word on a change that was decided before the mail went out.</summary>
    public static async Task TakeBackAsync(PrismaDbContext db, string purpose, CancellationToken cancellation)
    {
        var asked = $":{purpose}:";
        foreach (var mail in await db.Outbox.Where(mail => mail.State == OutboxState.Pending && mail.Key.Contains(asked)).ToListAsync(cancellation))
        {
            mail.State = OutboxState.Cancelled;
            mail.Revision++;
        }
    }

    /// <summary>Whatever was proposed, is under way or was asked about the event as a whole gives way to what is decided now.</summary>
    public static async Task DropOpenAsync(PrismaDbContext db, Event theEvent, CancellationToken cancellation)
    {
        foreach (var open in await db.EventChanges.Where(one => one.EventId == theEvent.Id && (one.State == ChangeState.Proposed || one.State == ChangeState.UnderWay)).ToListAsync(cancellation))
        {
            open.State = ChangeState.Dropped;
            open.Revision++;
            await TakeBackAsync(db, PurposeOf(open), cancellation);
        }

        await TakeBackAsync(db, AskAfterTheDays.PurposeOf(theEvent), cancellation);
    }

    /// <summary>Of the mails that ask for a word on a change.</summary>
    public static string PurposeOf(EventChange change) => $"{(change.Kind == ChangeKind.Pause ? "pause" : "move")}-{change.Id:N}";

    public static bool IsReason(string reason) => reason.Trim().Length is >= 10 and <= 500;

    public static void RequireTheLead(Problems problems, Event theEvent, Actor by, string about = Problems.Whole) =>
        problems.Require(IsLead(theEvent, by.PersonId), about, WhoDecides(theEvent));

    public static bool IsLead(Event theEvent, Guid? personId) => theEvent.Lead is { } lead && lead.Id == personId;

    public static string WhoDecides(Event theEvent) => theEvent.Lead is { } lead
        ? $"{lead.Name} leads this event and decides this. Please talk with them."
        : "Name a lead facilitator in the team first: the lead decides this.";
}
