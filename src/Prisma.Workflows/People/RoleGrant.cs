namespace Prisma.Workflows.People;

/// <summary>One role given to one person.</summary>
[Index(nameof(PersonId), nameof(Role), IsUnique = true)]
public sealed class RoleGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required Role Role { get; init; }
    public DateTimeOffset GrantedAt { get; init; }
}
