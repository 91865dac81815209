using Microsoft.Extensions.Options;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Enrolments;

public sealed class WaitWordsTests
{
    static readonly GatheringLibrary _gatherings = new(Options.Create(new PrismaOptions { ContentFolder = Repository.Root }));

    [Theory]
    [InlineData(null, "1 June 2027")]
    [InlineData("seat.offered", "a seat to become free")]
    [InlineData("roles.open", "whoever takes a role in the team, to ask them for their agreement")]
    [InlineData("stage.open:PAR-3", "the stage “Rooting in place” to open (planned 1 June 2027)")]
    [InlineData("stage.open:OWN-1", "the stage OWN-1 to open (planned 1 June 2027)")]
    [InlineData("gathering.ga-02.held", "“Place walk and story circle” to be held (planned 1 June 2027)")]
    [InlineData("event.aligned", "“The event is aligned” (planned 1 June 2027)")]
    [InlineData("our.own.word", "“our.own.word” (planned 1 June 2027)")]
    public void What_a_passage_waits_for_is_said_without_the_names_of_signals(string? signal, string words) =>
        Assert.Equal(words, WaitWords.Of(signal, new DateTimeOffset(2027, 5, 31, 23, 30, 0, TimeSpan.Zero), Some.Event(), _gatherings));
}
