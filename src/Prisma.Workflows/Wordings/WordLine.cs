namespace Prisma.Workflows.Wordings;

/// <summary>One line of a comparison: kept, added or taken out; of what is kept only the nearest lines are there, and a gap stands for the rest.</summary>
public sealed record WordLine(WordChange Change, string Text);

/// <summary>What became of a line.</summary>
public enum WordChange
{
    Kept,
    Added,
    Removed,
    Gap,
}
