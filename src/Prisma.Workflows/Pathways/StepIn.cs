using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways;

/// <summary>Whoever has left an event's team is asked for nothing any more: what was open with them is asked of whoever acts in their part now.</summary>
sealed class StepIn(PrismaDbContext db, PassageCompanion passages, AnswerReview reviews, AgreementText texts, WorkflowRuntime runtime)
{
    const string TaskMail = "E68", SignedCopyMail = "E18";

    public async Task ExecuteAsync(Event theEvent, CancellationToken cancellation)
    {
        var team = theEvent.Team.Select(member => member.PersonId).ToList();
        await EndRolesAsync(theEvent, team, cancellation);
        await ReplaceSignersAsync(theEvent, team, cancellation);
        await TakeBackMailsAsync(theEvent, team, cancellation);
        var others = await db.Steps.Where(step => step.State == StepState.Open && !team.Contains(step.ActorId)
                && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == theEvent.Id && one.LiveKey != null))
            .OrderBy(step => step.OpenedAt).ThenBy(step => step.Id).Select(step => step.Id).ToListAsync(cancellation);
        foreach (var id in others)
        {
            // Most of them are the stakeholder's own, or those of people whom an organisation named.
            if (await passages.OfStepAsync(id, cancellation) is ({ } passage, { IsOpen: true } step) && passage.Find(step.ActorId) is null)
                await HandOverAsync(passage, step, cancellation);
        }

