namespace Prisma.Workflows.People.Staff;

/// <summary>One line of the staff list.</summary>
public sealed record StaffEntry(Guid Id, string Name, string Email, IReadOnlyList<Role> Roles, bool HasPassword);
