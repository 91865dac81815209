namespace Prisma.Workflows.Events.Planning;

/// <summary>How a call is opened: until when, whether the design is consented, and why it opens although it is late.</summary>
public sealed record CallRequest(DateOnly? ClosesOn, bool DesignConsented, bool OpenAnyway, string Reason)
{
    /// <summary>Said by whoever opens it, where it was agreed outside of this installation.</summary>
    public bool IntentionConsented { get; init; }

    /// <summary>The hosting agreement is active; said like the intention.</summary>
    public bool Hosted { get; init; }
}