        var reading = await db.Reviews.Include(review => review.Responses).Where(review => review.DecidedAt == null && review.Responses.Any(response => !team.Contains(response.PersonId))
                && db.Enrolments.Any(one => one.Id == review.EnrolmentId && one.EventId == theEvent.Id && one.LiveKey != null))
            .OrderBy(review => review.OpenedAt).ThenBy(review => review.Id).ToListAsync(cancellation);
        foreach (var review in reading.Where(review => review.IsOpen))
        {
            if (await passages.OfEnrolmentAsync(review.EnrolmentId, cancellation) is { } passage)
                await reviews.FillCirclesAsync(passage, review, cancellation);
        }
    }

    /// <summary>What they were still to be told, or asked for with the day's other tasks, is of no use to them; but a copy of what they signed is theirs.</summary>
    async Task TakeBackMailsAsync(Event theEvent, List<Guid> team, CancellationToken cancellation)
    {
        foreach (var mail in await db.Outbox.Where(mail => mail.State == OutboxState.Pending && mail.Template != SignedCopyMail && !team.Contains(mail.PersonId)
                && db.Enrolments.Any(one => (one.Id == mail.EnrolmentId || one.Steps.Any(step => step.Id == mail.StepId)) && one.EventId == theEvent.Id && one.PersonId != mail.PersonId && !one.Contacts.Any(contact => contact.PersonId == mail.PersonId))).ToListAsync(cancellation))
        {
            mail.State = OutboxState.Cancelled;
            mail.Revision++;
        }
    }

    async Task HandOverAsync(Passage passage, Step step, CancellationToken cancellation)
    {
        if (step.Kind == StepKind.Reading)
        {
            await reviews.GoOnWithoutAsync(passage, step, cancellation);
        }
        else if (Other(passage, step) is { } other)
        {
            passage.CloseStep(step, StepState.Skipped, Step.HandedOver);
            passage.Tell($"{other.Name} steps in for “{step.Title}”.");
            await AskAsync(passage, step, other, cancellation);
        }
        else if (step.NextRungAt is not null)
        {
            // It stays as it is, and is handed over as soon as somebody is named for it.
            step.NextRungAt = null;
            step.Revision++;
        }
    }

    /// <summary>Nobody is asked to answer, or to call, themselves.</summary>
    static Person? Other(Passage passage, Step step)
    {
        var other = passage.InsteadOf(step.ActorId, step.ActorPart);
        return other is not null && passage.Enrolment.Steps.Exists(one => one.Id == step.AboutId && one.ActorId == other.Id) ? passage.Event.LeadBeside(other.Id) : other;
    }

    async Task AskAsync(Passage passage, Step step, Person other, CancellationToken cancellation)
    {
        if (step.Kind == StepKind.Signature)
        {
            var agreement = await db.Agreements.Include(one => one.Signatures).SingleAsync(one => one.Id == step.AgreementId, cancellation);
            agreement.Revision++;
            AgreementBook.Ask(passage, agreement, agreement.Turn()!, step.Mail, step.Ladder);
            return;
        }

        var least = Zones.EndOf(Zones.DayOf(passage.Now, other.TimeZone).AddDays(EventClock.ShortestNotice), other.TimeZone);
        passage.OpenStep(new StepOpening(step.Key, step.Kind, step.Title, other, step.ActorPart)
        {
            FormId = step.FormId,
            DueAt = step.DueAt < least ? least : step.DueAt,
            Mail = TaskMail,
            Ladder = step.Ladder,
            WhyNow = "whoever was asked before has left the team",
            BookmarkId = step.BookmarkId,
            ReviewId = step.ReviewId,
            AgreementId = step.AgreementId,
            Gathering = step.Gathering,
            AboutId = step.AboutId,
        });
    }

    /// <summary>Whoever signs for somebody who left is named: in the text itself while nobody has signed it, beside it afterwards, so that what others signed stays as it was.</summary>
    async Task ReplaceSignersAsync(Event theEvent, List<Guid> team, CancellationToken cancellation)
    {
        var signing = await db.Agreements.Include(one => one.Signatures).Where(one => one.State == AgreementState.Signing
                && db.Enrolments.Any(enrolment => enrolment.Id == one.EnrolmentId && enrolment.EventId == theEvent.Id && enrolment.LiveKey != null
                    && one.Signatures.Any(turn => turn.SignedAt == null && turn.PersonId != enrolment.PersonId && !team.Contains(turn.PersonId))))
            .OrderBy(one => one.OpenedAt).ThenBy(one => one.Id).ToListAsync(cancellation);
        foreach (var agreement in signing.Where(one => one.State == AgreementState.Signing))
        {
            var passage = await passages.OfExistingAsync(agreement.EnrolmentId, cancellation);
            var isSigned = agreement.Signatures.Exists(one => one.SignedAt is not null);
            var replaced = agreement.Signatures.Where(turn => turn.SignedAt is null && passage.Find(turn.PersonId) is null).Select(turn => (Turn: turn, Now: passage.InsteadOf(turn.PersonId, turn.Party)))
                .Where(one => one.Now is not null && one.Now.Id != one.Turn.PersonId).ToList();
            foreach (var (turn, now) in replaced)
            {
                var before = await db.People.SingleAsync(person => person.Id == turn.PersonId, cancellation);
                turn.PersonId = now!.Id;
                turn.InPlaceOf = isSigned && turn.InPlaceOf.Length == 0 ? before.Name : turn.InPlaceOf;
                passage.Tell($"{now.Name} signs “{agreement.Title}” in place of {before.Name}, who left the team. {(isSigned ? "What others signed before stays as it is." : "Nobody has signed yet, so it was put before its parties anew.")}");
            }

            if (replaced.Count > 0)
            {
                agreement.Revision++;
                if (!isSigned)
                    texts.FreezeAnew(agreement, passage);
            }
        }
    }

    /// <summary>An agreement on a role is about one person; nobody signs it in their place, and nobody after them.</summary>
    async Task EndRolesAsync(Event theEvent, List<Guid> team, CancellationToken cancellation)
    {
        var ended = await db.Agreements.Include(one => one.Signatures).Where(one => one.State == AgreementState.Signing
                && db.Enrolments.Any(enrolment => enrolment.Id == one.EnrolmentId && enrolment.EventId == theEvent.Id && enrolment.LiveKey != null)
                && one.Signatures.Any(signature => signature.Party == Step.RoleHolder && !team.Contains(signature.PersonId)))
            .OrderBy(one => one.OpenedAt).ThenBy(one => one.Id).ToListAsync(cancellation);
        foreach (var agreement in ended)
        {
            var passage = await passages.OfExistingAsync(agreement.EnrolmentId, cancellation);
            if (passage.Find(agreement.Signatures.First(one => one.Party == Step.RoleHolder).PersonId) is not null)
                continue;
            foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.AgreementId == agreement.Id))
                passage.CloseStep(step, StepState.Skipped, nameof(AgreementState.Ended));
            agreement.State = AgreementState.Ended;
            agreement.Revision++;
            passage.Tell($"“{agreement.Title}” is signed no further; whom it was about has left the team.");
            await runtime.ResumeAsync(agreement.BookmarkId, new JsonObject { ["outcome"] = nameof(AgreementState.Ended) }, cancellation);
        }
    }
}
