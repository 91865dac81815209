namespace Prisma.Workflows.Authoring.Editing;

/// <summary>
/// Where undo and redo lead among the saves of a draft. Undoing is a save as well, of content that was there before; so a
/// save with known content is a return to the moment that content was new, and every other save is a step of its own.
/// </summary>
public static class UndoLine
{
    /// <param name="contents">The content hash before the first save of the draft, then of each save, oldest first.</param>
    /// <returns>The place in the list to go back to, and to go forward to; null where there is none.</returns>
    public static (int? Undo, int? Redo) Of(IReadOnlyList<string> contents)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = new Dictionary<int, int>();
        for (var index = 0; index < contents.Count; index++)
        {
            if (first.TryAdd(contents[index], index) && index > 0)
            {
                before[index] = first[contents[index - 1]];
            }
        }

        if (contents.Count == 0)
        {
            return (null, null);
        }

        var here = first[contents[^1]];
        return (before.TryGetValue(here, out var back) ? back : null, before.Where(pair => pair.Value == here).Select(pair => (int?)pair.Key).Max());
    }
}
