namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>A hub, a practice network or a partner: what stands on a pathway in the place of one person.</summary>
[Index(nameof(Kind), nameof(Name))]
public sealed class Organisation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required OrganisationKind Kind { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
