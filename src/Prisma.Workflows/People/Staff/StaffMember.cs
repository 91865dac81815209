namespace Prisma.Workflows.People.Staff;

/// <summary>Somebody who may sign in, as the host needs to know them.</summary>
public sealed record StaffMember(Guid Id, string Name, string TimeZone, string SecurityStamp, IReadOnlyList<Role> Roles)
{
    internal static StaffMember Of(Person person) =>
        new(person.Id, person.Name, person.TimeZone, person.SecurityStamp, [.. person.Roles.Select(grant => grant.Role)]);
}
