namespace Prisma.Workflows.Engine.Expressions;

/// <summary>How deep scripts and templates may be: their trees are walked by methods that call themselves, and one that is too deep would take the program down.</summary>
static class SyntaxDepth
{
    internal const string Fault = "it is nested more than 500 levels deep; keep steps of it in variables.";

    const int Most = 500;

    internal static bool IsTooDeep<T>(T root, Func<T, IEnumerable<T?>> children)
        where T : class
    {
        var nodes = new List<T> { root };
        for (var depth = 0; depth < Most && nodes.Count > 0; depth++)
            nodes = [.. nodes.SelectMany(children).OfType<T>()];
        return nodes.Count > 0;
    }
}
