using Prisma.Workflows.Pathways.Maps;

namespace Prisma.Workflows.Web.Ui;

/// <summary>A size of the picture of an event and its four groups: a wide one, and one for a phone. The style sheet shows one of them.</summary>
public sealed record FieldShape(string Name, int Width, int Height, int BoxWidth, int BoxHeight, int LettersInLine)
{
    public static readonly IReadOnlyList<FieldShape> All = [new("wide", 1000, 380, 210, 84, 40), new("narrow", 400, 566, 130, 120, 14)];

    /// <summary>The middle of a group's box.</summary>
    public (int X, int Y) At(Group group) => (Name, group) switch
    {
        ("wide", Group.Event) => (500, 46),
        ("wide", Group.Hubs) => (110, 160),
        ("wide", Group.Networks) => (890, 160),
        ("wide", Group.Participants) => (270, 334),
        ("wide", _) => (730, 334),
        (_, Group.Event) => (200, 62),
        (_, Group.Hubs) => (67, 232),
        (_, Group.Networks) => (333, 232),
        (_, Group.Participants) => (94, 504),
        _ => (306, 504),
    };

    /// <summary>A sentence in as many lines as it needs within a box.</summary>
    public IEnumerable<string> Lines(string sentence)
    {
        var line = "";
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LettersInLine)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
