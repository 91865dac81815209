using System.Globalization;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Content;

public sealed class ShippedLaddersTests
{
    static readonly LadderLibrary _ladders = new(Options.Create(new PrismaOptions { ContentFolder = Repository.Root }));

    /// <summary>Nobody is reminded on the day they are asked.</summary>
    [Theory]
    [InlineData("2027-03-10T10:00Z", true)]
    [InlineData("2027-03-09T20:30Z", true)]
    [InlineData("2027-03-09T10:00Z", false)]
    public void A_reminder_that_would_come_on_the_day_of_the_mail_that_asks_is_left_out(string asked, bool isLeftOut)
    {
        var ladder = _ladders.Find("L-rsvp")!;
        var enrolment = Some.Enrolment(Some.Event(), Some.Person());
        var at = DateTimeOffset.Parse(asked, CultureInfo.InvariantCulture);
        var step = new Step { EnrolmentId = enrolment.Id, Key = "PAR-2.4o", Round = 1, Kind = StepKind.Form, Title = "A place", StageKey = "PAR-2", ActorId = enrolment.PersonId, ActorPart = "stakeholder", OpenedAt = at, DueAt = new DateTimeOffset(2027, 3, 11, 23, 59, 0, TimeSpan.Zero) };

        Assert.Equal(isLeftOut, ladder.PassesOver(ladder.Rungs.ToList().FindIndex(rung => rung.Key == "eve"), step, "Europe/Lisbon"));
    }

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

    /// <summary>Mails say “until that day, midnight your time”, and pages the minute before it: deadlines end 23:59 there (domain.md §5.3).</summary>
    [Fact]
    public void Nothing_closes_before_the_minute_until_which_it_was_asked()
    {
        const string zone = "Europe/Lisbon";
        var step = Some.Step(Some.Enrolment(Some.Event(), Some.Person()));
        step.DueAt = Zones.EndOf(new DateOnly(2027, 3, 11), zone);

        Assert.All(_ladders.Ids.Select(id => _ladders.Find(id)!).Where(one => one.From == LadderStart.Due && one.EndsInSilence), ladder => Assert.True(ladder.SilenceEndsAt(step, zone) >= step.DueAt, $"{ladder.Id} closes what is due {step.DueAt:u} at {ladder.SilenceEndsAt(step, zone):u}."));
    }
}
