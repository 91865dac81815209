using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>A kind of thing that definitions name: forms, mails, gates, agreements, ladders.</summary>
public interface INamedThings
{
    /// <summary>One of them in words, e.g. "form".</summary>
    string Kind { get; }

    IReadOnlyCollection<string> All { get; }

    /// <summary>The names a node uses as fixed text.</summary>
    IEnumerable<string> NamesIn(ActivityNode node);

    bool Knows(string name) => All.Contains(name);

    /// <summary>What is wrong with the thing itself, in sentences; a definition that names it is not published.</summary>
    IEnumerable<string> ProblemsOf(string name);
}
