using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Ends one passage of a cancelled event: what is open closes as cancelled, the seat is free, mails not yet sent are taken back, and whoever is on it is told by role.</summary>
public sealed class CancelPassage(PrismaDbContext db, SeatLine seats, WorkflowRuntime runtime)
{
    public async Task ExecuteAsync(Passage passage, EventChange change, CancellationToken cancellation)
    {
        if (passage.Enrolment.IsLive)
            passage.End(EnrolmentState.Cancelled, change.Reason);

        // Only now the run: ended first, it would pass its open steps over as skipped.
        await runtime.CancelAsync(passage.Enrolment.InstanceId, cancellation);
        await seats.ReleaseAsync(passage, runtime, cancellation);
        await EndSigningAsync(passage.Enrolment.Id, cancellation);
        await TakeBackMailsAsync(passage.Enrolment.Id, cancellation);
        passage.Tell($"The event will not take place, so this way has ended. {change.ProposedBy} gave the reason: {change.Reason}");
        Tell(passage, change);
    }

    /// <summary>What the run itself asked to be signed ended with it; this is for what a move of the event asked.</summary>
    async Task EndSigningAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        foreach (var agreement in await db.Agreements.Where(one => one.EnrolmentId == enrolmentId).ToListAsync(cancellation))
        {
            if (agreement.State == AgreementState.Signing)
            {
                agreement.State = AgreementState.Ended;
                agreement.Revision++;
            }
        }
    }

    async Task TakeBackMailsAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        foreach (var mail in await db.Outbox.Where(mail => mail.EnrolmentId == enrolmentId && mail.State == OutboxState.Pending).ToListAsync(cancellation))
        {
            mail.State = OutboxState.Cancelled;
            mail.Revision++;
        }
    }

    internal static void LetLeadLookBack(Passage passage) =>
        passage.LetLeadKnow($"{passage.Name} is cancelled; look back together all the same, and ask everybody who was on the way");

    static void Tell(Passage passage, EventChange change)
    {
        if (passage.Enrolment.IsOfEvent)
        {
            LetLeadLookBack(passage);
            return;
        }

        var isPerson = Pathway.KindOf(passage.Enrolment.Pathway) is null;
        foreach (var person in passage.Stakeholders)
        {
            var facts = TellTheTeam.Facts(passage.Event, change, person);
            if (isPerson && person.Id == passage.Person.Id)
                facts["action"] = new JsonObject { ["page"] = "data" };
            passage.Owe(isPerson ? "E24" : "E24o", person, "cancelled", null, facts);
        }
    }
}
