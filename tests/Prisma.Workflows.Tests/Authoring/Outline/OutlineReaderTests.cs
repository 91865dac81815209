using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring.Outline;

public sealed class OutlineReaderTests
{
    static PathwayOutline Participants => Sketch.Outline(Sketch.Participants);

    [Fact]
    public void The_shipped_pathway_reads_as_its_stages_with_every_step_once()
    {
        Assert.Equal(
            ["Before the first stage", "Call and application", "Conversation and offer", "Rooting in place", "Roles, teams, systems", "Arrive and enact", "Reflect and continue"],
            Participants.Stages.Select(stage => stage.Title));
        Assert.Equal(Participants.Steps.Count(), Participants.Steps.Select(step => step.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.True(Participants.CanEdit);
    }

    [Fact]
    public void What_branches_off_stands_by_the_step_it_leaves_and_the_main_way_goes_on_behind()
    {
        var first = Participants.Stages[1].Steps.Select(step => step.Id).ToList();

        Assert.Equal(["PAR-1.0", "close-no-call", "PAR-1.1", "close-interest", "mail-received-interest", "PAR-1.2", "close-application"], first.Take(7));
    }

    [Fact]
    public void A_stage_tells_its_purpose_and_its_window()
    {
        var marker = Participants.Stages[1].Marker!;

        Assert.Equal("let people hear the call and answer it in their own voice", marker.Field("aimsTo")!.Value);
        Assert.Equal(["-150", "-121", "-113", "-92", "-75", "-62"], marker.Field("window")!.Values);
    }

    [Fact]
    public void A_row_says_who_acts_what_when_and_where_each_outcome_leads()
    {
        var step = Participants.Find("PAR-1.1")!;

        Assert.Equal("the stakeholder", step.Say("actor"));
        Assert.Equal("F-01", step.Say("form"));
        Assert.Equal("14 days", step.Say("dueDays"));
        Assert.Equal("Thank you for answering", Assert.Single(step.Ways.Single(way => way.Port == "Submitted").Ends).Name);
        Assert.Equal("not heard from", step.Ways.Single(way => way.Port == "Lapsed").InWords);
    }

    [Fact]
    public void A_way_back_is_marked_as_one()
    {
        var back = Assert.Single(Participants.Find("set-returned")!.Ways.Single().Ends);

        Assert.Equal("PAR-1.2", back.StepId);
        Assert.True(back.GoesBack);
    }

    [Fact]
    public void Gates_are_marked_and_what_no_row_can_express_is_drawn_on_the_canvas()
    {
        Assert.True(Participants.Find("PAR-1.3")!.IsGate);
        Assert.True(Participants.Find("set-received")!.IsDrawn);
        Assert.Equal(FieldKind.Computed, Participants.Find("PAR-1.2")!.Field("mail")!.Kind);
        Assert.Equal(FieldKind.Computed, Sketch.Outline(Sketch.Of(["start:Elsa.Start", "b:Prisma.Branch"], "start>b")).Find("b")!.Field("on")!.Kind);
    }

    [Fact]
    public void What_a_gate_reads_is_chosen_from_what_may_have_been_answered_before_it()
    {
        var reads = Participants.Find("PAR-1.3")!.Field("reads")!;

        Assert.Equal(FieldKind.Choices, reads.Kind);
        Assert.Equal(["PAR-1.1", "PAR-1.2"], reads.Choices.Select(choice => choice.Value).Intersect(["PAR-1.1", "PAR-1.2", "PAR-3.3"]));
        Assert.Equal("PAR-1.2 Application", reads.InWords);
    }

    [Fact]
    public void A_signal_is_chosen_a_new_one_is_named_and_a_workflow_is_one_of_those_there_are()
    {
        var outline = Sketch.Reader.Read(DefinitionJson.Read(Sketch.Of(["wait:Prisma.WaitSignal", "say:Prisma.Emit", "begin:Prisma.Begin"], "wait>say", "say>begin")), [new Choice("case-study", "The case study")]);

        Assert.Equal(FieldKind.Choices, outline.Find("wait")!.Field("signals")!.Kind);
        Assert.Equal(FieldKind.Line, outline.Find("say")!.Field("signal")!.Kind);
        Assert.Equal("case-study", Assert.Single(outline.Find("begin")!.Field("pathway")!.Choices).Value);
    }

    [Fact]
    public void A_step_nothing_leads_to_is_shown_at_the_end()
    {
        var outline = Sketch.Outline(Sketch.Of(["start:Elsa.Start", "a:Prisma.Task", "alone:Prisma.Notify"], "start>a"));

        Assert.Equal("alone", Assert.Single(outline.Stages[^1].Steps).Id);
    }

    [Fact]
    public void A_definition_that_is_no_flowchart_can_only_be_looked_at()
    {
        const string Sequence = """{ "definitionId": "s", "name": "S", "root": { "id": "r", "type": "Elsa.Sequence", "activities": [ { "id": "a", "type": "Elsa.WriteLine" } ] } }""";

        Assert.False(Sketch.Outline(Sequence).CanEdit);
        Assert.False(Sketch.Editor.Apply(Sequence, new Edit.Remove("a")).IsDone);
    }
}
