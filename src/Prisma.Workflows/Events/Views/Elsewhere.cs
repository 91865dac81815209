namespace Prisma.Workflows.Events.Views;

/// <summary>Somebody of a team who is also in the team of another event, on days too near to be at both with all one has (domain.md §6, EV-1.2).</summary>
public sealed record Elsewhere(string Person, string Event, DateOnly StartsOn, DateOnly EndsOn)
{
    /// <summary>How many days have to lie between two events of one team.</summary>
    public const int DaysApart = 14;
}
