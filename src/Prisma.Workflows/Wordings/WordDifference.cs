namespace Prisma.Workflows.Wordings;

/// <summary>Two texts line by line: what was taken out, what came in, and a line around it to find the place.</summary>
public static class WordDifference
{
    public static IReadOnlyList<WordLine> Between(IReadOnlyList<string> before, IReadOnlyList<string> after) => Near([.. All(before, after)]);

    static IEnumerable<WordLine> All(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var common = CommonAfter(before, after);
        var (one, other) = (0, 0);
        while (one < before.Count || other < after.Count)
        {
            if (one < before.Count && other < after.Count && before[one] == after[other])
            {
                yield return new WordLine(WordChange.Kept, before[one++]);
                other++;
            }
            else if (other == after.Count || (one < before.Count && common[one + 1, other] >= common[one, other + 1]))
            {
                yield return new WordLine(WordChange.Removed, before[one++]);
            }
            else
            {
                yield return new WordLine(WordChange.Added, after[other++]);
            }
        }
    }

    /// <summary>How many lines the two have in common from each place on.</summary>
    static int[,] CommonAfter(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var common = new int[before.Count + 1, after.Count + 1];
        for (var one = before.Count - 1; one >= 0; one--)
        {
            for (var other = after.Count - 1; other >= 0; other--)
            {
                common[one, other] = before[one] == after[other] ? common[one + 1, other + 1] + 1 : Math.Max(common[one + 1, other], common[one, other + 1]);
            }
        }

        return common;
    }

    static List<WordLine> Near(List<WordLine> lines)
    {
        var near = new List<WordLine>();
        for (var place = 0; place < lines.Count; place++)
        {
            if (lines.Skip(place - 1).Take(place == 0 ? 2 : 3).Any(line => line.Change != WordChange.Kept))
            {
                near.Add(lines[place]);
            }
            else if (near is not [] and not [.., { Change: WordChange.Gap }])
            {
                near.Add(new WordLine(WordChange.Gap, ""));
            }
        }

        return near is [.. var all, { Change: WordChange.Gap }] ? all : near;
    }
}
