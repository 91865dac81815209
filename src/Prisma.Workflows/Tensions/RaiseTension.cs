using Prisma.Workflows.Audit;

namespace Prisma.Workflows.Tensions;

/// <summary>Somebody on their way, or of the team, brings a tension to a circle (form F-29b); its facilitator is asked to answer within seven days.</summary>
public sealed class RaiseTension(PrismaDbContext db, TensionMails mails, AuditTrail audit, TimeProvider time)
{
    static readonly TimeSpan TimeToAnswer = TimeSpan.FromDays(7);

    /// <param name="enrolmentId">The passage they are on; null for somebody of the team.</param>
    /// <param name="said">The answers of F-29b, already checked.</param>
    public async Task<Outcome<Tension>> ExecuteAsync(Guid eventId, Guid personId, Guid? enrolmentId, JsonObject said, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Team).ThenInclude(member => member.Person).ThenInclude(person => person.Roles).AsSplitQuery().SingleAsync(one => one.Id == eventId, cancellation);
        var circle = said["circle"]!.ToString();
        if (Circles.AnswererOf(theEvent, circle, personId) is not { } answerer)
            return Problems.Refused("Nobody is named yet who could answer it here. Please talk with the people who hold the event; what you wrote still stands below.");
        var what = said["what"]!.ToString();
        if (await db.Tensions.FirstOrDefaultAsync(one => one.EventId == eventId && one.PersonId == personId && one.Circle == circle && one.What == what && one.AnsweredAt == null, cancellation) is { } sentBefore)
            return sentBefore;
        var now = time.GetUtcNow();
        var tension = new Tension
        {
            EventId = eventId,
            Event = theEvent,
            PersonId = personId,
            EnrolmentId = enrolmentId,
            Circle = circle,
            What = what,
            Effect = said["effect"]!.ToString(),
            Wish = said["wish"]!.ToString(),
            IsByName = said["by_name"]!.ToString() == "yes",
            At = now,
            DueAt = now + TimeToAnswer,
            AnswererId = answerer.Id,
        };
        db.Tensions.Add(tension);
        mails.OweAnswerer(tension, answerer, 1);
        audit.Tell(theEvent.Story, AuditTrail.Prisma, $"A tension was brought to {Circles.InWords(circle)}; {answerer.Name} is asked to answer it.");
        return tension;
    }
}
