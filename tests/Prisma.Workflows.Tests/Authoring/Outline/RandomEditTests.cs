using CsCheck;
using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring.Outline;

/// <summary>Whatever somebody does in an outline, in whatever order.</summary>
public sealed class RandomEditTests
{
    static readonly string[] _kinds = ["Prisma.Form", "Prisma.Review", "Prisma.Notify", "Prisma.Stage", "Prisma.Close", "Prisma.Seat"];

    static readonly Gen<(int What, int Step, int Other, int Kind)[]> _wishes = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 5]).Array[1, 12];

    [Fact]
    public void Any_sequence_of_edits_keeps_the_definition_readable_and_loses_nothing_it_does_not_speak_of() => _wishes.Sample(
        wishes =>
        {
            var json = Sketch.InARow;
            foreach (var wish in wishes)
            {
                var edit = EditOf(wish, Sketch.Outline(json));
                var outcome = Sketch.Editor.Apply(json, edit);
                if (outcome.IsDone)
                {
                    AssertSound(json, outcome.Value.Json, edit);
                    json = outcome.Value.Json;
                }
            }
        },
        iter: 100);

    [Fact]
    public void Undoing_everything_gives_the_very_draft_one_began_with_and_redoing_the_one_one_ended_with() => _wishes.Sample(
        wishes =>
        {
            List<string> saves = [Sketch.InARow];
            List<int?> line = [null];
            foreach (var wish in wishes)
            {
                var outcome = Sketch.Editor.Apply(saves[^1], EditOf(wish, Sketch.Outline(saves[^1])));
                if (outcome.IsDone && Hash(outcome.Value.Json) != Hash(saves[^1]))
                {
                    saves.Add(outcome.Value.Json);
                    line.Add(null);
                }
            }

            var last = saves[^1];
            var undone = 0;
            for (; UndoLine.Of(line).Undo is { } back; undone++)
            {
                saves.Add(saves[back]);
                line.Add(back);
            }

            Assert.Equal(Sketch.InARow, saves[^1]);
            for (; undone > 0; undone--)
            {
                var onward = UndoLine.Of(line).Redo!.Value;
                saves.Add(saves[onward]);
                line.Add(onward);
            }

            Assert.Equal(Hash(last), Hash(saves[^1]));
        },
        iter: 60);

    static Edit EditOf((int What, int Step, int Other, int Kind) wish, PathwayOutline outline)
    {
        var steps = outline.Steps.ToList();
        var step = steps[wish.Step % steps.Count];
        return wish.What switch
        {
            0 => new Edit.Add(step.Id, step.Ways.Count > 0 && wish.Other % 2 == 0 ? step.Ways[wish.Other % step.Ways.Count].Port : "", _kinds[wish.Kind], "Something new"),
            1 => new Edit.MoveUp(step.Id),
            2 => new Edit.MoveDown(step.Id),
            3 => new Edit.Duplicate(step.Id),
            4 => new Edit.Remove(step.Id),
            _ => new Edit.Change(
                step.Id,
                new Dictionary<string, IReadOnlyList<string>> { ["displayText"] = [$"Name {wish.Other}"] },
                step.Ways.Take(1).ToDictionary(way => way.Port, _ => wish.Other % 3 == 0 ? "end:lapsed" : steps[wish.Other % steps.Count].Id)),
        };
    }

    static void AssertSound(string before, string after, Edit edit)
    {
        var definition = DefinitionJson.Read(after);
        var ids = definition.Root.Activities.Select(node => node.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(definition.Root.Connections, connection => Assert.True(ids.Contains(connection.Source) && ids.Contains(connection.Target)));
        Assert.Equal(definition.Root.Connections.Count, definition.Root.Connections.Distinct().Count());
        Assert.Equal(ids.Count, Sketch.Outline(after).Steps.Count());

        var kept = ids.Intersect(DefinitionJson.Read(before).Root.Activities.Select(node => node.Id), StringComparer.Ordinal).Where(id => edit is not Edit.Change change || change.StepId != id);
        Assert.All(kept, id => Assert.True(JsonNode.DeepEquals(Sketch.StepOf(before, id), Sketch.StepOf(after, id))));
    }

    static string Hash(string json) => DefinitionJson.Read(json).ContentHash;
}
