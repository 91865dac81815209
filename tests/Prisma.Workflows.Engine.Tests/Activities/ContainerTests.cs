using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Activities;

public sealed class ContainerTests
{
    [Fact]
    public void A_sequence_runs_one_after_the_other_and_waits_in_between()
    {
        var run = new Run(Definition(Sequence("q", Line("a"), Event("e"), Line("b")))).Start();

        Assert.Equal("a", run.Written);
        Assert.Equal("a b", run.Publish("e").Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void An_end_ends_a_sequence()
    {
        var run = new Run(Definition(Sequence("q", Line("a"), Activity("end", "Elsa.End"), Line("b")))).Start();

        Assert.Equal("a", run.Written);
    }

    [Fact]
    public void Parallel_waits_for_all()
    {
        var parallel = Sequence("p", Event("x"), Event("y"));
        parallel["type"] = "Elsa.Parallel";
        var run = new Run(Definition(Sequence("q", parallel, Line("after")))).Start();

        Assert.Equal("", run.Publish("y").Written);
        Assert.Equal("after", run.Publish("x").Written);
    }

    [Theory]
    [InlineData("WaitAll", "", "after")]
    [InlineData("WaitAny", "after", "after")]
    public void A_fork_waits_for_all_or_for_the_first(string mode, string afterOne, string afterBoth)
    {
        var fork = Activity("f", "Elsa.Fork", ("joinMode", mode), ("branches", new JsonArray(Event("x"), Event("y"))));
        var run = new Run(Definition(Sequence("q", fork, Line("after")))).Start();

        Assert.Equal(afterOne, run.Publish("y").Written);
        if (run.WaitingFor.Length > 0)
            run.Publish("x");
        Assert.Equal(afterBoth, run.Written);
    }

    [Theory]
    [InlineData(true, "yes")]
    [InlineData(false, "no")]
    public void An_if_runs_one_of_two(bool condition, string expected)
    {
        var run = new Run(Definition(Activity("i", "Elsa.If", ("condition", Literal(condition)), ("then", Line("yes")), ("else", Line("no"))))).Start();

        Assert.Equal(expected, run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Theory]
    [InlineData("MatchFirst", "b")]
    [InlineData("MatchAny", "b c")]
    public void A_switch_runs_the_cases_that_apply(string mode, string expected)
    {
        var run = new Run(Definition(Activity("w", "Elsa.Switch", ("mode", Literal(mode)), ("cases", Cases(withActivities: true)), ("default", Line("none"))))).Start();

        Assert.Equal(expected, run.Written);
    }

    [Theory]
    [InlineData("MatchFirst", "b")]
    [InlineData("MatchAny", "b c")]
    public void A_flow_switch_follows_the_cases_that_apply(string mode, string expected)
    {
        var run = new Run(Flow(
            [Activity("w", "Elsa.FlowSwitch", ("mode", Literal(mode)), ("cases", Cases(withActivities: false))), Line("a"), Line("b"), Line("c"), Line("none")],
            "w:A>a", "w:B>b", "w:C>c", "w:Default>none")).Start();

        Assert.Equal(expected, run.Written);
    }

    [Fact]
    public void A_flow_switch_without_a_match_follows_default()
    {
        var run = new Run(Flow([Activity("w", "Elsa.FlowSwitch", ("cases", new JsonArray())), Line("none")], "w:Default>none")).Start();

        Assert.Equal("none", run.Written);
    }

    [Fact]
    public void A_flow_fork_follows_all_its_branches()
    {
        var run = new Run(Flow(
            [Activity("f", "Elsa.FlowFork", ("branches", Input("Object", """["One","Two"]"""))), Line("a"), Line("b")],
            "f:One>a", "f:Two>b")).Start();

        Assert.Equal("a b", run.Written);
    }

    [Fact]
    public void A_for_counts_up_to_and_with_its_end()
    {
        var run = new Run(Definition(Activity("f", "Elsa.For", ("start", Literal(1)), ("end", Literal("3")), ("body", ScriptLine("b", "getCurrentValue()"))))).Start();

        Assert.Equal("1 2 3", run.Written);
    }

    [Fact]
    public void A_for_goes_on_after_a_wait_in_its_body()
    {
        var body = Sequence("s", Event("e"), ScriptLine("b", "getCurrentValue()"));
        var run = new Run(Definition(Activity("f", "Elsa.For", ("start", Literal(3)), ("end", Literal(1)), ("step", Literal(-1)), ("outerBoundInclusive", Literal(false)), ("body", body)))).Start();
        run.Publish("e").Publish("e");

        Assert.Equal("3 2", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_for_each_goes_through_its_items_in_order_and_binds_the_current_one()
    {
        var body = Sequence("s", Event("e"), ScriptLine("b", "getCurrentValue() + getItem() + getCurrentIndex()"));
        var loop = Activity("f", "Elsa.ForEach", ("items", JavaScript("['x', 'y']")), ("currentValue", Output("Item-id")), ("body", body));
        var run = new Run(Definition(loop, Variables(Variable("Item")))).Start();
        run.Publish("e").Publish("e");

        Assert.Equal("xx0 yy1", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_parallel_for_each_gives_each_body_its_own_current_value()
    {
        var body = Sequence("s", Event("e"), ScriptLine("b", "getCurrentValue()"));
        var run = new Run(Definition(Sequence("q", Activity("f", "Elsa.ParallelForEach", ("items", JavaScript("[1, 2, 3]")), ("body", body)), Line("after")))).Start();
        var bookmarks = run.Instance.Bookmarks.Select(bookmark => bookmark.Id).ToList();
        run.ResumeBookmark(bookmarks[2]).ResumeBookmark(bookmarks[0]).ResumeBookmark(bookmarks[1]);

        Assert.Equal("3 1 2 after", run.Written);
    }

    [Fact]
    public void A_while_asks_again_before_each_round()
    {
        var loop = Activity("w", "Elsa.While", ("condition", JavaScript("getCount() < 2")), ("body", Sequence("s", Event("e"), Script("n", "setCount(getCount() + 1)"), Line("round"))));
        var run = new Run(Definition(loop, Variables(Variable("Count", "Int32", "0")))).Start();
        run.Publish("e").Publish("e");

        Assert.Equal("round round", run.Written);
        Assert.Equal("Finished/Finished", run.State);
        Assert.Equal(2L, run.Instance.Variables["Count"]);
    }

    [Fact]
    public void A_break_leaves_the_innermost_loop()
    {
        var inner = Activity("i", "Elsa.ForEach", ("items", JavaScript("[1, 2]")), ("body", Sequence("s", Line("in"), Activity("b", "Elsa.Break"), Line("never"))));
        var outer = Activity("o", "Elsa.ForEach", ("items", JavaScript("[1, 2]")), ("body", inner));
        var run = new Run(Definition(Sequence("q", outer, Line("after")))).Start();

        Assert.Equal("in in after", run.Written);
    }

    [Theory]
    [InlineData("Elsa.Parallel", "activities")]
    [InlineData("Elsa.Fork", "branches")]
    public void With_the_continuing_strategy_what_runs_side_by_side_goes_on_without_the_last_that_fails(string type, string members)
    {
        var together = Activity("f", type, (members, new JsonArray(Line("b"), Fault("x"))));
        var run = new Run(Definition(Sequence("q", together, Line("after")), ContinuesWithIncidents)).Start();

        Assert.Equal("b after", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void With_the_continuing_strategy_a_parallel_for_each_goes_on_though_all_its_bodies_fail()
    {
        var loop = Activity("f", "Elsa.ParallelForEach", ("items", JavaScript("[1, 2]")), ("body", Fault("x")));

        Assert.Equal("after", new Run(Definition(Sequence("q", loop, Line("after")), ContinuesWithIncidents)).Start().Written);
    }

    [Fact]
    public void With_the_continuing_strategy_a_switch_waits_for_its_other_cases_and_fails_with_the_last()
    {
        var waits = new Run(Definition(Sequence("q", Switch(Case("A", "true", Event("e")), Case("B", "true", Fault("x")))), ContinuesWithIncidents)).Start();
        var ends = new Run(Definition(Sequence("q", Switch(Case("A", "true", Line("b")), Case("B", "true", Fault("x"))), Line("after")), ContinuesWithIncidents)).Start();

        Assert.Equal("e", waits.WaitingFor);
        Assert.Equal("b", ends.Written);
        Assert.Equal("Finished/Faulted", ends.State);
    }

    [Fact]
    public void A_fork_with_a_failure_that_stops_the_instance_stays_open_for_a_retry()
    {
        var fork = Activity("f", "Elsa.Fork", ("branches", new JsonArray(Fault("x"), Line("b"))));
        var run = new Run(Definition(Sequence("q", fork, Line("after")))).Start();

        Assert.Equal("b", run.Written);
        Assert.Equal("b", run.Retry().Written);
    }

    [Theory]
    [InlineData("true", "after")]
    [InlineData("null", "none after")]
    public void A_case_that_holds_nothing_is_done_and_one_whose_condition_is_nothing_does_not_apply(string condition, string written)
    {
        var run = new Run(Definition(Sequence("q", Switch(Case("A", condition, null)), Line("after")))).Start();

        Assert.Equal(written, run.Written);
    }

    [Fact]
    public void A_for_from_a_number_to_itself_has_to_have_a_step_too() =>
        Assert.StartsWith("The step of a For", Assert.Single(new Run(Definition(For(3, 3, 0))).Start().Instance.Incidents).Message, StringComparison.Ordinal);

    [Fact]
    public void A_for_counts_to_the_largest_number_there_is()
    {
        var run = new Run(Definition(For(int.MaxValue - 1, int.MaxValue, 1))).Start();

        Assert.Equal("b b", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    static JsonObject For(int start, int end, int step) =>
        Activity("f", "Elsa.For", ("start", Literal(start)), ("end", Literal(end)), ("step", Literal(step)), ("body", Line("b")));

    static JsonObject Switch(params JsonNode[] cases) =>
        Activity("w", "Elsa.Switch", ("mode", Literal("MatchAny")), ("cases", new JsonArray(cases)), ("default", Line("none")));

    static JsonObject Case(string label, string condition, JsonObject? activity)
    {
        var json = new JsonObject { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition } };
        if (activity is not null)
            json["activity"] = activity;
        return json;
    }

    static JsonArray Cases(bool withActivities) =>
        [.. new[] { ("A", "false", "a"), ("B", "true", "b"), ("C", "true", "c") }.Select(one => Case(one.Item1, one.Item2, withActivities ? Line(one.Item3) : null))];
}
