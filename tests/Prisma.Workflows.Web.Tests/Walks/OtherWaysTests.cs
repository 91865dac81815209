namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>What mails and pages say to those who object, ask, wait, need more time, or go.</summary>
public sealed class OtherWaysTests(OtherWays ways) : IClassFixture<OtherWays>
{
    [Fact]
    public void A_hub_to_which_somebody_objected_goes_on_after_the_second_round()
    {
        var (state, stage) = ways.Passages["Fern Yard"];
        Assert.Equal(EnrolmentState.Active, state);
        Assert.NotEqual("HUB-1", stage);
    }

    [Fact]
    public void A_hub_to_which_somebody_objects_again_ends_after_the_call_of_the_stewards() =>
        Assert.Equal((EnrolmentState.Declined, "HUB-1"), ways.Passages["Hollow Yard"]);

    [Fact]
    public void A_practice_that_two_refuse_ends_with_thanks() =>
        Assert.Equal((EnrolmentState.Declined, "NET-1"), ways.Passages["Slow Water Network"]);

    [Fact]
    public void Whoever_asked_about_the_agreement_signs_after_the_answer() =>
        Assert.Equal((EnrolmentState.Active, "PAR-3"), ways.Passages["Cato Birch"]);

    [Fact]
    public void Whoever_does_not_sign_gives_the_seat_to_whoever_waits()
    {
        Assert.Equal((EnrolmentState.Declined, "PAR-2"), ways.Passages["Dunja Crane"]);
        Assert.Equal((EnrolmentState.Active, "PAR-3"), ways.Passages["Bela Ashe"]);
    }

    [Fact]
    public void Whoever_steps_out_in_the_middle_is_let_go() =>
        Assert.Equal((EnrolmentState.Withdrawn, "PAR-3"), ways.Passages["Amina Reed"]);

    [Fact]
    public void Whoever_takes_more_time_and_asks_for_more_of_it_hands_in_later() =>
        Assert.Equal((EnrolmentState.Active, "PAR-3"), ways.Passages["Emil Dorn"]);

    [Fact]
    public void Nobody_is_left_on_the_way_to_an_event_that_was_called_off() =>
        Assert.DoesNotContain(ways.Ended.Values, one => one.State is EnrolmentState.Active or EnrolmentState.Paused);

    [Fact]
    public async Task To_whatever_is_open_for_somebody_a_mail_or_page_of_theirs_leads() =>
        Assert.Empty(await ways.Walk.UnledAsync());

    [Fact]
    public void Nothing_they_read_makes_them_stumble() =>
        Assert.True(ways.Walk.Visits.Slips.Count == 0, string.Join('\n', ways.Walk.Visits.Slips));
}
