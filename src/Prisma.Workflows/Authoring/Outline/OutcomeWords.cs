using System.Collections.Frozen;

namespace Prisma.Workflows.Authoring.Outline;

/// <summary>Outcomes as people say them; a branch that somebody named keeps its name.</summary>
public static class OutcomeWords
{
    static readonly FrozenDictionary<string, string> _words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Submitted"] = "handed in",
        ["MoreTime"] = "asks for more time",
        ["Withdrawn"] = "steps out",
        ["Lapsed"] = "not heard from",
        ["Consented"] = "consented",
        ["ConsentedWithConditions"] = "consented with conditions",
        ["Returned"] = "sent back",
        ["Declined"] = "declined",
        ["NoQuorum"] = "too few answered",
        ["Unresolved"] = "objections still open after all rounds",
        ["Active"] = "all have signed",
        ["QuestionRaised"] = "a question was asked",
        ["Expired"] = "not signed in time",
        ["Attended"] = "came",
        ["CaughtUp"] = "caught up afterwards",
        ["Missed"] = "missed it",
        ["Done"] = "done",
        ["Blocked"] = "could not be done",
        ["Sent"] = "sent",
        ["Received"] = "it has happened",
        ["TimedOut"] = "it did not happen in time",
        ["Reached"] = "the day has come",
        ["Reserved"] = "a seat is held",
        ["Waitlisted"] = "on the waiting list",
        ["Released"] = "the seat is given back",
        ["Recorded"] = "written down",
        ["Otherwise"] = "otherwise",
        ["Faulted"] = "it failed",
        ["True"] = "yes",
        ["False"] = "no",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string port) => _words.GetValueOrDefault(port, port);
}
