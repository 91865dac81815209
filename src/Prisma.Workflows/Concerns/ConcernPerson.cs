using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns;

/// <summary>Somebody's part in one concern: who looks into it, and who is named in it and so never sees it.</summary>
[Index(nameof(ConcernId), nameof(PersonId), IsUnique = true)]
[Index(nameof(PersonId))]
public sealed class ConcernPerson
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ConcernId { get; init; }
    public required Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public required ConcernPart Part { get; set; }
}
