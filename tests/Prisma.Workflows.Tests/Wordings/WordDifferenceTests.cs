using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Wordings;

public sealed class WordDifferenceTests
{
    [Theory]
    [InlineData("a b c", "a b c", "")]
    [InlineData("a b c", "a x c", " a -b +x  c")]
    [InlineData("", "a", "+a")]
    [InlineData("a b c d e", "a b c d", " d -e")]
    [InlineData("a b c d e f g", "x b c d e f y", "-a +x  b …  f -g +y")]
    public void What_came_and_went_is_shown_with_the_line_beside_it(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(' ', WordDifference.Between(Lines(before), Lines(after)).Select(Sign)));

    static string[] Lines(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static string Sign(WordLine line) => line.Change switch
    {
        WordChange.Added => $"+{line.Text}",
        WordChange.Removed => $"-{line.Text}",
        WordChange.Gap => "…",
        _ => $" {line.Text}",
    };
}
