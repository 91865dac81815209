using System.Text;
using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Engine.Tests.Conformance;
using Prisma.Workflows.Web.CommandLine;

namespace Prisma.Workflows.Web.Tests.CommandLine;

/// <summary>The word "run": definitions from files, run with the real runtime, told as Elsa's recorded behaviour is told.</summary>
public sealed class RunTests
{
    /// <summary>Refused here because it runs C#; Elsa runs it.</summary>
    static readonly string[] _refused = ["workflow-output-mapping/workflow-output.json"];

    public static TheoryData<string, string> Recordings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var folder in ConformanceFolder.Groups)
            {
                foreach (var row in Rows(folder))
                {
                    data.Add(Path.GetFileName(folder), row["file"]!.GetValue<string>());
                }
            }

            if (ConformanceFolder.Path is null)
            {
                data.Add("", "");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recorded_definition_comes_out_as_Elsa_had_it(string group, string file)
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, "The recorded definitions are not here; set PRISMA_CONFORMANCE to their folder.");
        var folder = Path.Combine(ConformanceFolder.Path!, group);
        var expected = Rows(folder).Single(row => row["file"]!.GetValue<string>() == file);
        var others = Rows(folder).Select(row => row["file"]!.GetValue<string>()).Where(other => other != file && !_refused.Contains($"{group}/{other}"));
        var result = await Run.PlayAsync(new RunRequest([.. others.Append(file).Select(name => Path.Combine(folder, name))], [], Resume: expected["resumeRounds"] is not null));

        if (_refused.Contains($"{group}/{file}"))
        {
            Assert.Null(result.Report);
            Assert.Contains(result.Problems, problem => problem.Contains(file, StringComparison.Ordinal));
            return;
        }

        Assert.Empty(result.Problems);
        AssertSame(expected, result.Report!);
    }

    [Fact]
    public async Task An_input_is_given_and_an_output_comes_back()
    {
        using var file = new DefinitionFile("""
            {"definitionId":"echo","id":"echo-1","name":"Echo","version":1,"inputs":[{"name":"Word","type":"String"}],"outputs":[{"name":"Said","type":"String"}],
             "root":{"id":"set","type":"Elsa.SetOutput","version":1,"outputName":{"typeName":"String","expression":{"type":"Literal","value":"Said"}},
                     "outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"getInput('Word') + '!'"}}}}
            """);
        Assert.Null(RunRequest.TryRead(["--input", "Word=moss", file.Path], out var request));
        var result = await Run.PlayAsync(request);

        Assert.Equal("""{"Said":"moss!"}""", result.Report!["output"]!.GetValue<string>());
        Assert.Equal("Finished", result.Report["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task Timers_are_woken_each_at_its_own_time()
    {
        using var file = new DefinitionFile("""
            {"definitionId":"two","id":"two-1","name":"Two delays","version":1,"root":{"id":"fork","type":"Elsa.Parallel","version":1,"activities":[
              {"id":"long","type":"Elsa.Sequence","version":1,"activities":[
                {"id":"ten","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:10"}}},
                {"id":"late","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"after ten"}}}]},
              {"id":"short","type":"Elsa.Sequence","version":1,"activities":[
                {"id":"three","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:03"}}},
                {"id":"four","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:04"}}},
                {"id":"early","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"after seven"}}}]}]}}
            """);
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: true));

        Assert.Equal("""["Elsa.Delay","Elsa.Delay"]""", result.Report!["bookmarks"]!.ToJsonString());
        Assert.Equal("""["after seven","after ten"]""", result.Report["linesAfterResume"]!.ToJsonString());
        Assert.Equal("Finished/Finished", result.Report["finalStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_timer_that_was_given_up_meanwhile_moves_no_clock()
    {
        static string Branch(string id, string wait, string input, string kind, string value) => $$$"""
            {"id":"{{{id}}}","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"d{{{id}}}","type":"{{{wait}}}","version":1,"{{{input}}}":{"typeName":"{{{kind}}}","expression":{"type":"Literal","value":"{{{value}}}"} } },
              {"id":"w{{{id}}}","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"{{{id}}}"} } }]}
            """;
        using var file = new DefinitionFile($$$"""
            {"definitionId":"race","id":"race-1","name":"Race","version":1,"root":{"id":"for","type":"Elsa.For","version":1,"end":{"typeName":"Int32","expression":{"type":"Literal","value":"2"} },
              "body":{"id":"fork","type":"Elsa.Fork","version":1,"joinMode":{"typeName":"ForkJoinMode","expression":{"type":"Literal","value":"WaitAny"} },
                "branches":[{{{Branch("quick", "Elsa.Event", "eventName", "String", "go")}}},{{{Branch("slow", "Elsa.Delay", "timeSpan", "TimeSpan", "00:00:02")}}}] } } }
            """);
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: true));

        Assert.Equal("""["quick","quick","quick"]""", result.Report!["linesAfterResume"]!.ToJsonString());
    }

    [Fact]
    public async Task A_connection_that_leads_nowhere_is_not_followed()
    {
        using var file = new DefinitionFile("""
            {"definitionId":"loose","id":"loose-1","name":"Loose","version":1,"root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"a"}}},
              {"id":"b","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"b"}}}],
              "connections":[{"source":{"activity":"a","port":"Left"},"target":{"activity":"b","port":"In"}},{"source":{"activity":"a","port":"Done"},"target":{"activity":"gone","port":"In"}}]}}
            """);
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: false));

        Assert.Equal("""["a"]""", result.Report!["lines"]!.ToJsonString());
        Assert.Equal("Finished", result.Report["subStatus"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(""" "type":"Elsa.PublishEvent" """, "Elsa.PublishEvent: EventName is required.")]
    [InlineData(""" "type":"Elsa.SetVariable" """, "Elsa.SetVariable: Variable '' not found.")]
    [InlineData(""" "type":"Elsa.ForEach","items":{"typeName":"Object","expression":{"type":"Object","value":"[1,"}} """, "Elsa.ForEach: Failed to evaluate activity input 'Items'")]
    public async Task What_lacks_an_input_or_has_JSON_that_cannot_be_read_fails_when_its_turn_comes(string activity, string incident)
    {
        using var file = new DefinitionFile($$$"""{"definitionId":"half","id":"half-1","name":"Half","version":1,"root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"before"} } },{"id":"a","version":1,{{{activity}}} }]}}""");
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: false));

        Assert.Equal("""["before"]""", result.Report!["lines"]!.ToJsonString());
        Assert.StartsWith(incident, Assert.Single(result.Report["incidents"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_faulted_run_waited_for_is_listed_and_wakes_nothing()
    {
        using var file = new DefinitionFile("""
            {"definitionId":"torn","id":"torn-1","name":"Torn","version":1,"root":{"id":"both","type":"Elsa.Parallel","version":1,"activities":[
              {"id":"go","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
              {"id":"no","type":"Elsa.Fault","version":1,"message":{"typeName":"String","expression":{"type":"Literal","value":"no"}}}]}}
            """);
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: true));

        Assert.Equal("""["Elsa.Event"]""", result.Report!["bookmarks"]!.ToJsonString());
        Assert.Equal("Finished/Faulted", result.Report["finalStatus"]!.GetValue<string>());
        Assert.Equal("""["Elsa.Fault: no"]""", result.Report["finalIncidents"]!.ToJsonString());
    }

    [Fact]
    public async Task A_bulk_waits_for_its_children_with_one_bookmark()
    {
        using var child = new DefinitionFile("""{"definitionId":"leaf","id":"leaf-1","name":"Leaf","version":1,"root":{"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:10"}}}}""");
        using var parent = new DefinitionFile("""
            {"definitionId":"tree","id":"tree-1","name":"Tree","version":1,"root":{"id":"all","type":"Elsa.BulkDispatchWorkflows","version":1,
              "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"leaf"}},
              "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"[1,2,3]"}},
              "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}}}}
            """);
        var result = await Run.PlayAsync(new RunRequest([child.Path, parent.Path], [], Resume: true));

        Assert.Equal("""["Elsa.BulkDispatchWorkflows"]""", result.Report!["bookmarks"]!.ToJsonString());
        Assert.Equal("Finished/Finished", result.Report["finalStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task Children_that_wait_alike_go_on_in_the_order_in_which_they_began()
    {
        using var child = new DefinitionFile("""
            {"definitionId":"leaf","id":"leaf-1","name":"Leaf","version":1,"root":{"id":"q","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:10"}}},
              {"id":"event","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
              {"id":"say","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"getCorrelationId()"}}}]}}
            """);
        using var parent = new DefinitionFile("""
            {"definitionId":"tree","id":"tree-1","name":"Tree","version":1,"root":{"id":"all","type":"Elsa.BulkDispatchWorkflows","version":1,
              "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"leaf"}},
              "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"[1,2,3,4,5]"}},
              "correlationIdFunction":{"typeName":"String","expression":{"type":"JavaScript","value":"'' + getItem()"}},
              "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}}}}
            """);
        var result = await Run.PlayAsync(new RunRequest([child.Path, parent.Path], [], Resume: true));

        Assert.Equal("""["1","2","3","4","5"]""", result.Report!["linesAfterResume"]!.ToJsonString());
    }

    [Theory]
    [InlineData("child", """["side","late","after"]""")]
    [InlineData("nobody", """["side"]""")]
    public async Task A_child_that_is_executed_has_its_turn_before_what_runs_beside_it(string executed, string lines)
    {
        using var child = new DefinitionFile("""
            {"definitionId":"child","id":"child-1","name":"Child","version":1,"root":{"id":"q","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:10"}}},
              {"id":"late","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"late"}}}]}}
            """);
        using var parent = new DefinitionFile("""
            {"definitionId":"parent","id":"parent-1","name":"Parent","version":1,"root":{"id":"p","type":"Elsa.Parallel","version":1,"activities":[
              {"id":"q","type":"Elsa.Sequence","version":1,"activities":[
                {"id":"x","type":"Elsa.ExecuteWorkflow","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"EXECUTED"}},"waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}},
                {"id":"after","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"after"}}}]},
              {"id":"r","type":"Elsa.Sequence","version":1,"activities":[
                {"id":"side","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"side"}}}]}]}}
            """.Replace("EXECUTED", executed, StringComparison.Ordinal));
        var result = await Run.PlayAsync(new RunRequest([child.Path, parent.Path], [], Resume: true));

        Assert.Equal(lines, new JsonArray([.. result.Report!["lines"]!.AsArray().Concat(result.Report["linesAfterResume"]!.AsArray()).Select(line => line!.DeepClone())]).ToJsonString());
    }

    [Fact]
    public async Task A_child_whose_ids_are_of_another_installation_is_found_by_its_name()
    {
        using var child = new DefinitionFile("""{"definitionId":"here","id":"here-1","name":"Welcome them","version":1,"root":{"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"welcome"}}}}""");
        using var parent = new DefinitionFile("""{"definitionId":"parent","id":"parent-1","name":"Parent","version":1,"root":{"id":"u","type":"WelcomeThem","version":7,"workflowDefinitionId":"elsewhere","workflowDefinitionVersionId":"elsewhere-7"}}""");
        var result = await Run.PlayAsync(new RunRequest([child.Path, parent.Path], [], Resume: false));

        Assert.Equal("""["welcome"]""", result.Report!["lines"]!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_array_and_a_zip_are_taken_in_their_order_and_the_last_is_run(bool zip)
    {
        const string Child = """{"definitionId":"leaf","id":"leaf-1","name":"Leaf","version":1,"root":{"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"leaf"}}}}""";
        const string Parent = """{"definitionId":"tree","id":"tree-1","name":"Tree","version":1,"root":{"id":"u","type":"Leaf","version":1,"workflowDefinitionId":"leaf"}}""";
        using var file = new DefinitionFile(zip
            ? DefinitionBundle.Zip([new("1.json", Child), new("2.json", Parent)])
            : Encoding.UTF8.GetBytes($"[{Child},{Parent}]"));
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: false));

        Assert.Equal("tree", result.Report!["definitionId"]!.GetValue<string>());
        Assert.Equal("""["leaf"]""", result.Report["lines"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_wrong_in_an_array_is_named_with_its_place()
    {
        using var file = new DefinitionFile("""[{"root":{"id":"a","type":"Elsa.Start","version":1}},{"root":{"id":"a","type":"Elsa.RunCSharp","version":1}}]""");
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: false));

        Assert.Contains(result.Problems, problem => problem.StartsWith($"{file.Path} (2): ", StringComparison.Ordinal) && problem.Contains("C#", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_went_wrong_in_those_it_started_is_told()
    {
        using var file = new DefinitionFile("""{"definitionId":"echo","id":"echo-1","name":"Echo","version":1,"root":{"id":"again","type":"Elsa.DispatchWorkflow","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"echo"}}}}""");
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: false));

        Assert.Equal("Finished", result.Report!["subStatus"]!.GetValue<string>());
        Assert.StartsWith("Elsa.DispatchWorkflow: 32 workflows have started one another", Assert.Single(result.Report["incidentsOfOthers"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON", "is not valid JSON")]
    [InlineData("[]", "holds no definition")]
    [InlineData("""{"root":{"id":"a","type":"Elsa.RunCSharp","version":1}}""", "C#")]
    public async Task What_cannot_be_run_is_named_with_its_file(string json, string sentence)
    {
        using var file = new DefinitionFile(json);
        var result = await Run.PlayAsync(new RunRequest([file.Path], [], Resume: false));

        Assert.Null(result.Report);
        Assert.Contains(result.Problems, problem => problem.StartsWith(file.Path, StringComparison.Ordinal) && problem.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/nowhere/moss.json", "/nowhere/moss.json cannot be read: ")]
    [InlineData("/", "/ is a folder. Name a file in it.")]
    public async Task What_is_no_file_is_one_sentence(string file, string sentence)
    {
        var result = await Run.PlayAsync(new RunRequest([file], [], Resume: false));

        Assert.StartsWith(sentence, Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Which definition is to be run?")]
    [InlineData("An input is written name=value.", "--input", "moss", "a.json")]
    [InlineData("An input is written name=value.", "--input")]
    [InlineData("“--dance” is not understood here.", "--dance", "a.json")]
    public void A_line_that_makes_no_sense_is_answered(string sentence, params string[] line) => Assert.Equal(sentence, RunRequest.TryRead(line, out _));

    static void AssertSame(JsonNode expected, JsonObject report)
    {
        foreach (var member in (string[])["lines", "bookmarks", "linesAfterResume"])
        {
            AssertMember(member, node => node.ToJsonString());
        }

        foreach (var member in (string[])["status", "subStatus", "resumeRounds", "finalStatus", "output"])
        {
            AssertMember(member, node => node.ToString());
        }

        foreach (var member in (string[])["incidents", "finalIncidents"])
        {
            AssertMember(member, node => string.Join('\n', node.AsArray().Select(incident => FirstClause(incident!.GetValue<string>()))));
        }

        void AssertMember(string name, Func<JsonNode, string> text)
        {
            if (expected[name] is { } member)
            {
                Assert.Equal($"{name}: {text(member)}", $"{name}: {text(report[name]!)}");
            }
        }
    }

    /// <summary>The activity and the kind must agree, not the wording behind the first clause.</summary>
    static string FirstClause(string incident)
    {
        var parts = incident.Split(": ", 2);
        return $"{parts[0]}: {parts[1].Split('.', ':')[0]}";
    }

    static List<JsonNode> Rows(string folder) => [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!.AsArray().OfType<JsonNode>()];

    sealed class DefinitionFile : IDisposable
    {
        public DefinitionFile(string json)
            : this(Encoding.UTF8.GetBytes(json))
        {
        }

        public DefinitionFile(byte[] content) => File.WriteAllBytes(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"prisma-run-{Guid.CreateVersion7():N}.json");

        public void Dispose() => File.Delete(Path);
    }
}
