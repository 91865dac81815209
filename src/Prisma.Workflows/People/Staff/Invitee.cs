namespace Prisma.Workflows.People.Staff;

/// <summary>Who is invited, and as what.</summary>
public sealed record Invitee(string FirstName, string LastName, string Email, IReadOnlyList<Role> Roles)
{
    internal Problems Check()
    {
        var problems = new Problems();
        problems.Require(FirstName.Trim().Length is > 0 and <= 80, "firstName", "Please give a first name of up to 80 characters.");
        problems.Require(LastName.Trim().Length <= 80, "lastName", "A last name may have up to 80 characters.");
        problems.Require(Newcomer.IsAddress(Email), "email", "Please give an e-mail address, such as amina@example.org.");
        problems.Require(Roles.Count > 0, "roles", "Please choose at least one role.");
        return problems;
    }
}
