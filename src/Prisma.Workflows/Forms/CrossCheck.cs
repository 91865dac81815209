using System.Text.Json;

namespace Prisma.Workflows.Forms;

/// <summary>A rule over several fields: when its condition holds, what it asks for must hold too. Its sentence stands in the form's words.</summary>
public sealed record CrossCheck(string Key, string Field, CrossCheck.Demand Then, CrossCheck.When? If = null)
{
    /// <summary>Another field's answer, any answer of it at all, or the mean of some below a limit.</summary>
    public sealed record When(string? Field = null, IReadOnlyList<JsonElement>? Is = null, IReadOnlyList<string>? MeanOf = null, decimal? Below = null, bool Answered = false);

    /// <summary>
    /// What must hold of a field, or of a column of its rows ("team.email"): one of some answers, any answer at all, or a comparison.
    /// Amounts compare with a number, with another field (rows add up, of days each is compared, and two columns of the same rows row by row), or with a day the product knows: "today", "T", "E".
    /// </summary>
    public sealed record Demand
    {
        public required string Field { get; init; }
        public IReadOnlyList<JsonElement>? Is { get; init; }
        public bool Answered { get; init; }
        public JsonElement? AtLeast { get; init; }
        public JsonElement? AtMost { get; init; }

        /// <summary>What the other amount is multiplied by before it is compared, and what is added: for days, how many later.</summary>
        public decimal Times { get; init; } = 1;

        public decimal Plus { get; init; }

        /// <summary>Compares how many rows have one of these in the column, instead of their sum.</summary>
        public IReadOnlyList<JsonElement>? Count { get; init; }

        /// <summary>The column in which the answer has to occur, in a row of which <see cref="Unless"/> doesn't hold.</summary>
        public string Among { get; init; } = "";

        public Field.Condition? Unless { get; init; }

        /// <summary>No two rows have the same in the column.</summary>
        public bool Distinct { get; init; }

        /// <summary>The value the answer may not be: another field's, or one the product knows.</summary>
        public string DiffersFrom { get; init; } = "";

        /// <summary>A regular expression the whole answer has to match.</summary>
        public string Matches { get; init; } = "";
    }
}
