using Prisma.Workflows.Stories;

namespace Prisma.Workflows.Tests.Stories;

/// <summary>A passage of the story as it is read, with a name or without.</summary>
public sealed class ExcerptTests
{
    [Theory]
    [InlineData("{name} carried the pans.", "Somebody carried the pans.")]
    [InlineData("It rained. {name} laughed! {name}'s pans were wet, and {name} sang.", "It rained. Somebody laughed! Somebody's pans were wet, and somebody sang.")]
    [InlineData("It rained.\n\n“{name} is late,” they said.", "It rained.\n\n“Somebody is late,” they said.")]
    [InlineData("At 7.30 {name} came, … {name} of all people.", "At 7.30 somebody came, … somebody of all people.")]
    public void A_sentence_that_begins_with_somebody_begins_with_a_capital(string text, string read) => Assert.Equal(read, Of(text).ReadAs(""));

    [Fact]
    public void A_name_stands_as_it_was_chosen() => Assert.Equal("bell carried the pans.", Of("{name} carried the pans.").ReadAs("bell"));

    static Excerpt Of(string text) => new() { EventId = Guid.Empty, EnrolmentId = Guid.Empty, Text = text, WrittenBy = "Wren", WrittenAt = Product.Beginning };
}
