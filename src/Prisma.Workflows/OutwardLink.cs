namespace Prisma.Workflows;

/// <summary>A link in what somebody wrote, shown to others: it leads to a web or a mail address, and nowhere else.</summary>
public static class OutwardLink
{
    public static bool IsSafe(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto";
}
