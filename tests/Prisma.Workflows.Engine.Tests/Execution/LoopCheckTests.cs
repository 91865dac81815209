using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Execution;

public sealed class LoopCheckTests
{
    static readonly DefinitionValidator Validator = new(ActivityCatalogue.WithBuiltIns());

    [Fact]
    public void A_loop_that_neither_waits_nor_decides_would_spin()
    {
        var problem = Assert.Single(Found("SpinningLoop", Flow([Line("a"), Line("b"), Line("c")], "a>b", "b>c", "c>b")));

        Assert.Equal(Severity.Error, problem.Severity);
        Assert.Equal("c", problem.ActivityId);
    }

    [Fact]
    public void A_loop_with_a_wait_or_a_decision_comes_to_rest()
    {
        Assert.Empty(Found("SpinningLoop", Flow([Line("a"), Delay("b", "0:05:00"), Line("c")], "a>b", "b>c", "c>b")));
        Assert.Empty(Found("SpinningLoop", Flow([Line("a"), Event("b")], "a>b", "b>a")));
        Assert.Empty(Found("SpinningLoop", Flow([Line("a"), Decision("d", true)], "a>d", "d:True>a")));
    }

    [Fact]
    public void A_join_for_all_of_two_outcomes_of_one_decision_never_completes()
    {
        Assert.Single(Found("JoinNeverCompletes", Flow([Decision("d", true), Line("x"), Join("j", "WaitAll")], "d:True>j", "d:False>x", "x>j")));
        Assert.Empty(Found("JoinNeverCompletes", Flow([Decision("d", true), Line("x"), Join("j", "WaitAny")], "d:True>j", "d:False>x", "x>j")));
        Assert.Empty(Found("JoinNeverCompletes", Flow([Line("d"), Line("x"), Line("y"), Join("j", "WaitAll")], "d>x", "d>y", "x>j", "y>j")));
    }

    [Fact]
    public void A_way_in_from_before_a_loop_leaves_what_comes_behind_its_head_waiting()
    {
        string[] connections = ["a:True>head", "a:False>end", "head>d", "d:True>end", "d:False>wait", "wait>head"];
        var chart = Flow([Decision("a", true), Line("head"), DecisionBy("d", "getVariable('Again') === true"), Event("wait"), Line("end")], connections);

        Assert.Equal("end", Assert.Single(Found("JoinNeverCompletes", chart)).ActivityId);
        Assert.Empty(Found("JoinNeverCompletes", Flow([Line("a"), Line("head"), Decision("d", true), Event("wait"), Line("end")], "a>head", "head>d", "d:True>end", "d:False>wait", "wait>head")));
    }

    /// <summary>The join for any is decided once, whenever either way comes; what lies behind the loop is decided each time round.</summary>
    [Fact]
    public void A_way_in_that_waits_for_a_join_for_any_is_not_decided_each_time_round()
    {
        string[] connections = ["s>o", "s>ask", "ask>again", "again:True>ask", "again:False>other", "other:True>j", "o>j", "j>y", "other:False>x", "x>end", "y>end"];
        var chart = Flow([Line("s"), Event("o"), Event("ask"), DecisionBy("again", "true"), Decision("other", true), Join("j", "WaitAny"), Line("y"), Line("x"), Line("end")], connections);

        Assert.Equal("end", Assert.Single(Found("JoinNeverCompletes", chart)).ActivityId);
        Assert.Empty(Found("JoinNeverCompletes", Flow([Line("s"), Event("o"), Event("ask"), DecisionBy("again", "true"), Decision("other", true), Join("j", "WaitAny"), Line("y"), Line("x"), Join("end", "WaitAny")], connections)));
    }

    /// <summary>“again” leads back to what is asked, and “enough” goes on without it.</summary>
    [Fact]
    public void What_waits_and_only_leads_back_stays_beside_a_join_for_any_that_goes_on_meanwhile()
    {
        string[] connections = ["s>enough", "s>ask", "ask:True>j", "ask:False>again", "again>ask", "enough>j", "j>end"];
        Assert.Equal("again", Assert.Single(Found("StaysBeside", Flow([Line("s"), Event("enough"), Decision("ask", true), Event("again"), Join("j", "WaitAny"), Line("end")], connections))).ActivityId);

        Assert.Empty(Found("StaysBeside", Flow([Line("s"), Event("enough"), Decision("ask", true), Line("again"), Join("j", "WaitAny"), Line("end")], connections)));
        Assert.Empty(Found("StaysBeside", Flow([Line("s"), Event("enough"), Decision("ask", true), Event("again"), Join("j", "WaitAny"), Line("end")], [.. connections, "again>j"])));
        Assert.Empty(Found("StaysBeside", Flow([Decision("s", true), Event("enough"), Decision("ask", true), Event("again"), Join("j", "WaitAny"), Line("end")], ["s:True>enough", "s:False>ask", .. connections[2..]])));
        Assert.Empty(Found("StaysBeside", Flow([Line("s"), Line("x"), Event("y"), Event("enough"), Decision("ask", true), Event("again"), Join("j", "WaitAny"), Line("end")], ["s>ask", "ask:True>x", "x>enough", "x>y", "y>j", .. connections[3..]])));
    }

    static IEnumerable<Problem> Found(string code, WorkflowDefinition definition) => Validator.Validate(definition).Where(problem => problem.Code == code);
}
