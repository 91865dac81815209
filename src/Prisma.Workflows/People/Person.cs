namespace Prisma.Workflows.People;

/// <summary>Somebody the product knows: a stakeholder without an account, or staff who sign in.</summary>
[Index(nameof(Email), IsUnique = true)]
public sealed class Person
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string FirstName { get; set; }
    public string LastName { get; set; } = "";

    /// <summary>How they want to be addressed; the first name where they did not say.</summary>
    public string Called { get; set; } = "";

    /// <summary>Normalised: trimmed, lower case throughout.</summary>
    public required string Email { get; set; }

    public string Language { get; set; } = "en";
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Asked to hear of future calls; off unless they ticked it.</summary>
    public bool WantsNews { get; set; }

    /// <summary>Days of the week on which they would rather have no mail; what comes by itself waits for the next other day (domain.md §5.3).</summary>
    public List<DayOfWeek> RestDays { get; set; } = [];

    public DateTimeOffset? EmailConfirmedAt { get; set; }

    /// <summary>Only staff have one; made by ASP.NET Core Identity's hasher.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes when every signed-in browser of this person must sign in again.</summary>
    public string SecurityStamp { get; set; } = Guid.CreateVersion7().ToString("N");

    public DateTimeOffset CreatedAt { get; init; }
    public List<RoleGrant> Roles { get; } = [];

    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";

    public string Address => Called.Length == 0 ? FirstName : Called;

    /// <summary>Whoever is known here longest first, and those who came at one moment by name: their ids fall by chance.</summary>
    internal static int InOrder(Person one, Person other) =>
        one.CreatedAt.CompareTo(other.CreatedAt) is var byAge and not 0 ? byAge
        : string.CompareOrdinal(one.Name, other.Name) is var byName and not 0 ? byName
        : string.CompareOrdinal(one.Email, other.Email);

    public static string Normalise(string email) => email.Trim().ToLowerInvariant();
}
