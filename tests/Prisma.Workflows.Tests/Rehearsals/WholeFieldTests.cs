using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>Every pathway of the field, played from its first word to its end.</summary>
public sealed class WholeFieldTests
{
    static readonly DateOnly Start = new(2027, 3, 10);

    [Theory]
    [InlineData("pathway-hub", Profile.Standard, "Millrace Commons completed this pathway.")]
    [InlineData("pathway-practice-network", Profile.Full, "Slow Water Network completed this pathway.")]
    [InlineData("pathway-partner", Profile.Compact, "Sand Foundation completed this pathway.")]
    [InlineData("event-codesign", Profile.Standard, "Listening to the Orrin completed this pathway.")]
    [InlineData("case-study", Profile.Standard, "Listening to the Orrin completed this pathway.")]
    public async Task It_comes_to_its_end_and_every_mail_of_it_can_be_written(string pathway, Profile profile, string end)
    {
        var played = await Rehearsal.PlayAsync(new RehearsalRequest(pathway, Start, profile), Repository.Root, cancellation: TestContext.Current.CancellationToken);

        Assert.True(played.IsDone, string.Join(" ", played.Problems.Select(problem => $"{problem.Key}: {problem.Value}")));
        var lines = played.Value.Lines;
        Assert.Empty(lines.Where(line => line.Kind == CalendarLine.Problem || line.Text.Contains("met a problem", StringComparison.Ordinal)).Select(line => line.Text));
        Assert.True(lines.Any(line => line.Text == end), string.Join('\n', lines.TakeLast(12).Select(line => line.Print("UTC"))));
    }
}
