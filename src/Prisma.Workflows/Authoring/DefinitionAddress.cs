using System.Buffers;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>By the ids of a definition its pages and its files are addressed: one that an address reads as something else could be kept, but not opened or deleted.</summary>
static class DefinitionAddress
{
    static readonly SearchValues<char> ReadOtherwise = SearchValues.Create("/\\?#%");

    public static Problem? ProblemOf(string id) => CanStand(id)
        ? null
        : Problem.Error("address", null, $"The id “{id}” cannot stand in an address. Give it one without / \\ ? # % and without line breaks.");

    static bool CanStand(string id) => id is not ("." or "..") && !id.AsSpan().ContainsAny(ReadOtherwise) && !id.Any(char.IsControl);
}
