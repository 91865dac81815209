using System.Net.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns.Acts;

/// <summary>Those who looked into a concern decide and tell both sides; each may ask once for a second look.</summary>
public sealed class CloseConcern(ConcernBook book)
{
    public const int Deciders = 3;

    public async Task<Outcome<Concern>> ExecuteAsync(Guid concernId, ConcernClosing closing, Actor by, CancellationToken cancellation)
    {
        if (await book.OfReaderAsync(concernId, by.PersonId!.Value, cancellation) is not { State: ConcernState.Acknowledged } concern)
            return Problems.Refused("Please say first that you are looking into it; a closed concern is closed once.");
        var problems = Check(concern, closing);
        if (problems.Any)
            return problems;
        concern.State = ConcernState.Closed;
        concern.ClosedAt = book.Now;
        concern.Outcome = closing.Outcome;
        (concern.ToReporter, concern.ToOther, concern.OtherMail) = (closing.ToReporter.Trim(), closing.ToOther.Trim(), Person.Normalise(closing.OtherMail));
        book.Note(concern, NoteKind.Decision, by.Name, string.Join("\n", new[] { closing.Reason, closing.WhyFewer }.Where(one => one.Trim().Length > 0)));
        book.OweReporter(concern, "E65", "closed");
        book.OweOther(concern, "closed-other");
        book.TellNeutrally(concern, "A matter with the trust nodes was closed.");
        return concern;
    }

    static Problems Check(Concern concern, ConcernClosing closing)
    {
        var problems = new Problems();
        problems.Require(closing.Outcome is not null, "outcome", "Please say what came of it.");
        problems.Require(closing.Reason.Trim().Length > 0, "reason", "Please write down why; only those who look into it read this.");
        problems.Require(closing.ToReporter.Trim().Length > 0, "toReporter", "Please write what who told it should know. They read it even when nothing was found.");
        problems.Require(closing.OtherMail.Trim().Length == 0 || MailAddress.TryCreate(closing.OtherMail, out _), "otherMail", "Please write a whole mail address, or leave it empty.");
        problems.Require(closing.OtherMail.Trim().Length == 0 || closing.ToOther.Trim().Length > 0, "toOther", "Please write what the other side should know.");
        problems.Require(
            concern.People.Count(one => one.Part == ConcernPart.Responder) >= Deciders || closing.WhyFewer.Trim().Length > 0,
            "whyFewer",
            "Three people decide on a concern. Ask one more who is not involved, or write down why there is nobody.");
        problems.Require(
            closing.Outcome != ConcernOutcome.Authorities || closing.IsWished,
            "wished",
            "Authorities are told only when who told it wishes so, or somebody is in danger. Please tick that it is so.");
        return problems;
    }
}
