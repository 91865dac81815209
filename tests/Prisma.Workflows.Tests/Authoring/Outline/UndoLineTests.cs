using Prisma.Workflows.Authoring.Editing;

namespace Prisma.Workflows.Tests.Authoring.Outline;

public sealed class UndoLineTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("a", null, null)]
    [InlineData("abc", 1, null)]
    [InlineData("abcb", 0, 2)]
    [InlineData("abcba", null, 1)]
    [InlineData("abcbab", 0, 2)]
    [InlineData("abcbad", 0, null)]
    [InlineData("abcbada", null, 5)]
    public void Undo_goes_to_what_was_before_and_redo_to_what_was_undone_last(string saves, int? undo, int? redo) =>
        Assert.Equal((undo, redo), UndoLine.Of([.. saves.Select(save => save.ToString())]));
}
