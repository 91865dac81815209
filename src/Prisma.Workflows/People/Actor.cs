namespace Prisma.Workflows.People;

/// <summary>Who does something: a person, or the product itself.</summary>
public sealed record Actor(Guid? PersonId, string Name)
{
    /// <summary>What the product does by itself.</summary>
    public static readonly Actor Prisma = new(null, Audit.AuditTrail.Prisma);

    public static Actor Of(Person person) => new(person.Id, person.Name);
}
