namespace Prisma.Workflows.Runtime.Calls;

/// <summary>What became of one attempt to call.</summary>
public abstract record CallAnswer
{
    /// <summary>Somebody answered.</summary>
    public sealed record Answered(int StatusCode, JsonObject Headers, JsonNode? Content) : CallAnswer;

    /// <summary>It may not be called from here, however often.</summary>
    public sealed record Refused(string Text) : CallAnswer;

    /// <summary>No line came about, so nothing was done there.</summary>
    public sealed record NotSent(string Text) : CallAnswer;

    /// <summary>It was sent and no answer came; nobody knows whether it was done.</summary>
    public sealed record Unknown(string Text, bool TookTooLong) : CallAnswer;
}
