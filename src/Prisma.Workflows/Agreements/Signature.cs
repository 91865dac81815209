namespace Prisma.Workflows.Agreements;

/// <summary>One party's place in the order of signing and, once used, the evidence of it (domain.md §4.6).</summary>
[Index(nameof(AgreementId), nameof(Order), IsUnique = true)]
public sealed class Signature
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AgreementId { get; init; }

    /// <summary>1 signs first.</summary>
    public required int Order { get; init; }

    /// <summary>Another's where whoever was to sign left the team before their turn.</summary>
    public required Guid PersonId { get; set; }

    /// <summary>"stakeholder", "lead-facilitator" …</summary>
    public required string Party { get; init; }

    /// <summary>The part in words; empty for whoever's passage it is, of whom the text says who they are.</summary>
    public string InWords => Party == "stakeholder" ? "" : Party.Replace('-', ' ');

    public DateTimeOffset? ViewedAt { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    public string TypedName { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>How the person was known: "mail link and code" or "signed in and code".</summary>
    public string Method { get; set; } = "";

    /// <summary>The name of whoever had left the team before their turn, once others had signed; empty for whom the text was written.</summary>
    public string InPlaceOf { get; set; } = "";

    /// <summary>The hash of the text as signed; equals the agreement's.</summary>
    public string TextHash { get; set; } = "";

    public string Browser { get; set; } = "";
}
