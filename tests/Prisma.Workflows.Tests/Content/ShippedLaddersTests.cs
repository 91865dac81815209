using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Content;

public sealed class ShippedLaddersTests
{
    static readonly LadderLibrary _ladders = new(Options.Create(new PrismaOptions { ContentFolder = Repository.Root }));

    /// <summary>After that mail people have the time the ladder says, however late it goes out. What ends on the day it is about is not held open, and what has no reminder ends as it says.</summary>
    [Theory]
    [InlineData("L-form", "pause")]
    [InlineData("L-seat", "overdue")]
    [InlineData("L-rsvp", "eve")]
    [InlineData("L-sign", "third")]
    [InlineData("L-review", "third")]
    [InlineData("L-release", "due")]
    [InlineData("L-once", "gentle")]
    [InlineData("L-invite")]
    [InlineData("L-soon")]
    [InlineData("L-evening")]
    [InlineData("L-buddy")]
    [InlineData("L-team")]
    public void One_mail_is_the_last_before_silence_closes_a_step(string id, params string[] last)
    {
        var ladder = _ladders.Find(id)!;
        var step = Some.Step(Some.Enrolment(Some.Event(), Some.Person()));

        Assert.Equal(last, Enumerable.Range(0, ladder.Rungs.Count).Where(index => ladder.Warns(index, step, "Europe/Lisbon")).Select(index => ladder.Rungs[index].Key));
    }
}
