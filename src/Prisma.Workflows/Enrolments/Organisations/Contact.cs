using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Somebody whom an organisation has named for a part in its passage, such as "hub-second" or "practice-steward".</summary>
public sealed class Contact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid EnrolmentId { get; init; }

    public required Guid PersonId { get; init; }

    public Person Person { get; init; } = null!;

    public required string Part { get; init; }

    internal static int InOrder(Contact one, Contact other) =>
        Person.InOrder(one.Person, other.Person) is var byPerson and not 0 ? byPerson : string.CompareOrdinal(one.Part, other.Part);

    internal sealed class Configuration : IEntityTypeConfiguration<Contact>
    {
        public void Configure(EntityTypeBuilder<Contact> builder) =>
            builder.HasIndex(contact => new { contact.EnrolmentId, contact.PersonId, contact.Part }).IsUnique();
    }
}
