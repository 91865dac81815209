using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Agreements;

/// <summary>One party signs; the next is asked, and after the last the agreement is active (domain.md §12.3).</summary>
public sealed class SignAgreement(PrismaDbContext db, StepGuard guard, SigningCodes codes, AgreementLibrary library, WorkflowRuntime runtime)
{
    public const string IsVoid = "This text is no longer the one that was put before its parties, so it is void and nobody can sign it. Please tell the facilitators, who put it before everybody anew.";

    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, SigningAct act, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Signature, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        var agreement = await Agreement.Whole(db).SingleAsync(one => one.Id == step.AgreementId, cancellation);
        if (await ObjectionAsync(agreement, passage, step, act, cancellation) is { } objection)
            return Submission.Refused(objection);
        var turn = agreement.Turn()!;
        turn.SignedAt = passage.Now;
        turn.TypedName = act.TypedName.Trim();
        turn.Email = passage.PersonOf(personId).Email;
        turn.Method = act.Method;
        turn.TextHash = agreement.Hash;
        turn.Browser = act.Browser.Length > 200 ? act.Browser[..200] : act.Browser;
        agreement.Revision++;
        passage.CloseStep(step, StepState.Submitted, "Signed");
        var name = passage.NameOf(personId);
        passage.Tell(name, $"{name} signed “{agreement.Title}”{(turn.InWords.Length > 0 ? $" as {turn.InWords}" : "")}.");
        if (agreement.Turn() is { } next)
        {
            AgreementBook.Ask(passage, agreement, next, step.Mail, step.Ladder);
            return Submission.Accepted;
        }

        await ActivateAsync(passage, agreement, cancellation);
        return Submission.Accepted;
    }

    async Task<string?> ObjectionAsync(Agreement agreement, Passage passage, Step step, SigningAct act, CancellationToken cancellation)
    {
        if (agreement.State != AgreementState.Signing || agreement.Turn()?.PersonId != step.ActorId)
            return "It is not your turn to sign this yet. You will get a mail when it is.";
        if (AgreementText.Hash(agreement.Text) != agreement.Hash)
            return IsVoid;
        if (act.TextHash != agreement.Hash)
            return "The text you read is not the text that is open for signing. Please read the page again.";
        if (agreement.ClockStoppedAt is not null)
            return "A question about this agreement is still open. Signing goes on when it is answered.";
        if (!act.Intends)
            return "Please tick that you intend to sign.";
        if (!IsName(act.TypedName, passage.PersonOf(step.ActorId).Name))
            return $"Please type your full name as we know it: {passage.PersonOf(step.ActorId).Name}.";
        return await codes.UseAsync(step, act, cancellation);
    }

    async Task ActivateAsync(Passage passage, Agreement agreement, CancellationToken cancellation)
    {
        agreement.State = AgreementState.Active;
        agreement.ActiveAt = passage.Now;
        agreement.ReviewOn = library.Find(agreement.TemplateId, passage.Person.Language).ReviewOn(passage.Event, Zones.DayOf(passage.Now, passage.Event.TimeZone));
        await SupersedeAsync(passage, agreement, cancellation);
        foreach (var person in agreement.Signatures.Select(one => passage.Find(one.PersonId)).OfType<Person>().DistinctBy(person => person.Id))
        {
            var facts = new JsonObject
            {
                ["agreement"] = AgreementBook.Facts(agreement, person),
                ["attachment"] = new JsonObject { ["name"] = $"{agreement.TemplateId}-signed.txt", ["text"] = SignedCopy.Write(agreement) },
            };
            passage.Owe("E18", person, $"signed-{agreement.Id:N}", OwnSignature(person), facts, diesWithStep: false, immediate: passage.HasJustActed(person));
        }

        passage.Tell($"“{agreement.Title}” is signed by all and active.");
        await runtime.ResumeAsync(agreement.BookmarkId, new JsonObject { ["outcome"] = "Active" }, cancellation);

        // Each signer's copy stands on the step where they signed; nobody opens another's.
        Step? OwnSignature(Person person) => passage.Enrolment.Steps.FindLast(one => one.AgreementId == agreement.Id && one.ActorId == person.Id);
    }

    /// <summary>What was signed before in its place holds until now.</summary>
    async Task SupersedeAsync(Passage passage, Agreement agreement, CancellationToken cancellation)
    {
        foreach (var before in await db.Agreements.Where(one => one.EnrolmentId == agreement.EnrolmentId && one.StepKey == agreement.StepKey && one.Round < agreement.Round && one.State == AgreementState.Active).ToListAsync(cancellation))
        {
            before.State = AgreementState.Superseded;
            before.Revision++;
            passage.Tell($"What was signed before as “{before.Title}” holds no longer; the new one takes its place.");
        }
    }

    static bool IsName(string typed, string known)
    {
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        return compare.Compare(Squeeze(typed), Squeeze(known), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;

        static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
