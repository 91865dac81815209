using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Tests.Gates;

/// <summary>Consent in rounds (domain.md §5.6; acceptance scenarios 6, 8, 9 and 11).</summary>
public sealed class ConsentRoundTests
{
    static readonly Gate _gate = new("G1", "Intention", GateRule.Dual) { Voices = [new Voice("facilitators", 3, 0.6), new Voice("stewards", 2, 0)], WindowHours = 48, Rounds = 2 };

    readonly Guid[] _facilitators = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
    readonly Guid[] _stewards = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public void Scenario_06_A_gate_passes_with_a_quorum_in_each_circle_once_the_window_is_over()
    {
        ReviewResponse[] enough = [.. Consents(_facilitators[..3]), .. Consents(_stewards[..2])];

        Assert.Equal("", Decide(enough, windowIsOver: false));
        Assert.Equal("", Decide(enough[1..], windowIsOver: true));
        Assert.Equal(Decision.Consented, Decide(enough, windowIsOver: true));
    }

    [Fact]
    public void Scenario_06_A_gate_passes_before_the_window_ends_when_everybody_has_answered() =>
        Assert.Equal(Decision.Consented, Decide([.. Consents(_facilitators), .. Consents(_stewards)], windowIsOver: false));

    [Fact]
    public void One_circle_cannot_answer_for_the_other() =>
        Assert.Equal("", Decide([.. Consents(_facilitators), .. Consents(_stewards[..1])], windowIsOver: true));

    [Fact]
    public void Scenario_06_One_objection_blocks_whatever_the_number_of_consents() =>
        Assert.Equal(Decision.Returned, Decide([.. Consents(_facilitators), .. Consents(_stewards[1..]), Says(_stewards[0], ResponseKind.Object)], windowIsOver: true));

    [Fact]
    public void Scenario_08_After_two_rounds_an_open_objection_goes_to_the_steward_circle() =>
        Assert.Equal(Decision.Unresolved, Decide([.. Consents(_facilitators), .. Consents(_stewards[1..]), Says(_stewards[0], ResponseKind.Object)], windowIsOver: true, round: 2));

    [Fact]
    public void Scenario_09_Standing_aside_lowers_the_base_of_the_quorum()
    {
        ReviewResponse[] twoAside = [Says(_facilitators[3], ResponseKind.StandAside), Says(_facilitators[4], ResponseKind.StandAside), .. Consents(_stewards[..2])];

        Assert.Equal(Decision.Consented, Decide([.. Consents(_facilitators[..3]), .. twoAside], windowIsOver: true));
        Assert.Equal("", Decide([.. Consents(_facilitators[..2]), .. twoAside], windowIsOver: true));
    }

    [Fact]
    public void Scenario_09_When_all_stand_aside_there_is_no_quorum_and_never_a_pass() =>
        Assert.Equal(Decision.NoQuorum, Decide([.. _facilitators.Concat(_stewards).Select(person => Says(person, ResponseKind.StandAside))], windowIsOver: true));

    [Fact]
    public void Of_one_who_stood_aside_nobody_says_so_many()
    {
        var decision = ConsentRound.Decide(_gate, 1, [new AskedCircle(new Voice("hub-lead", 1, 0), [_stewards[0]])], [Says(_stewards[0], ResponseKind.StandAside)], windowIsOver: false);

        Assert.Equal("Whoever was asked in the circle “hub lead” stood aside, so that it could not be heard.", decision.Sentence);
    }

    [Theory]
    [InlineData(2, true, "So many stood aside that the circle “stewards” could not be heard.")]
    [InlineData(1, false, "Too few are left in the circle “stewards” for it to be heard.")]
    [InlineData(1, true, "Some stood aside and others are no longer in the circle “stewards”, so that it could not be heard.")]
    public void A_circle_that_cannot_be_heard_is_told_why(int stillThere, bool stoodAside, string said)
    {
        var left = _stewards[..stillThere];
        ReviewResponse[] responses = [.. Consents(_facilitators), stoodAside ? Says(_stewards[0], ResponseKind.StandAside) : Says(_stewards[0], ResponseKind.Consent)];

        Assert.Equal(said, ConsentRound.Decide(_gate, 1, [new AskedCircle(_gate.Voices[0], _facilitators), new AskedCircle(_gate.Voices[1], left)], responses, windowIsOver: true).Sentence);
    }

