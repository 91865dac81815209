using Prisma.Workflows.Concerns;

namespace Prisma.Workflows.Web.Concerns;

/// <summary>What belongs to concerns, as people say it.</summary>
static class ConcernWords
{
    public static string Of(ConcernState state) => state switch
    {
        ConcernState.Received => "not opened yet",
        ConcernState.Acknowledged => "being looked into",
        ConcernState.Closed => "closed",
        ConcernState.Appealed => "looked at again",
        _ => "at rest",
    };

    public static string Of(ConcernOutcome outcome) => outcome switch
    {
        ConcernOutcome.Nothing => "nothing to do",
        ConcernOutcome.Talk => "a talk",
        ConcernOutcome.Agreement => "an agreement",
        ConcernOutcome.StepAway => "somebody steps away for a while",
        ConcernOutcome.Exclusion => "somebody leaves the event",
        _ => "authorities are told",
    };

    public static string Of(NoteKind kind) => kind switch
    {
        NoteKind.Act => "What happened",
        NoteKind.Meeting => "We met, or meet on",
        NoteKind.Safety => "What keeps people safe until it is decided",
        NoteKind.HeardReporter => "We heard who told it",
        NoteKind.HeardOther => "We heard the other side",
        NoteKind.ToReporter => "A word to who told it (they read it)",
        NoteKind.FromReporter => "From who told it",
        NoteKind.Decision => "Why we decided so",
        NoteKind.Appeal => "Asked for a second look",
        NoteKind.SecondLook => "What the second look came to",
        _ => "A remark",
    };
}
