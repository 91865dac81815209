using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Somebody whom an organisation has named for a part in its passage, such as "hub-second" or "practice-steward".</summary>
[Index(nameof(EnrolmentId), nameof(PersonId), nameof(Part), IsUnique = true)]
public sealed class Contact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EnrolmentId { get; init; }
    public required Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public required string Part { get; init; }

    internal static int InOrder(Contact one, Contact other) =>
        Person.InOrder(one.Person, other.Person) is var byPerson and not 0 ? byPerson : string.CompareOrdinal(one.Part, other.Part);
}
