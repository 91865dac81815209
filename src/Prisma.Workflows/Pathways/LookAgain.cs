using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways;

/// <summary>
/// Whoever leads says of agreements whose review date has come, after a word with whoever signed, that they go on, are signed anew, or end (domain.md §12.3, §17).
/// Signed anew means the text as it is now; the one before holds until the last has signed, and is then superseded.
/// </summary>
public sealed class LookAgain(PrismaDbContext db, PassageCompanion passages, AgreementLibrary library, AgreementText texts, TimeProvider time)
{
    public const string GoesOn = "goes-on", Anew = "anew", Ends = "ends";

    const int DaysToSign = 21;

    /// <param name="ids">One, or all that are alike.</param>
    /// <param name="decision"><see cref="GoesOn"/>, <see cref="Anew"/> or <see cref="Ends"/>.</param>
    /// <param name="until">Where it goes on: the day on which it is looked at once more.</param>
    /// <param name="why">What was talked about, in 10 to 500 characters; whoever signed reads it.</param>
    /// <returns>The agreements that were looked at.</returns>
    public async Task<Outcome<List<Agreement>>> ExecuteAsync(Guid eventId, IReadOnlyList<Guid> ids, string decision, DateOnly? until, string why, Actor by, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
        var today = Zones.DayOf(time.GetUtcNow(), theEvent.TimeZone);
        var due = await Due(db, eventId, today).Where(one => ids.Contains(one.Id)).ToListAsync(cancellation);
        Problems problems = [];
        ChangeRules.RequireTheLead(problems, theEvent, by, "decision");
        problems.Require(due.Count > 0, "agreements", "Please choose which agreement; what was looked at already is no longer here.");
        problems.Require(decision is GoesOn or Anew or Ends, "decision", "Please say whether it goes on, is signed anew, or ends.");
        problems.Require(decision != GoesOn || until > today, "until", "Please choose a later day on which it is looked at once more.");
        problems.Require(ChangeRules.IsReason(why), "why", "Please say in 10 to 500 characters what you talked about; whoever signed reads it.");
        if (problems.Any)
            return problems;
        List<(Passage Passage, Agreement Agreement)> looked = [];
        foreach (var agreement in due)
        {
            var passage = await passages.OfExistingAsync(agreement.EnrolmentId, cancellation);
            problems.Require(
                decision != Anew || passage.Enrolment.IsLive,
                "decision",
                $"“{agreement.Title}” with {passage.Enrolment.Name} cannot be signed anew: their pathway has come to its end. It can go on, or end.");
            var missing = decision == Anew ? Missing(passage, agreement) : null;
            problems.Require(
                missing is null,
                "decision",
                $"“{agreement.Title}” cannot be signed anew: {missing?.TypedName}, who signed it, has left, and nobody has that part now. It can go on, or end.");
            looked.Add((passage, agreement));
        }

        if (problems.Any)
            return problems;
        foreach (var (passage, agreement) in looked)
            await DecideAsync(passage, agreement, decision, until, why.Trim(), by, cancellation);
        return due;
    }

    /// <summary>What is in force, whose review date has come, and what nobody signs anew already.</summary>
    public static IQueryable<Agreement> Due(PrismaDbContext db, Guid eventId, DateOnly today) =>
        EndAgreements.GoingOn(db).Include(one => one.Signatures).Where(one => one.ReviewOn <= today
            && db.Enrolments.Any(enrolment => enrolment.Id == one.EnrolmentId && enrolment.EventId == eventId)
            && !db.Agreements.Any(other => other.EnrolmentId == one.EnrolmentId && other.StepKey == one.StepKey && other.State == AgreementState.Signing));

    async Task DecideAsync(Passage passage, Agreement agreement, string decision, DateOnly? until, string why, Actor by, CancellationToken cancellation)
    {
        if (decision == Anew)
        {
            passage.Tell(by.Name, $"{by.Name} looked at “{agreement.Title}” again: it is signed anew. {why}");
            await OpenAnewAsync(passage, agreement, why, cancellation);
            return;
        }

        agreement.State = decision == Ends ? AgreementState.Ended : AgreementState.Active;
        agreement.ReviewOn = decision == Ends ? null : until;
        agreement.Revision++;
        passage.Tell(by.Name, $"{by.Name} looked at “{agreement.Title}” again: it {(decision == Ends ? "ends" : $"goes on, and is looked at once more on {DayWords.Say(until!.Value)}")}. {why}");
        foreach (var person in agreement.Signatures.Select(one => passage.Find(one.PersonId)).OfType<Person>().DistinctBy(person => person.Id))
        {
            var facts = new JsonObject
            {
                ["agreement"] = AgreementBook.Facts(agreement, person),
                ["review"] = new JsonObject { ["ends"] = decision == Ends, ["why"] = why },
            };
            var signed = passage.Enrolment.Steps.FindLast(one => one.AgreementId == agreement.Id && one.ActorId == person.Id);
            passage.Owe("E18b", person, $"looked-at-{agreement.Id:N}-{agreement.Revision}", signed, facts, diesWithStep: false);
        }
    }

    /// <summary>Who signed, has left, and whose part nobody has now; whoever signed for themselves has nobody in their place.</summary>
    Signature? Missing(Passage passage, Agreement agreement) => agreement.Signatures.Find(one => passage.Find(one.PersonId) is null
        && (one.Party == Step.RoleHolder || !new AgreementBook(passage, [], library, texts).HasSomebodyFor([one.Party])));

    async Task OpenAnewAsync(Passage passage, Agreement agreement, string why, CancellationToken cancellation)
    {
        var all = await Agreement.Whole(db).Where(one => one.EnrolmentId == agreement.EnrolmentId).ToListAsync(cancellation);
        var parties = agreement.Signatures.OrderBy(one => one.Order).ToList();
        var holder = parties.Find(one => one.Party == Step.RoleHolder) is { } own ? passage.Find(own.PersonId) : null;
        new AgreementBook(passage, all, library, texts).Open(
            agreement.TemplateId, agreement.Also, [.. parties.Select(one => one.Party).Where(party => party != Step.RoleHolder)], agreement.StepKey, "E16", "L-sign", passage.Now.AddDays(DaysToSign), "", holder, why);
    }
}
