using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Prisma.Workflows.Wordings;

/// <summary>Two texts line by line: what was taken out, what came in, and a line around it to find the place.</summary>
public static class WordDifference
{
    public static IReadOnlyList<WordLine> Between(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        Near([.. InlineDiffBuilder.Diff(string.Join('\n', before), string.Join('\n', after), ignoreWhiteSpace: false).Lines.Select(line => new WordLine(Of(line.Type), line.Text))]);

    static WordChange Of(ChangeType change) => change switch
    {
        ChangeType.Deleted => WordChange.Removed,
        ChangeType.Inserted => WordChange.Added,
        _ => WordChange.Kept,
    };

    static List<WordLine> Near(List<WordLine> lines)
    {
        var near = new List<WordLine>();
        for (var place = 0; place < lines.Count; place++)
        {
            if (lines.Skip(place - 1).Take(place == 0 ? 2 : 3).Any(line => line.Change != WordChange.Kept))
                near.Add(lines[place]);
            else if (near is not [] and not [.., { Change: WordChange.Gap }])
                near.Add(new WordLine(WordChange.Gap, ""));
        }

        return near is [.. var all, { Change: WordChange.Gap }] ? all : near;
    }
}
