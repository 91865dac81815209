using Prisma.Workflows.Authoring.Editing;

namespace Prisma.Workflows.Tests.Authoring.Outline;

public sealed class OutlineEditorTests
{
    [Fact]
    public void A_step_added_behind_another_takes_its_way_over()
    {
        var json = Sketch.Apply(Sketch.InARow, new Edit.Add("a", "", "Prisma.Task", "Call them"));

        Assert.Equal(["S.1>b", "a.Submitted>S.1", "b.Sent>c", "c>end", "stage>a", "start>stage"], Sketch.Connections(json));
        Assert.Equal("Call them", Sketch.StepOf(json, "S.1")["metadata"]!["displayText"]!.ToString());
    }

    [Fact]
    public void A_step_added_on_one_outcome_leaves_the_others_alone()
    {
        var json = Sketch.Apply(Sketch.InARow, new Edit.Add("a", "Lapsed", "Prisma.Notify", "We miss you"));

        Assert.Contains("a.Submitted>b", Sketch.Connections(json));
        Assert.Contains("a.Lapsed>notify", Sketch.Connections(json));
    }

    [Fact]
    public void Both_ways_of_consent_lead_to_a_step_added_behind_a_gate_and_both_go_on_from_a_new_gate()
    {
        var behind = Sketch.Apply(Sketch.Participants, new Edit.Add("PAR-1.3", "", "Prisma.Notify", "Good news"));
        Assert.Contains("PAR-1.3.Consented>notify", Sketch.Connections(behind));
        Assert.Contains("PAR-1.3.ConsentedWithConditions>notify", Sketch.Connections(behind));
        Assert.Contains("notify.Sent>stage-PAR-2", Sketch.Connections(behind));

        var gate = Sketch.Apply(Sketch.InARow, new Edit.Add("a", "", "Prisma.Review", "May they come?"));
        Assert.Contains("S.1.ConsentedWithConditions>b", Sketch.Connections(gate));
    }

    [Fact]
    public void A_new_step_lies_beside_its_neighbour_and_on_nobody_while_all_others_stay_where_they_are()
    {
        var json = Sketch.Apply(Sketch.Participants, new Edit.Add("PAR-1.2", "", "Prisma.Task", "Look again"));
        var before = Positions(Sketch.Participants);
        var after = Positions(json);

        Assert.All(before, place => Assert.Equal(place.Value, after[place.Key]));
        var (x, y) = Assert.Single(after, place => !before.ContainsKey(place.Key)).Value;
        Assert.DoesNotContain(before.Values, place => Math.Abs(place.X - x) < 200 && Math.Abs(place.Y - y) < 100);
        Assert.True(x > before["PAR-1.2"].X);
    }

    [Fact]
    public void Steps_change_places_and_keep_their_own_side_ways()
    {
        var json = Sketch.Apply(Sketch.InARow, new Edit.MoveUp("b"));
        Assert.Equal(["a.Submitted>c", "b.Sent>a", "c>end", "stage>b", "start>stage"], Sketch.Connections(json));
        Assert.Equal(Sketch.Connections(Sketch.InARow), Sketch.Connections(Sketch.Apply(json, new Edit.MoveDown("b"))));
    }

    [Fact]
    public void A_way_to_a_step_that_is_not_there_and_two_steps_of_one_id_keep_nobody_from_adding()
    {
        var loose = Sketch.Of(["start:Elsa.Start", "a:Prisma.Task", "a:Prisma.Task", "b:Prisma.Task"], "start>a", "a>b", "b>gone", "lost>b");

        Assert.Contains("a>S.1", Sketch.Connections(Sketch.Apply(loose, new Edit.Add("a", "", "Prisma.Task", "Call them"))));
        Assert.Contains("b-2>gone", Sketch.Connections(Sketch.Apply(loose, new Edit.Duplicate("b"))));
    }

    [Fact]
    public void A_file_that_was_marked_as_text_and_one_with_much_in_itself_are_changed_as_any_other()
    {
        var nest = new JsonObject { ["id"] = "n0", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray() };
        for (var level = 1; level < 50; level++)
        {
            nest = new JsonObject { ["id"] = $"n{level}", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(nest) };
        }

        var deep = JsonNode.Parse(Sketch.InARow)!;
        deep["root"]!["activities"]!.AsArray().Add(nest);

        foreach (var json in new[] { "\uFEFF" + Sketch.InARow, deep.ToJsonString() })
        {
            Assert.Contains("b.Sent>notify", Sketch.Connections(Sketch.Apply(json, new Edit.Add("b", "", "Prisma.Notify", "Soon"))));
        }
    }

