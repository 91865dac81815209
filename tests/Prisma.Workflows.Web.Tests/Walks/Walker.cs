namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Somebody who reads their mails and does what they ask, on any device.</summary>
sealed record Walker(string First, string Last, string Email)
{
    public string Organisation { get; init; } = "";

    /// <summary>Whether they can sign in.</summary>
    public bool HasOffice { get; init; }

    /// <summary>Whether they look at the whole event once a month.</summary>
    public bool Leads { get; init; }

    public string Name => $"{First} {Last}".Trim();
}
