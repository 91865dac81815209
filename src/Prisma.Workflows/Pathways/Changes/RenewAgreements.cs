using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>An agreement that names the days of an event takes its new ones by notice, or is signed again where they are far from the old (domain.md §13.5).</summary>
public sealed class RenewAgreements(PrismaDbContext db, AgreementLibrary library, AgreementText texts)
{
    const int DaysToSign = 21;

    public async Task ExecuteAsync(Passage passage, EventChange change, CancellationToken cancellation)
    {
        var agreements = await Agreement.Whole(db).Where(one => one.EnrolmentId == passage.Enrolment.Id).ToListAsync(cancellation);
        foreach (var signing in agreements.Where(one => one.State == AgreementState.Signing))
        {
            var open = passage.Enrolment.Steps.Find(step => step.AgreementId == signing.Id && step.IsOpen);
            signing.ExpiresAt = open?.DueAt ?? signing.ExpiresAt;
            signing.Revision++;
        }

        foreach (var agreement in agreements.Where(one => one.State is AgreementState.Active or AgreementState.Signing && ChangeRules.NamesTheDays(one)).GroupBy(one => one.StepKey).Select(rounds => rounds.MaxBy(one => one.Round)!))
        {
            if (agreement.State == AgreementState.Signing && agreement.Signatures.TrueForAll(one => one.SignedAt is null))
            {
                texts.FreezeAnew(agreement, passage);
                passage.Tell($"“{agreement.Title}”, which nobody has signed yet, names the new days.");
                continue;
            }

            if (!ChangeRules.IsSignedAgain(change) || !passage.Enrolment.IsLive)
            {
                passage.Tell($"The new days count in “{agreement.Title}” by this notice.");
                continue;
            }

            var book = new AgreementBook(passage, agreements, library, texts);
            var parties = agreement.Signatures.OrderBy(one => one.Order).Select(one => one.Party).Distinct(StringComparer.Ordinal).ToList();
            if (!book.HasSomebodyFor(parties))
            {
                passage.Tell($"“{agreement.Title}” cannot be signed again, as somebody who signed has left and nobody has their part; the new days count by this notice.");
                passage.LetLeadKnow($"“{agreement.Title}” with {passage.Name} would be signed again with the new days, and one who signed has nobody in their part now; talk with those who signed");
                continue;
            }

            var waiting = agreement.State == AgreementState.Signing ? End(passage, agreement) : "";
            book.Open(agreement.TemplateId, agreement.Also, parties, agreement.StepKey, "E16", "L-sign", passage.Now.AddDays(DaysToSign), waiting, why: "the days of the event have changed.");
            passage.Tell($"The shift is longer than {MovePassage.NoticeDays} days, so “{agreement.Title}” is signed again with the new days.");
        }
    }

    /// <summary>What some have signed and others not yet is signed by nobody else; what was asked about it still waits for its answer.</summary>
    /// <returns>The bookmark at which the workflow waits, now for the new one.</returns>
    static string End(Passage passage, Agreement agreement)
    {
        agreement.State = AgreementState.Ended;
        agreement.Revision++;
        foreach (var step in passage.Enrolment.Steps.Where(step => step.AgreementId == agreement.Id && step.IsOpen).ToList())
            passage.CloseStep(step, StepState.Skipped, nameof(StepState.Skipped));

        return agreement.BookmarkId;
    }
}
