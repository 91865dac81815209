namespace Prisma.Workflows.Forms;

/// <summary>A rule over several fields: when its condition holds, what it asks for must hold too. Its sentence stands in the form's words.</summary>
public sealed record CrossCheck(string Key, string Field, CrossCheck.When? If, CrossCheck.Demand Then)
{
    /// <summary>Either another field's answer, or the mean of some below a limit.</summary>
    public sealed record When(string? Field, IReadOnlyList<System.Text.Json.JsonElement>? Is, IReadOnlyList<string>? MeanOf, decimal? Below);

    /// <summary>Either an answer of a field, or any answer at all.</summary>
    public sealed record Demand(string Field, IReadOnlyList<System.Text.Json.JsonElement>? Is, bool Answered);
}