    [Fact]
    public void A_step_that_other_ways_lead_to_is_not_moved()
    {
        var json = Sketch.Of(["start:Elsa.Start", "a:Prisma.Task", "b:Prisma.Task", "c:Prisma.Task"], "start>a", "a>b", "a.Blocked>c", "b>c");

        Assert.False(Sketch.Outline(json).Find("c")!.CanMoveUp);
        Assert.Contains("canvas", Sketch.Editor.Apply(json, new Edit.MoveUp("c")).Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_stands_behind_its_original_with_a_short_name_of_its_own()
    {
        var json = Sketch.Apply(Sketch.Participants, new Edit.Duplicate("PAR-1.1"));

        Assert.Contains("PAR-1.1.Submitted>PAR-1.1-2", Sketch.Connections(json));
        Assert.Contains("PAR-1.1-2.Submitted>mail-received-interest", Sketch.Connections(json));
        Assert.Contains("PAR-1.1-2.Lapsed>close-interest", Sketch.Connections(json));
        Assert.Equal("PAR-1.1-2", Sketch.StepOf(json, "PAR-1.1-2")["step"]!["expression"]!["value"]!.ToString());
    }

    [Fact]
    public void What_led_to_a_removed_step_leads_to_what_came_behind_it()
    {
        var json = Sketch.Apply(Sketch.InARow, new Edit.Remove("b"));

        Assert.Equal(["a.Submitted>c", "c>end", "stage>a", "start>stage"], Sketch.Connections(json));
    }

    [Fact]
    public void An_outcome_can_lead_to_another_step_to_a_new_ending_or_nowhere()
    {
        var json = Sketch.Apply(Sketch.InARow, Ways("a", ("Submitted", "c"), ("Lapsed", "end:lapsed")));
        Assert.Contains("a.Submitted>c", Sketch.Connections(json));
        Assert.Contains("a.Lapsed>close-a", Sketch.Connections(json));
        Assert.Equal("lapsed", Sketch.StepOf(json, "close-a")["ending"]!["expression"]!["value"]!.ToString());

        Assert.DoesNotContain(Sketch.Connections(Sketch.Apply(json, Ways("a", ("Submitted", "")))), one => one.StartsWith("a.Submitted", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_field_changes_its_value_and_nothing_around_it()
    {
        var json = Sketch.Apply(Sketch.Participants, Values("PAR-1.1", ("dueDays", "21"), ("title", "Tell us more")));
        var (before, after) = (Sketch.StepOf(Sketch.Participants, "PAR-1.1"), Sketch.StepOf(json, "PAR-1.1"));

        Assert.Equal(21, after["dueDays"]!["expression"]!["value"]!.GetValue<int>());
        after["dueDays"]!["expression"]!["value"] = 14;
        after["title"]!["expression"]!["value"] = "I'd like to hear more";
        Assert.True(JsonNode.DeepEquals(before, after));
    }

    [Fact]
    public void A_window_is_kept_as_days_for_each_profile()
    {
        var json = Sketch.Apply(Sketch.Participants, new Edit.Change("stage-PAR-1", new Dictionary<string, IReadOnlyList<string>> { ["window"] = ["-160", "E+2", "-113", "-92", "", ""] }, new Dictionary<string, string>()));

        Assert.Equal(["-160", "E+2", "-113", "-92", "", ""], Sketch.Outline(json).Find("stage-PAR-1")!.Field("window")!.Values);
    }

    [Fact]
    public void A_window_that_would_end_before_it_begins_is_refused()
    {
        var outcome = Sketch.Editor.Apply(Sketch.Participants, new Edit.Change("stage-PAR-1", new Dictionary<string, IReadOnlyList<string>> { ["window"] = ["-160", "E+2", "-92", "-113", "", ""] }, new Dictionary<string, string>()));

        Assert.Equal("The standard pace ends before it begins: -92 is later than -113.", outcome.Problems["window"]);
    }

    [Fact]
    public void Who_signs_is_kept_in_the_order_given_each_once()
    {
        var given = new Edit.Change("PAR-2.5", new Dictionary<string, IReadOnlyList<string>> { ["parties"] = ["lead-facilitator", "", "stakeholder", "lead-facilitator"] }, new Dictionary<string, string>());

        Assert.Equal(["lead-facilitator", "stakeholder"], Sketch.Outline(Sketch.Apply(Sketch.Participants, given)).Find("PAR-2.5")!.Field("parties")!.Values);
    }

    /// <summary>The Studio writes ticks as True and False.</summary>
    [Fact]
    public void A_tick_set_on_the_canvas_is_seen_and_can_be_taken_back()
    {
        var drawn = Sketch.InARow.Replace("\"id\":\"c\",", """
            "id":"c","needsReason":{"typeName":"Boolean","expression":{"type":"Literal","value":"True"}},
            """, StringComparison.Ordinal);

        Assert.Equal("true", Sketch.Outline(drawn).Find("c")!.Field("needsReason")!.Value);
        var taken = Sketch.Apply(drawn, new Edit.Change("c", new Dictionary<string, IReadOnlyList<string>> { ["needsReason"] = [] }, new Dictionary<string, string>()));
        Assert.Equal("false", Sketch.Outline(taken).Find("c")!.Field("needsReason")!.Value);
    }

    [Theory]
    [InlineData("dueDays", "soon", "whole number")]
    [InlineData("actor", "the mayor", "not among the choices")]
    [InlineData("displayText", " ", "name")]
    public void What_a_field_cannot_be_is_said_and_nothing_is_changed(string field, string value, string sentence)
    {
        var outcome = Sketch.Editor.Apply(Sketch.Participants, Values("PAR-1.1", (field, value)));

        Assert.Contains(sentence, outcome.Problems[field], StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_is_left_to_the_canvas() =>
        Assert.Contains("canvas", Sketch.Editor.Apply(Sketch.Participants, Values("PAR-1.2", ("mail", "E02"))).Problems["mail"], StringComparison.Ordinal);

    [Fact]
    public void A_step_that_is_gone_is_told() => Assert.True(Sketch.Editor.Apply(Sketch.InARow, new Edit.MoveUp("nobody")).Problems.Any);

    static Edit.Change Values(string step, params (string Name, string Value)[] values) =>
        new(step, values.ToDictionary(one => one.Name, one => (IReadOnlyList<string>)[one.Value]), new Dictionary<string, string>());

    static Edit.Change Ways(string step, params (string Port, string Target)[] ways) =>
        new(step, new Dictionary<string, IReadOnlyList<string>>(), ways.ToDictionary(one => one.Port, one => one.Target));

    static Dictionary<string, (double X, double Y)> Positions(string json) =>
        JsonNode.Parse(json)!["root"]!["activities"]!.AsArray().OfType<JsonObject>().ToDictionary(step => step["id"]!.ToString(), step => StepPlacer.PositionOf(step)!.Value);
}
