namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Where undo and redo lead among the saves of a draft: undoing is a save as well, one that says which earlier moment it returns to.</summary>
public static class UndoLine
{
    /// <param name="saves">For each save, oldest first: null for a step of its own, else the place in this list that it returns to.</param>
    /// <returns>The place in the list to go back to, and to go forward to; null where there is none.</returns>
    public static (int? Undo, int? Redo) Of(IReadOnlyList<int?> saves)
    {
        if (saves.Count == 0)
            return (null, null);
        var here = 0;
        var before = new Dictionary<int, int>();
        for (var index = 0; index < saves.Count; index++)
        {
            if (saves[index] is { } place)
            {
                here = place;
                continue;
            }

            if (index > 0)
                before[index] = here;
            here = index;
        }

        return (before.TryGetValue(here, out var back) ? back : null, before.Where(pair => pair.Value == here).Select(pair => (int?)pair.Key).Max());
    }
}
