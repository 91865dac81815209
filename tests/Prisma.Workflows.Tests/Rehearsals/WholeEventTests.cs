using Prisma.Workflows.Events;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>One event played with everybody in it: its hub, two networks, three partners and those who answer the call.</summary>
public sealed class WholeEventTests
{
    static readonly DateOnly Start = new(2027, 3, 10);

    [Fact]
    public async Task The_same_seed_tells_the_same_story_byte_for_byte_and_another_one_another()
    {
        var first = await PlayAsync(Whole(Profile.Standard) with { Participants = 5, Seed = 7 });
        var again = await PlayAsync(Whole(Profile.Standard) with { Participants = 5, Seed = 7 });
        var other = await PlayAsync(Whole(Profile.Standard) with { Participants = 5, Seed = 8 });

        Assert.Equal(string.Join('\n', first.Print()), string.Join('\n', again.Print()));
        Assert.NotEqual(first.Report!.Days, other.Report!.Days);
        Assert.Empty(first.Report.Troubles);
        Assert.Empty(other.Report.Troubles);
    }

    [Theory]
    [InlineData(Profile.Full)]
    [InlineData(Profile.Compact)]
    public async Task At_every_pace_everybody_comes_to_an_end_of_their_own(Profile profile)
    {
        var report = (await PlayAsync(Whole(profile) with { Participants = 2 })).Report!;

        Assert.Empty(report.Troubles);
        Assert.All(report.Endings.Take(report.Endings.Count - 1), ending => Assert.Contains("completed", ending, StringComparison.Ordinal));
        Assert.Contains(report.Gates, line => line.StartsWith("G5", StringComparison.Ordinal) && line.Contains("Consented", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(401)]
    public async Task With_nobody_or_too_many_it_is_not_played(int participants)
    {
        var played = await Rehearsal.PlayAsync(Whole(Profile.Standard) with { Participants = participants }, Repository.Root, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("An event can be played with 1 to 400 participants.", played.Problems["participants"]);
    }

    static RehearsalRequest Whole(Profile profile) => new(RehearsalRequest.WholeEvent, Start, profile);

    static async Task<RehearsalCalendar> PlayAsync(RehearsalRequest request)
    {
        var played = await Rehearsal.PlayAsync(request, Repository.Root, cancellation: TestContext.Current.CancellationToken);
        Assert.True(played.IsDone, string.Join(" ", played.Problems.Select(problem => problem.Value)));
        return played.Value;
    }
}
