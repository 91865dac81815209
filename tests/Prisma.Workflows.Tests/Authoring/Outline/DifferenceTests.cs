using Prisma.Workflows.Authoring.Difference;
using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring.Outline;

public sealed class DifferenceTests
{
    static readonly DifferenceReader _reader = new(Sketch.Reader);

    [Fact]
    public void What_stayed_the_same_is_not_mentioned_and_neither_is_where_it_lies()
    {
        Assert.False(Between(Sketch.InARow, Sketch.InARow).Any);
        Assert.False(Between(Sketch.InARow, Sketch.InARow.Replace("\"x\":300", "\"x\":999", StringComparison.Ordinal)).Any);
    }

    /// <summary>As the Studio does with each save.</summary>
    [Fact]
    public void A_list_that_is_only_written_closer_is_the_same_list()
    {
        var spaced = File.ReadAllText(Path.Combine(Repository.Root, "workflows", "case-study.json"));
        var close = spaced.Replace("[\\u0022hub-lead\\u0022, ", "[\\u0022hub-lead\\u0022,", StringComparison.Ordinal).Replace("[\\\"hub-lead\\\", ", "[\\\"hub-lead\\\",", StringComparison.Ordinal);

        Assert.NotEqual(spaced, close);
        Assert.False(Between(spaced, close).Any);
        Assert.True(Between(spaced, close.Replace("evaluating-facilitator", "network-second", StringComparison.Ordinal)).Any);
    }

    [Fact]
    public void Added_removed_and_changed_steps_are_told_in_words()
    {
        var json = Sketch.Apply(Sketch.InARow, new Edit.Add("a", "", "Prisma.Form", "Tell us more"));
        json = Sketch.Apply(json, new Edit.Remove("b"));
        json = Sketch.Apply(json, new Edit.Change("c", new Dictionary<string, IReadOnlyList<string>> { ["dueDays"] = ["21"] }, new Dictionary<string, string>()));
        var difference = Between(Sketch.InARow, json);

        Assert.Equal((Mark.Added, Mark.Removed, Mark.Changed, Mark.Same), (difference.MarkOf("S.1"), difference.MarkOf("b"), difference.MarkOf("c"), difference.MarkOf("end")));
        Assert.Contains("Due after days: “7 days” became “21 days”.", difference.Steps.Single(step => step.StepId == "c").Sentences);
        Assert.True(difference.Steps.Single(step => step.StepId == "c").ConcernsDays);
        Assert.True(difference.Steps.Single(step => step.StepId == "S.1").ConcernsMails);
        Assert.Contains(difference.Steps.Single(step => step.StepId == "a").Sentences, sentence => sentence == "When “handed in”: “Step b” became “Tell us more”.");
    }

    [Fact]
    public void What_the_whole_is_called_says_and_remembers_is_told_too()
    {
        var after = JsonNode.Parse(Sketch.Participants)!;
        var was = DefinitionJson.Read(Sketch.Participants);
        after["name"] = "The short way";
        after["description"] = "For whoever has little time.";
        var variables = after["variables"]!.AsArray();
        var taken = (string)variables[0]!["name"]!;
        variables[0]!["name"] = "mood";

        Assert.Equal(
            [$"It is called “The short way” now, and was called “{was.Name}”.", $"It says of itself “For whoever has little time.”, and said “{was.Description}”.", "It remembers “mood” as well.", $"It no longer remembers “{taken}”."],
            Between(Sketch.Participants, after.ToJsonString()).OfTheWhole);
    }

    [Fact]
    public void A_step_that_became_another_kind_and_a_window_that_moved_are_told_in_words()
    {
        var stage = JsonNode.Parse(Sketch.Participants)!["root"]!["activities"]!.AsArray().First(one => (string?)one!["type"] == "Prisma.Stage")!["id"]!.ToString();
        var moved = Between(Sketch.Participants, Sketch.Apply(Sketch.Participants, new Edit.Change(stage, new Dictionary<string, IReadOnlyList<string>> { ["window"] = ["-120", "-90", "-80", "-60", "-50", "-40"] }, new Dictionary<string, string>())));
        var turned = Between(Sketch.InARow, Sketch.InARow.Replace("Prisma.Notify", "Prisma.Task", StringComparison.Ordinal));

        Assert.Contains(moved.Steps.Single().Sentences, sentence => sentence.EndsWith("compact -50 to -40.", StringComparison.Ordinal));
        Assert.Contains(Between(Sketch.InARow, Sketch.Apply(Sketch.InARow, new Edit.Change("stage", new Dictionary<string, IReadOnlyList<string>> { ["window"] = ["-120", "-90", "-80", "-60", "-50", "-40"] }, new Dictionary<string, string>()))).Steps.Single().Sentences, sentence => sentence.Contains("nothing became full -120 to -90, standard", StringComparison.Ordinal));
        var sentences = turned.Steps.Single(step => step.StepId == "b").Sentences;
        Assert.Contains("It was “mail”, and is “task” now.", sentences);
        Assert.DoesNotContain(sentences, sentence => sentence.Contains("nothing became nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tick_is_told_as_yes_or_no()
    {
        var ticked = Sketch.Apply(Sketch.InARow, new Edit.Change("c", new Dictionary<string, IReadOnlyList<string>> { ["needsReason"] = ["true"] }, new Dictionary<string, string>()));

        Assert.Equal(["Needs a reason: “no” became “yes”."], Assert.Single(Between(Sketch.InARow, ticked).Steps).Sentences);
    }

    [Fact]
    public void A_script_changed_on_the_canvas_is_told()
    {
        var difference = Between(Sketch.Participants, Sketch.Participants.Replace("variables.answer.answer", "variables.answer.reply", StringComparison.Ordinal));

        Assert.Equal("answer", Assert.Single(difference.Steps).StepId);
    }

    [Fact]
    public void The_picture_shows_removed_steps_where_they_were_and_marks_connections()
    {
        var after = Sketch.Apply(Sketch.InARow, new Edit.Remove("b"));
        var (was, now) = (DefinitionJson.Read(Sketch.InARow), DefinitionJson.Read(after));
        var picture = FlowPicture.Of(was, now, _reader.Read(was, now));

        Assert.Equal(Mark.Removed, picture.Boxes.Single(box => box.StepId == "b").Mark);
        Assert.Equal(2, picture.Lines.Count(line => line.Mark == Mark.Removed));
        Assert.Single(picture.Lines, line => line.Mark == Mark.Added);
        Assert.All(picture.Boxes, box => Assert.InRange(box.X, 0, picture.Width - FlowPicture.BoxWidth));
    }

    [Fact]
    public void What_nobody_laid_out_is_drawn_from_left_to_right_as_it_goes_on()
    {
        var json = JsonNode.Parse(Sketch.Participants)!;
        foreach (var step in json["root"]!["activities"]!.AsArray())
            step!["metadata"]!["designer"] = null;
        var definition = DefinitionJson.Read(json.AsObject());

        var picture = FlowPicture.Of(null, definition, _reader.Read(null, definition));

        Assert.Empty(picture.Boxes.SelectMany((one, index) => picture.Boxes.Skip(index + 1)
            .Where(other => Math.Abs(one.X - other.X) < FlowPicture.BoxWidth && Math.Abs(one.Y - other.Y) < FlowPicture.BoxHeight).Select(other => $"{one.Name} and {other.Name}")));
        Assert.InRange(picture.Lines.Count(line => line.ToX < line.FromX), 0, picture.Lines.Count / 10);
    }

    static DefinitionDifference Between(string before, string after) => _reader.Read(DefinitionJson.Read(before), DefinitionJson.Read(after));
}