    [Fact]
    public void An_objection_stands_though_whoever_raised_it_is_no_longer_in_the_circle() =>
        Assert.Equal(Decision.Returned, ConsentRound.Decide(
            _gate, 1, [new AskedCircle(_gate.Voices[0], _facilitators), new AskedCircle(_gate.Voices[1], _stewards[1..])], [.. Consents(_facilitators), .. Consents(_stewards[1..]), Says(_stewards[0], ResponseKind.Object)], windowIsOver: true).Outcome);

    [Fact]
    public void One_refusal_sends_it_back_and_two_refuse()
    {
        ReviewResponse[] others = [.. Consents(_facilitators[2..]), .. Consents(_stewards)];

        Assert.Equal(Decision.Returned, Decide([.. others, Says(_facilitators[0], ResponseKind.Decline), .. Consents(_facilitators[1..2])], windowIsOver: true));
        Assert.Equal(Decision.Declined, Decide([.. others, Says(_facilitators[0], ResponseKind.Decline), Says(_facilitators[1], ResponseKind.Decline)], windowIsOver: true));
    }

    [Fact]
    public void How_many_consented_is_told_in_words()
    {
        ReviewResponse[] all = [.. Consents(_facilitators), Says(_stewards[0], ResponseKind.Consent), Says(_stewards[1], ResponseKind.ConsentWithConcern), Says(_stewards[2], ResponseKind.ConsentWithConcern)];

        Assert.Equal("Eight people consented, two of them with a concern.", ConsentRound.Decide(_gate, 1, [new AskedCircle(_gate.Voices[0], _facilitators), new AskedCircle(_gate.Voices[1], _stewards)], all, windowIsOver: true).Sentence);
    }

    [Fact]
    public void A_condition_is_one_however_it_is_written_down()
    {
        var condition = new ReviewResponse { ReviewId = Guid.Empty, PersonId = _stewards[0], StepId = Guid.CreateVersion7(), Kind = ResponseKind.Consent, Answers = """{ "conditions": [ { "what": "The mill agrees" } ] }""", At = DateTimeOffset.UnixEpoch };

        Assert.Equal(Decision.ConsentedWithConditions, Decide([.. Consents(_facilitators), .. Consents(_stewards[1..]), condition], windowIsOver: true));
        Assert.Equal(Decision.Consented, Decide([.. Consents(_facilitators), .. Consents(_stewards)], windowIsOver: true));
    }

    [Fact]
    public void A_no_says_how_many_found_it()
    {
        var gate = new Gate("X", "Ready", GateRule.Check) { RefusalNeeds = 3 };

        Assert.Equal("Three facilitators read it and found that it does not fit this time.", Decision.Of(gate, [.. _facilitators[..3].Select(person => Says(person, ResponseKind.Decline))]).Sentence);
    }

    string Decide(ReviewResponse[] responses, bool windowIsOver, int round = 1) =>
        ConsentRound.Decide(_gate, round, [new AskedCircle(_gate.Voices[0], _facilitators), new AskedCircle(_gate.Voices[1], _stewards)], responses, windowIsOver).Outcome;

    static IEnumerable<ReviewResponse> Consents(IEnumerable<Guid> people) => people.Select(person => Says(person, ResponseKind.Consent));

    static ReviewResponse Says(Guid person, ResponseKind kind) =>
        new() { ReviewId = Guid.Empty, PersonId = person, StepId = Guid.CreateVersion7(), Kind = kind, Answers = "{}", At = DateTimeOffset.UnixEpoch };
}
