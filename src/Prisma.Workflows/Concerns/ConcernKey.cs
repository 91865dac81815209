using Prisma.Workflows.People;

namespace Prisma.Workflows.Concerns;

/// <summary>How one of the two sides shows who they are: the link from their mail, or the code they were given.</summary>
public sealed record ConcernKey(Guid ConcernId, Guid SideId, string Code)
{
    /// <summary>Empty where somebody came by a link.</summary>
    public string CodeHash => Code.Length > 0 ? HashOf(Code) : "";

    public static ConcernKey OfLink(Guid concernId, Guid sideId) => new(concernId, sideId, "");

    public static ConcernKey OfCode(string code) => new(Guid.Empty, Guid.Empty, code);

    /// <summary>However it was typed: spaces, hyphens and case do not matter.</summary>
    public static string HashOf(string code) => LinkToken.HashOf(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
}
