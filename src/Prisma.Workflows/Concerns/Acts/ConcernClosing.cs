namespace Prisma.Workflows.Concerns.Acts;

/// <summary>How a concern ends.</summary>
/// <param name="Outcome">As a class that is counted.</param>
/// <param name="Reason">For the sealed record.</param>
/// <param name="ToReporter">What who told it reads.</param>
/// <param name="OtherMail">Where to write to the other side; empty where they were told in person.</param>
/// <param name="ToOther">What they read.</param>
/// <param name="WhyFewer">Why fewer than three decided, if so.</param>
/// <param name="IsWished">Who told it wishes authorities to know, or somebody is in danger.</param>
public sealed record ConcernClosing(ConcernOutcome? Outcome, string Reason, string ToReporter, string OtherMail, string ToOther, string WhyFewer, bool IsWished);
