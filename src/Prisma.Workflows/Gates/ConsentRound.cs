namespace Prisma.Workflows.Gates;

/// <summary>What a round of consent comes to (domain.md §5.6): a quorum in every circle, the window passed or everybody heard, and no open objection.</summary>
public static class ConsentRound
{
    public static Decision Decide(Gate gate, int round, IReadOnlyCollection<AskedCircle> circles, IReadOnlyCollection<ReviewResponse> responses, bool windowIsOver)
    {
        var aside = responses.Where(response => response.Kind == ResponseKind.StandAside).Select(response => response.PersonId).ToHashSet();
        var voices = responses.Where(response => response.Kind != ResponseKind.StandAside).ToList();
        var heard = voices.Select(voice => voice.PersonId).ToHashSet();
        foreach (var circle in circles)
        {
            // Standing aside lowers the base of the quorum, never what a circle needs at least.
            if (circle.People.Count(person => !aside.Contains(person)) < circle.Voice.MinPeople)
            {
                return new Decision(Decision.NoQuorum, NotHeard(circle, aside), false);
            }
        }

        var everybody = circles.SelectMany(circle => circle.People).Where(person => !aside.Contains(person)).Distinct().ToList();
        if (!windowIsOver && !everybody.TrueForAll(heard.Contains))
            return Decision.Open;
        var objections = voices.Count(voice => voice.Kind == ResponseKind.Object);
        var refusals = voices.Count(voice => voice.Kind == ResponseKind.Decline);
        if (!circles.All(circle => IsQuorate(circle, aside, heard)))
            return objections > 0 ? SentBack(gate, round, objections) : Decision.Open;
        if (refusals >= gate.RefusalNeeds)
            return new Decision(Decision.Declined, $"{Decision.Count(refusals)} people read it and found that it does not fit this time.", false);
        var unclear = objections + refusals + voices.Count(voice => voice.Kind == ResponseKind.Return);
        return unclear > 0 ? SentBack(gate, round, unclear) : Consented(voices);
    }

    static bool IsQuorate(AskedCircle circle, HashSet<Guid> aside, HashSet<Guid> heard)
    {
        var assigned = circle.People.Where(person => !aside.Contains(person)).ToList();
        return assigned.Count(heard.Contains) >= Math.Max(circle.Voice.MinPeople, (int)Math.Ceiling(circle.Voice.Share * assigned.Count));
    }

    /// <summary>Whether they stood aside, are no longer in the circle, or both.</summary>
    static string NotHeard(AskedCircle circle, HashSet<Guid> aside)
    {
        var name = $"the circle “{Words(circle.Voice.Circle)}”";
        if (circle.People.Count >= circle.Voice.MinPeople)
            return circle.People.Count == 1 ? $"Whoever was asked in {name} stood aside, so that it could not be heard." : $"So many stood aside that {name} could not be heard.";
        return circle.People.Any(aside.Contains)
            ? $"Some stood aside and others are no longer in {name}, so that it could not be heard."
            : $"Too few are left in {name} for it to be heard.";
    }

    /// <summary>To be amended; after the last round the steward circle is called.</summary>
    static Decision SentBack(Gate gate, int round, int count) => round < gate.Rounds
        ? new(Decision.Returned, count == 1 ? "One voice asks for a change before it is safe enough to try." : $"{Decision.Count(count)} voices ask for changes before it is safe enough to try.", false)
        : new(Decision.Unresolved, $"After {Decision.Count(round).ToLowerInvariant()} rounds an objection is still open; the steward circle is called.", false);

    static Decision Consented(List<ReviewResponse> voices)
    {
        var concerns = voices.Count(voice => voice.Kind == ResponseKind.ConsentWithConcern);
        var words = $"{Decision.Count(voices.Count)} {(voices.Count == 1 ? "person" : "people")} consented{(concerns == 0 ? "" : concerns == 1 ? ", one of them with a concern" : $", {Decision.Count(concerns).ToLowerInvariant()} of them with a concern")}.";
        return new(DecisionNotes.ConditionsOf(voices).Any() ? Decision.ConsentedWithConditions : Decision.Consented, words, false);
    }

    static string Words(string circle) => circle.Replace('-', ' ');
}
