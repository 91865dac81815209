using System.Globalization;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Tests.Conformance;

/// <summary>
/// One small definition a rule, in the folder Rules: the file is named for the rule, and holds what to run, what happens to it
/// while it waits, and what must come of it. Where Elsa 3.6.3 does otherwise, inElsa says what, and why it is not done here.
/// </summary>
public sealed class RuleTests
{
    internal static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly ActivityCatalogue Catalogue = ActivityCatalogue.WithBuiltIns();
    static readonly WorkflowRunner Runner = new(Catalogue, new ExpressionEvaluator());

    static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Rules");

    public static TheoryData<string> Rules => [.. All().Select(rule => rule.Name)];

    internal static IEnumerable<(string Name, JsonObject File)> All() => Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(file => (Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'), JsonNode.Parse(File.ReadAllText(file))!.AsObject()))
        .OrderBy(rule => rule.Item1, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_engine_keeps_the_rule(string rule)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, rule + ".json")))!.AsObject();
        var expected = file["expected"]!.AsObject();
        var definition = Read(file["definition"]!);
        var bench = Bench(file);

        Assert.Equal(Texts(expected["problems"]), Problems(definition, bench));
        if (expected["state"] is null)
            return;

        var instance = bench.Start(definition, file["input"]?.DeepClone().AsObject(), file["trigger"]?.GetValue<string>());
        foreach (var step in file["steps"]?.AsArray() ?? [])
            Do(step!.AsObject(), bench, instance);

        Compare(expected, bench, instance);
    }

    /// <summary>A workbench that has the children of the rule.</summary>
    internal static Workbench Bench(JsonObject file)
    {
        var bench = new Workbench(Runner, Beginning) { AfterBurst = CheckBurst };
        foreach (var child in file["children"]?.AsArray() ?? [])
            bench.Publish(Read(child!));
        return bench;
    }

    static void Compare(JsonObject expected, Workbench bench, WorkflowInstance instance)
    {
        Assert.Equal(Texts(expected["lines"]), bench.Lines);
        Assert.Equal(expected["state"]!.GetValue<string>(), string.Create(CultureInfo.InvariantCulture, $"{instance.Status}/{instance.SubStatus}"));
        Assert.Equal(Texts(expected["waitsFor"]), instance.Bookmarks.Select(bookmark => bookmark.ActivityId));
        var incidents = instance.Incidents.Select(incident => $"{incident.ActivityId}: {incident.Message}").ToList();
        Assert.Equal(Texts(expected["incidents"]), incidents.Zip(Texts(expected["incidents"]), (actual, start) => actual.StartsWith(start, StringComparison.Ordinal) ? start : actual).Concat(incidents.Skip(Texts(expected["incidents"]).Count)));
        Assert.Equal(expected["output"]?.ToJsonString() ?? "{}", instance.Output.ToJsonString());
        if (expected["name"] is { } name)
            Assert.Equal(name.GetValue<string>(), instance.Name);
        if (expected["correlationId"] is { } correlationId)
            Assert.Equal(correlationId.GetValue<string>(), instance.CorrelationId);
        if (expected["requests"] is { } requests)
            Assert.Equal(Texts(requests), bench.Requests.Select(request => request.GetType().Name));
        if (expected["takes"] is { } time)
            Assert.Equal(TimeSpan.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture), bench.Now - Beginning);
    }

    /// <summary>An event is published, one activity is woken, the clock moves, or whatever waits is woken until nothing does.</summary>
    internal static void Do(JsonObject step, Workbench bench, WorkflowInstance instance)
    {
        var input = step["input"]?.DeepClone().AsObject();
        if (step["event"] is { } name)
            Assert.True(bench.Publish(Stimulus.ForEvent(name.GetValue<string>()), input) > 0, $"Nobody waits for the event {name}.");
        else if (step["wake"] is { } activity)
            bench.Resume(instance.Id, instance.Bookmarks.First(bookmark => bookmark.ActivityId == activity.GetValue<string>()).Id, input);
        else if (step["advance"] is { } time)
            bench.Advance(TimeSpan.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture));
        else
            bench.ResumeUntilNothingWaits(instance);
    }

    /// <summary>After every burst something can wake the instance or it has ended, and it can be stored and read again.</summary>
    static void CheckBurst(Burst burst)
    {
        Assert.Null(NeverStuck.Check(burst.Instance));
        var stored = InstanceJson.WriteText(burst.Instance);
        Assert.Equal(stored, InstanceJson.WriteText(InstanceJson.Read(stored)));
    }

    static IEnumerable<string> Problems(WorkflowDefinition definition, Workbench bench) =>
        new DefinitionValidator(Catalogue).Validate(definition, bench.Find).Select(problem => $"{problem.Code} {problem.ActivityId}".TrimEnd());

    internal static List<string> Texts(JsonNode? array) => [.. array?.AsArray().Select(item => item!.GetValue<string>()) ?? []];

    /// <summary>Read, written and read again, so that every rule also holds for what was exported.</summary>
    internal static WorkflowDefinition Read(JsonNode definition) => DefinitionJson.Read(DefinitionJson.Write(DefinitionJson.Read(definition.ToJsonString())));
}
