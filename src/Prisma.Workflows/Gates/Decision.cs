namespace Prisma.Workflows.Gates;

/// <summary>What the answers so far come to: an outcome, one more reader, or nothing yet.</summary>
public sealed record Decision(string Outcome, string Sentence, bool NeedsAnotherReader)
{
    public const string Consented = "Consented";
    public const string ConsentedWithConditions = "ConsentedWithConditions";
    public const string Returned = "Returned";
    public const string Declined = "Declined";
    public const string NoQuorum = "NoQuorum";

    /// <summary>An objection outlived the last round: the steward circle holds it.</summary>
    public const string Unresolved = "Unresolved";

    public static readonly Decision Open = new("", "", false);
    static readonly Decision Another = new("", "", true);

    /// <summary>Applies the gate's rule; answers that stand aside count in neither quorum nor result.</summary>
    public static Decision Of(Gate gate, IReadOnlyCollection<ReviewResponse> responses)
    {
        ReviewResponse[] voices = [.. responses.Where(response => response.Kind != ResponseKind.StandAside)];
        return gate.Rule == GateRule.Check ? Check(gate, voices) : Readers(gate, voices);
    }

    static Decision Check(Gate gate, ReviewResponse[] voices)
    {
        if (voices.Length == 0)
            return Open;
        var declines = voices.Count(voice => voice.Kind == ResponseKind.Decline);
        if (declines >= gate.RefusalNeeds)
            return new(Declined, $"{Count(declines)} {(declines == 1 ? "facilitator" : "facilitators")} read it and found that it does not fit this time.", false);
        var consents = voices.Count(voice => voice.Kind is ResponseKind.Consent or ResponseKind.ConsentWithConcern);
        if (consents >= gate.Readers)
            return new(Consented, consents > 1 ? $"{Count(consents)} facilitators confirmed it." : declines == 0 ? "A facilitator confirmed it." : "A second facilitator read it and confirmed it.", false);
        if (voices.Any(voice => voice.Kind == ResponseKind.Return))
            return new(Returned, "A facilitator read it and asks for some things to be clearer.", false);
        return voices.Length < gate.Readers ? Open : Another;
    }

    static Decision Readers(Gate gate, ReviewResponse[] voices)
    {
        if (voices.Any(voice => voice.Kind == ResponseKind.Return))
            return new(Returned, "A reader asks for some things to be clearer before deciding.", false);
        double[] means = [.. voices.Select(voice => voice.Mean ?? 0)];
        if (means.Length < gate.Readers)
            return Open;
        var spread = means.Max() - means.Min();
        if (means.Length == gate.Readers && spread >= gate.ThirdReaderIfSpread)
            return Another;
        var mean = means.Average();
        var flagged = voices.Any(voice => voice.Kind == ResponseKind.Decline);
        var words = $"{Count(means.Length)} readers, {mean.ToString("0.00", CultureInfo.InvariantCulture)} of 4 on average";
        return mean >= gate.OfferIfMean && !flagged
            ? new(Consented, $"{words}: a place is offered when there is one.", false)
            : new(Declined, flagged ? $"{words}, with a concern for safety: not this time." : $"{words}: not this time.", false);
    }

    /// <summary>How many, at the head of a sentence: a word as far as people say it as one.</summary>
    internal static string Count(int number) => number is > 0 and <= 12
        ? new[] { "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve" }[number - 1]
        : number.ToString(CultureInfo.InvariantCulture);
}
