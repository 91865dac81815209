namespace Prisma.Workflows.Pathways.Changes;

/// <summary>An event's days as somebody knows them who heard of no move since; a mail about a move keeps them until it goes out (domain.md §13.5).</summary>
sealed record KnownDays(DateOnly First, DateOnly Last)
{
    /// <summary>Where the mail keeps them, among what it says of the move.</summary>
    public const string Fact = "known";

    public JsonObject Write() => new() { ["first"] = WrittenDay.Write(First), ["last"] = WrittenDay.Write(Last) };

    /// <summary>Null where a mail keeps none.</summary>
    public static KnownDays? Read(JsonNode? written) =>
        WrittenDay.Read(written?["first"]?.ToString()) is { } first && WrittenDay.Read(written?["last"]?.ToString()) is { } last ? new(first, last) : null;
}
