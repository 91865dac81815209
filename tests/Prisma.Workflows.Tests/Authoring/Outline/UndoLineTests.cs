using Prisma.Workflows.Authoring.Editing;

namespace Prisma.Workflows.Tests.Authoring.Outline;

public sealed class UndoLineTests
{
    /// <summary>"." is a step of its own, a digit a return to that place.</summary>
    [Theory]
    [InlineData("", null, null)]
    [InlineData(".", null, null)]
    [InlineData("...", 1, null)]
    [InlineData("...1", 0, 2)]
    [InlineData("...10", null, 1)]
    [InlineData("...101", 0, 2)]
    [InlineData("...10.", 0, null)]
    [InlineData("...10.0", null, 5)]
    [InlineData("...10.05", 0, null)]
    public void Undo_goes_to_what_was_before_and_redo_to_what_was_undone_last(string saves, int? undo, int? redo) =>
        Assert.Equal((undo, redo), UndoLine.Of([.. saves.Select(save => save == '.' ? (int?)null : save - '0')]));
}
