using System.Globalization;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Tests.Conformance;

/// <summary>Runs the definitions that Elsa's own behaviour was recorded for, and compares.</summary>
public sealed class ConformanceTests
{
    /// <summary>Refused here because it runs C#; Elsa runs it.</summary>
    static readonly string[] Refused = ["workflow-output-mapping/workflow-output.json"];

    public static TheoryData<string, string> Recordings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var group in ConformanceFolder.Groups)
            {
                foreach (var row in JsonNode.Parse(File.ReadAllText(Path.Combine(group, "expected.json")))!.AsArray())
                    data.Add(Path.GetFileName(group), row!["file"]!.GetValue<string>());
            }

            if (ConformanceFolder.Path is null)
                data.Add("", "");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recorded_definition_runs_as_it_ran_in_Elsa(string group, string file)
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, "The recorded definitions are not here; set PRISMA_CONFORMANCE to their folder.");
        var folder = Path.Combine(ConformanceFolder.Path!, group);
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!.AsArray().Single(row => row!["file"]!.GetValue<string>() == file)!;
        var bench = new Workbench(new WorkflowRunner(ActivityCatalogue.WithBuiltIns(), new ExpressionEvaluator()), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
        {
            AfterBurst = burst => Assert.Null(NeverStuck.Check(burst.Instance)),
        };
        foreach (var row in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!.AsArray())
            bench.Publish(Read(folder, row!["file"]!.GetValue<string>()));

        if (Refused.Contains($"{group}/{file}"))
        {
            var problems = new DefinitionValidator(ActivityCatalogue.WithBuiltIns()).Validate(Read(folder, file));
            Assert.Contains(problems, problem => problem.Severity == Severity.Error && problem.ActivityId is not null);
            return;
        }

        var instance = bench.Start(Read(folder, file));

        Assert.Equal(Texts(expected["lines"]), bench.Lines);
        Assert.Equal(expected["status"]!.GetValue<string>(), instance.Status.ToString());
        Assert.Equal(expected["subStatus"]!.GetValue<string>(), instance.SubStatus.ToString());
        Assert.Equal(Texts(expected["bookmarks"]), instance.Bookmarks.Select(bookmark => bookmark.Name));
        AssertIncidents(expected["incidents"], instance);
        if (expected["output"] is { } output)
            Assert.Equal(output.GetValue<string>(), instance.Output.ToJsonString());
        if (expected["resumeRounds"] is not null)
            AssertResumed(bench, instance, expected);
    }

    static void AssertResumed(Workbench bench, WorkflowInstance instance, JsonNode expected)
    {
        var before = bench.Lines.Count;
        var rounds = bench.ResumeUntilNothingWaits(instance);

        Assert.Equal(expected["resumeRounds"]!.GetValue<int>(), rounds);
        Assert.Equal(Texts(expected["linesAfterResume"]), bench.Lines.Skip(before));
        Assert.Equal(expected["finalStatus"]!.GetValue<string>(), string.Create(CultureInfo.InvariantCulture, $"{instance.Status}/{instance.SubStatus}"));
        AssertIncidents(expected["finalIncidents"], instance);
    }

    /// <summary>The activity and the kind must agree, not the wording behind the first clause.</summary>
    static void AssertIncidents(JsonNode? expected, WorkflowInstance instance)
    {
        static string FirstClause(string text) => text.Split('.', ':')[0];
        Assert.Equal(
            Texts(expected).Select(text => text.Split(": ", 2)).Select(parts => (parts[0], FirstClause(parts[1]))),
            instance.Incidents.Select(incident => (incident.ActivityType, FirstClause(incident.Message))));
    }

    static List<string> Texts(JsonNode? array) => [.. array!.AsArray().Select(item => item!.GetValue<string>())];

    static WorkflowDefinition Read(string folder, string file) => DefinitionJson.Read(File.ReadAllText(Path.Combine(folder, file)));

    [Fact]
    public void What_runs_in_Elsa_is_found_valid_here_and_what_failed_there_is_found_before()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, "The recorded definitions are not here; set PRISMA_CONFORMANCE to their folder.");
        var validator = new DefinitionValidator(ActivityCatalogue.WithBuiltIns());
        var wrong = new List<string>();
        foreach (var group in ConformanceFolder.Groups)
        {
            var definitions = Directory.GetFiles(group, "*.json")
                .Where(file => !file.EndsWith("expected.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .ToDictionary(file => Path.GetFileName(file), file => DefinitionJson.Read(File.ReadAllText(file)));
            wrong.AddRange(from pair in definitions
                           from problem in validator.Validate(pair.Value, reference => reference.Among(definitions.Values))
                           where problem.Severity == Severity.Error
                           select $"{pair.Key}: {problem.Code}");
        }

        Assert.Equal(["bad-cron-expression.json: BadCron", "workflow-output.json: RefusedActivity"], wrong);
    }
}
