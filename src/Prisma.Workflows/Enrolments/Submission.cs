namespace Prisma.Workflows.Enrolments;

/// <summary>How handing something in went; a mistake of the person's is a sentence here, never an exception.</summary>
public sealed record Submission(SubmissionResult Result, string Sentence)
{
    public static readonly Submission Accepted = new(SubmissionResult.Accepted, "");

    /// <summary>A second click, a second tab, an old mail: calm, and nothing is applied twice.</summary>
    public static readonly Submission AlreadyDone = new(SubmissionResult.AlreadyDone, "This step is already done. Nothing was changed.");

    public static Submission Refused(string sentence) => new(SubmissionResult.Refused, sentence);

    public bool IsAccepted => Result == SubmissionResult.Accepted;
}
