using System.Text.Json;
using System.Text.RegularExpressions;

namespace Prisma.Workflows.Forms.Checking;

/// <summary>Whether the answers meet a rule that compares them. Where an answer it speaks of is missing there is nothing to compare, and the rule rests.</summary>
sealed class Comparison(JsonObject answers, FormContext context)
{
    static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    public bool Holds(CrossCheck.Demand demand) =>
        IsWithinBounds(demand) && IsAmong(demand) && IsDistinct(demand) && Differs(demand) && Matches(demand);

    bool IsWithinBounds(CrossCheck.Demand demand)
    {
        if (demand.AtLeast is null && demand.AtMost is null)
            return true;
        var (rows, _) = Split(demand.Field);
        if (answers[rows] is JsonArray { Count: > 1 } all && new[] { demand.AtLeast, demand.AtMost }.Any(operand => IsColumnOf(rows, operand)))
            return all.All(row => new Comparison(new JsonObject { [rows] = new JsonArray(row!.DeepClone()) }, context).IsWithinBounds(demand));
        return AmountsOf(demand).All(amount =>
            (Bound(demand.AtLeast, demand) is not { } least || amount >= least) && (Bound(demand.AtMost, demand) is not { } most || amount <= most));
    }

    static bool IsColumnOf(string rows, JsonElement? operand) => operand is { ValueKind: JsonValueKind.String } path && Split(path.GetString()!) is var (field, part) && field == rows && part.Length > 0;

    /// <summary>One sum of what can be added; days of rows cannot, and each is looked at.</summary>
    IEnumerable<decimal> AmountsOf(CrossCheck.Demand demand)
    {
        if (demand.Count is not { } counted)
        {
            var days = Values(demand.Field).Where(value => value.GetValueKind() == JsonValueKind.String).Select(Amount).OfType<decimal>().ToList();
            return days.Count > 1 ? days : new[] { Amount(demand.Field) }.OfType<decimal>();
        }

        var wanted = new Field.Condition("", counted).Values.ToHashSet(StringComparer.Ordinal);
        return answers.ContainsKey(demand.Field.Split('.')[0]) ? [Values(demand.Field).Count(value => wanted.Contains(value.ToString()))] : [];
    }

    decimal? Bound(JsonElement? operand, CrossCheck.Demand demand) => operand switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => (number.GetDecimal() * demand.Times) + demand.Plus,
        { } name => Amount(name.GetString()!) is { } other ? (other * demand.Times) + demand.Plus : null,
    };

    /// <summary>Numbers as they are, days by their place in the calendar; the rows of a column add up.</summary>
    decimal? Amount(string path)
    {
        var amounts = Values(path).Select(Amount).OfType<decimal>().ToList();
        return amounts.Count > 0 ? amounts.Sum() : context.Fixed.TryGetValue(path, out var known) ? Amount(JsonValue.Create(known)) : null;
    }

    static decimal? Amount(JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
            return decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        return WrittenDay.Read(value.ToString())?.DayNumber;
    }

    bool IsAmong(CrossCheck.Demand demand)
    {
        if (demand.Among.Length == 0 || Values(demand.Field).FirstOrDefault() is not { } answer)
            return true;
        var (rows, column) = Split(demand.Among);
        return answers[rows] is not JsonArray all || all.OfType<JsonObject>().Any(row => Same(row[column]?.ToString(), answer.ToString()) && !IsExcepted(row, demand.Unless));
    }

    static bool IsExcepted(JsonObject row, Field.Condition? unless) => unless is not null && unless.Values.Contains(row[Split(unless.Field).Part]?.ToString(), StringComparer.Ordinal);

    bool IsDistinct(CrossCheck.Demand demand)
    {
        var values = Values(demand.Field).Select(value => value.ToString()).ToList();
        return !demand.Distinct || values.Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Count;
    }

    bool Differs(CrossCheck.Demand demand)
    {
        if (demand.DiffersFrom.Length == 0 || Values(demand.Field).FirstOrDefault() is not { } answer)
            return true;
        var other = Values(demand.DiffersFrom).FirstOrDefault()?.ToString() ?? context.Fixed.GetValueOrDefault(demand.DiffersFrom);
        return !Same(other, answer.ToString());
    }

    bool Matches(CrossCheck.Demand demand) =>
        demand.Matches.Length == 0 || Values(demand.Field).All(value => Regex.IsMatch(value.ToString(), demand.Matches, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, _patience));

    /// <summary>The answer itself, one side of two days, or a column of all rows.</summary>
    IEnumerable<JsonNode> Values(string path)
    {
        var (field, rest) = Split(path);
        return (answers[field], rest) switch
        {
            (null, _) => [],
            ({ } answer, "") => [answer],
            (JsonArray rows, _) => rows.Select(row => row?[rest]).OfType<JsonNode>(),
            (JsonObject both, _) => new[] { both[rest] }.OfType<JsonNode>(),
            _ => [],
        };
    }

    static (string Field, string Part) Split(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
    }

    static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
