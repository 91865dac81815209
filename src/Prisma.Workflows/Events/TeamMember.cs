using Prisma.Workflows.People;

namespace Prisma.Workflows.Events;

/// <summary>A person's part in the team of one event.</summary>
[Index(nameof(EventId), nameof(PersonId), nameof(Part), IsUnique = true)]
public sealed class TeamMember
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required Guid PersonId { get; init; }
    public Person Person { get; internal set; } = null!;
    public required Part Part { get; init; }

    internal static int InOrder(TeamMember one, TeamMember other) =>
        Person.InOrder(one.Person, other.Person) is var byPerson and not 0 ? byPerson : string.CompareOrdinal(one.Part.ToString(), other.Part.ToString());
}
