using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.People.Staff;

/// <summary>What somebody says about themselves when they get an account.</summary>
public sealed record Newcomer(string FirstName, string LastName, string Email, string Password)
{
    /// <summary>By whose clock they live, as an IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    public const int ShortestPassword = 12;

    public const int LongestPassword = 200;

    /// <summary>Problems by the names of the fields: firstName, lastName, email, password, timeZone.</summary>
    public Problems Check()
    {
        var problems = new Problems();
        CheckName(problems, FirstName, LastName, Email);
        CheckPassword(problems, Password);
        problems.Require(TimeZones.Find(TimeZone) is not null, "timeZone", ChooseTimeZone.NotKnown);
        return problems;
    }

    internal static void CheckName(Problems problems, string firstName, string lastName, string email)
    {
        problems.Require(firstName.Trim().Length is > 0 and <= 80, "firstName", "Please give a first name of up to 80 characters.");
        problems.Require(lastName.Trim().Length <= 80, "lastName", "A last name may have up to 80 characters.");
        CheckAddress(problems, email);
    }

    internal static void CheckAddress(Problems problems, string email) =>
        problems.Require(IsAddress(email), "email", "Please give an e-mail address, such as amina@example.org.");

    internal static void CheckPassword(Problems problems, string password)
    {
        problems.Require(password.Length >= ShortestPassword, "password", "A password needs at least 12 characters. A few words in a row are good and easy to keep in mind.");
        problems.Require(password.Length <= LongestPassword, "password", "A password may have up to 200 characters.");
    }

    internal static bool IsAddress(string email) =>
        email.Trim().Length is > 0 and <= 254 && !email.Any(char.IsControl) && new EmailAddressAttribute().IsValid(email.Trim());

    internal void Name(Person person)
    {
        person.FirstName = FirstName.Trim();
        person.LastName = LastName.Trim();
    }
}
