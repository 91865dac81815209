namespace Prisma.Workflows.People.Staff;

/// <summary>Who is invited, and as what.</summary>
public sealed record Invitee(string FirstName, string LastName, string Email, IReadOnlyList<Role> Roles)
{
    internal Problems Check()
    {
        var problems = new Problems();
        Newcomer.CheckName(problems, FirstName, LastName, Email);
        problems.Require(Roles.Count > 0, "roles", "Please choose at least one role.");
        return problems;
    }
}
