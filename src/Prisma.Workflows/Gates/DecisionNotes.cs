namespace Prisma.Workflows.Gates;

/// <summary>What readers wrote down with their answers, as the record of a decision keeps it (domain.md §5.6, mail E14).</summary>
/// <param name="Conditions">What, who sees to it, and until which day, written yyyy-MM-dd.</param>
/// <param name="Concerns">In the readers' own words.</param>
/// <param name="Objections">Each as one sentence, in their own words.</param>
public sealed record DecisionNotes(IReadOnlyList<(string What, string Who, string Until)> Conditions, IReadOnlyList<string> Concerns, IReadOnlyList<string> Objections)
{
    public static DecisionNotes Of(Review review)
    {
        var answers = review.Responses.Select(response => JsonNode.Parse(response.Answers)).OfType<JsonObject>().ToList();
        return new(
            [.. ConditionsOf(review.Responses)],
            [.. answers.Select(one => Text(one, "concern")).Where(text => text.Length > 0)],
            [.. ObjectionsOf(answers)]);
    }

    /// <summary>On what condition somebody consented.</summary>
    public static IEnumerable<(string What, string Who, string Until)> ConditionsOf(IEnumerable<ReviewResponse> responses) =>
        from response in responses
        from condition in (JsonNode.Parse(response.Answers)?["conditions"] as JsonArray ?? []).OfType<JsonObject>()
        where Text(condition, "what").Length > 0
        select (Text(condition, "what"), Text(condition, "who"), Text(condition, "until"));

    /// <summary>Who took part, and who stood aside.</summary>
    public static string VoicesOf(Review review, Func<Guid, string?> nameOf) => review.Responses.Count == 0 ? "Nobody took part." : string.Join("; ",
        from voices in review.Responses.GroupBy(response => response.Kind == ResponseKind.StandAside).OrderBy(voices => voices.Key)
        select $"{string.Join(", ", voices.Select(voice => nameOf(voice.PersonId)).Where(name => name is not null))} {(voices.Key ? "stood aside" : "took part")}") + ".";

    /// <summary>What readers object to, with what would make it safe enough.</summary>
    public static IEnumerable<string> ObjectionsOf(IEnumerable<JsonObject> answers) =>
        from one in answers
        where Text(one, "response") == "object"
        select $"“{Sentence(one, Objection.Harm)}” It touches: “{Sentence(one, Objection.Criterion)}” What would make it safe enough to try: “{Sentence(one, Objection.SafeEnough)}”";

    /// <summary>What readers would like to know, each question once where several ask it in the same words (mail E09).</summary>
    public static IReadOnlyList<JsonObject> QuestionsOf(IEnumerable<JsonObject> answers) =>
        [.. answers.SelectMany(one => one["questions"] as JsonArray ?? []).OfType<JsonObject>().DistinctBy(question => Text(question, "text").Trim(), StringComparer.OrdinalIgnoreCase)];

    static string Sentence(JsonObject of, string key) => Text(of, key).Trim() is var text && text.Length > 0 && char.IsLetterOrDigit(text[^1]) ? text + "." : text;

    static string Text(JsonObject of, string key) => of[key]?.ToString() ?? "";
}
