namespace Prisma.Workflows.People.Staff;

/// <summary>An invitation just made. The token is shown once and never stored; null when the person can sign in already.</summary>
public sealed record Invitation(Guid PersonId, string Name, string Called, string Email, string? Token)
{
    /// <summary>They were invited to the same a moment ago, and that stands.</summary>
    public bool WasMadeBefore { get; init; }
}
