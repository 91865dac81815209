using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways;

/// <summary>What the pathway activities name, so that publishing refuses a name that leads nowhere.</summary>
sealed class NamedThings(string kind, Func<IReadOnlyCollection<string>> all, Func<string, IEnumerable<string>>? problems, params string[] members) : INamedThings
{
    public string Kind => kind;

    public IReadOnlyCollection<string> All => all();

    public IEnumerable<string> ProblemsOf(string name) => problems?.Invoke(name) ?? [];

    public IEnumerable<string> NamesIn(ActivityNode node) =>
        node.Type.StartsWith("Prisma.", StringComparison.Ordinal)
            ? members.SelectMany(member => node.LiteralStrings(member)).Where(name => name.Length > 0)
            : [];
}
