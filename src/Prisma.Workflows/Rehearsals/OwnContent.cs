using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Rehearsals;

/// <summary>What an installation's stewards put in the place of what is shipped.</summary>
/// <param name="Definitions">What is published, by the ids of the definitions.</param>
/// <param name="Words">Mails, forms and agreements, of which later ones replace earlier ones.</param>
public sealed record OwnContent(IReadOnlyDictionary<string, string> Definitions, IReadOnlyList<NewWording> Words)
{
    public static readonly OwnContent None = new(new Dictionary<string, string>(StringComparer.Ordinal), []);
}
