using Prisma.Workflows.Engine.Tests.Conformance;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Definitions;

public sealed class DefinitionJsonTests
{
    [Theory]
    [InlineData("", "NotJson")]
    [InlineData("{", "NotJson")]
    [InlineData("[]", "NotAnObject")]
    [InlineData("{}", "NoRoot")]
    [InlineData("""{"root":"x"}""", "NoRoot")]
    [InlineData("""{"root":{"id":"a","type":"Elsa.WriteLine","metadata":{"displayText":"a","displayText":"b"}}}""", "NotJson")]
    [InlineData("""{"name":"\ud83d","root":{"id":"a","type":"Elsa.WriteLine"}}""", "NotText")]
    [InlineData("""{"root":{"id":"a","type":"Elsa.WriteLine","metadata":{"\ude00":1}}}""", "NotText")]
    [InlineData("""{"root":{"id":"a","type":"Elsa.WriteLine","text":"a\u0000b"}}""", "NotText")]
    [InlineData("""{"version":2147483647,"root":{"id":"a","type":"Elsa.WriteLine"}}""", "BadVersion")]
    [InlineData("""{"version":1e400,"root":{"id":"a","type":"Elsa.WriteLine"}}""", "BadVersion")]
    public void What_is_no_definition_is_refused_with_the_reason(string json, string code)
    {
        var exception = Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(json));

        Assert.Equal(code, Assert.Single(exception.Problems).Code);
    }

    [Fact]
    public void A_definition_that_is_nested_too_deeply_is_refused_at_its_place()
    {
        Assert.Equal("q1", DefinitionJson.Read(Nested(126)).Root.Id);

        var problem = Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(Nested(200))).Problems[0];
        Assert.Equal("TooBig", problem.Code);
        Assert.StartsWith("The definition is nested too deeply in 'q128': 256 levels of JSON are read, which is 126 sequences or flowcharts in each other.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_is_nested_too_deeply_without_ids_is_refused_too()
    {
        var json = string.Concat(Enumerable.Repeat("""{"root":""", 300)) + "1" + new string('}', 300);

        Assert.StartsWith("The definition is nested too deeply: ", Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(json)).Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_activities_as_may_be_are_read_and_run_and_one_more_is_refused()
    {
        var run = new Run(DefinitionJson.Read(Many(DefinitionJson.MaxActivities))).Start();
        Assert.Equal("Finished/Finished", run.State);
        Assert.Equal(DefinitionJson.MaxActivities, run.Lines.Count);

        var problem = Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(Many(DefinitionJson.MaxActivities + 1))).Problems[0];
        Assert.Equal("The definition has more than 10,000 activities in its root. Split it into several definitions.", problem.Message);
    }

    [Theory]
    [InlineData("""{"definitionId":"ID","root":{"id":"a","type":"Elsa.WriteLine"}}""")]
    [InlineData("""{"id":"ID","root":{"id":"a","type":"Elsa.WriteLine"}}""")]
    [InlineData("""{"root":{"id":"ID","type":"Elsa.WriteLine"}}""")]
    public void An_id_that_is_too_long_is_refused(string json)
    {
        Assert.NotNull(DefinitionJson.Read(json.Replace("ID", new string('x', DefinitionJson.MaxId), StringComparison.Ordinal)));

        var problem = Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(json.Replace("ID", new string('x', DefinitionJson.MaxId + 1), StringComparison.Ordinal))).Problems[0];
        Assert.Equal("The id 'xxxxxxxxxxxxxxxxxxxx…' has 201 characters; at most 200 are read. Give it a shorter one.", problem.Message);
    }

    [Fact]
    public void An_empty_id_is_none() =>
        Assert.Equal(DefinitionJson.Read("""{"root":{"type":"Elsa.WriteLine"}}""").DefinitionId.Length, DefinitionJson.Read("""{"id":"","definitionId":"","root":{"id":"","type":"Elsa.WriteLine"}}""").DefinitionId.Length);

    [Fact]
    public void A_whole_pair_of_escapes_is_a_character_and_escaped_backslashes_are_none()
    {
        const string Pair = """{"name":"\ud83d\ude00 \\u0000 \\ud83d","root":{"id":"a","type":"Elsa.WriteLine"}}""";

        Assert.Equal("\U0001F600 \\u0000 \\ud83d", DefinitionJson.Read(Pair).Name);
    }

    [Fact]
    public void A_definition_that_is_too_big_is_refused() =>
        Assert.Equal("TooBig", Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(new string(' ', DefinitionJson.MaxLength + 1))).Problems[0].Code);

    [Fact]
    public void What_is_not_understood_is_written_as_it_was_read()
    {
        const string json = """{"root":{"future":[1,2.50,{"x":null}],"type":"Acme.Rocket","id":"r"},"$schema":"x","another":{"a":"ü"},"id":"1"}""";

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(DefinitionJson.Write(DefinitionJson.Read(json)))));
    }

    [Fact]
    public void The_recorded_definitions_are_written_as_they_were_read()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, "The recorded definitions are not here; set PRISMA_CONFORMANCE to their folder.");
        foreach (var file in Directory.GetFiles(ConformanceFolder.Path!, "*.json", SearchOption.AllDirectories).Where(file => !file.EndsWith("expected.json", StringComparison.Ordinal)))
        {
            var json = File.ReadAllText(file);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(DefinitionJson.Write(DefinitionJson.Read(json)))), file);
        }
    }

    [Theory]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]""")]
    [InlineData("""[{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"}}]""")]
    [InlineData("""[{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}]""")]
    [InlineData("""{"$values":[{"source":"a","target":"b"}]}""")]
    [InlineData("""{"_type":"x","items":[{"source":"a","target":"b"}]}""")]
    [InlineData("""{"source":"a","target":"b","sourcePort":"Done"}""")]
    public void Connections_are_read_in_all_their_shapes(string connections)
    {
        var definition = DefinitionJson.Read("""{"root":{"connections":CONNECTIONS,"activities":{"values":[{"id":"a","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.WriteLine"}]},"id":"c","type":"Elsa.Flowchart"}}""".Replace("CONNECTIONS", connections, StringComparison.Ordinal));

        Assert.Equal(new Connection("a", "Done", "b"), Assert.Single(definition.Root.Connections));
        Assert.Equal(["c", "a", "b"], definition.Nodes.Select(node => node.Id));
        Assert.Equal("Workflow1:c:a", definition.NodesById["a"].NodeId);
    }

    [Fact]
    public void A_bare_scalar_is_a_literal_and_an_object_without_type_name_is_no_input()
    {
        var node = Flow([Activity("x", "Elsa.WriteLine", ("text", "bare"), ("other", new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = 1 } }))]).NodesById["x"];

        Assert.Equal("bare", node.Input("Text")!.Expression.Text);
        Assert.Null(node.Input("other"));
    }

    [Fact]
    public void An_input_with_an_empty_type_name_is_an_input()
    {
        var node = Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Literal", "a", null!)))]).NodesById["x"];

        Assert.Equal("a", node.Input("text")!.Expression.Text);
    }

    [Fact]
    public void Old_places_and_names_are_read()
    {
        var definition = DefinitionJson.Read("""{"Root":{"Id":"r","Type":"Elsa.Event","canStartWorkflow":true,"EventName":"go"},"usableAsActivity":true,"DefinitionId":"d","Variables":[{"Id":"v","Name":"V","TypeName":"Int32","Value":"5"}]}""");

        Assert.True(definition.Root.CanStartWorkflow);
        Assert.True(definition.Options.UsableAsActivity);
        Assert.Equal("d", definition.DefinitionId);
        Assert.Equal(5L, definition.Variables[0].DefaultValue);
    }

    [Fact]
    public void The_content_hash_ignores_which_version_it_is_and_where_nodes_are_counted()
    {
        var first = Definition(Line("a"));
        var second = Definition(Line("a"), document =>
        {
            document["id"] = "other";
            document["version"] = 9;
            document["isPublished"] = false;
            document["root"]!["nodeId"] = "Workflow1:a";
        });
        var third = Definition(Line("b"));

        Assert.Equal(first.ContentHash, second.ContentHash);
        Assert.NotEqual(first.ContentHash, third.ContentHash);
        Assert.Matches("^[0-9a-f]{64}$", first.ContentHash);
    }

    [Fact]
    public void An_unknown_activity_hidden_behind_a_placeholder_comes_back_whole()
    {
        var catalogue = ActivityCatalogue.WithBuiltIns();
        var inner = Activity("in", "Acme.Inner", ("fuel", 3));
        var document = Flow([Line("a"), Activity("r", "Acme.Rocket", ("payload", new JsonObject { ["x"] = 1 }), ("body", inner))], "a>r").Document;

        var hidden = NotFoundPlaceholder.Hide(document, node => catalogue.Contains(node.Type));

        var node = DefinitionJson.Read(hidden.DeepClone().AsObject()).NodesById["r"];
        Assert.Equal(NotFoundPlaceholder.Type, node.Type);
        Assert.Equal("Acme.Rocket", NotFoundPlaceholder.MissingType(node.Json));
        Assert.Equal(DefinitionJson.Read(document).ContentHash, DefinitionJson.Read(NotFoundPlaceholder.Restore(NotFoundPlaceholder.Restore(hidden))).ContentHash);
    }

    [Fact]
    public void An_unknown_activity_with_much_in_itself_comes_back_as_it_was_and_takes_no_more_room_than_that()
    {
        foreach (var stages in new[] { 12, 50 })
        {
            var rocket = Line("a");
            for (var stage = 0; stage < stages; stage++)
                rocket = Activity($"s{stage}", "Acme.Rocket", ("activities", new JsonArray(rocket)));
            var document = new JsonObject { ["root"] = Sequence("q", rocket) };

            var hidden = NotFoundPlaceholder.Hide(document, node => node.Type != "Acme.Rocket");

            Assert.InRange(hidden.ToJsonString().Length, 0, 20 * document.ToJsonString().Length);
            Assert.Equal(DefinitionJson.Read(document).ContentHash, DefinitionJson.Read(NotFoundPlaceholder.Restore(hidden)).ContentHash);
        }
    }

    static string Nested(int sequences)
    {
        var inner = Line("a");
        for (var number = sequences; number > 0; number--)
            inner = Sequence($"q{number}", inner);
        return new JsonObject { ["root"] = inner }.ToJsonString();
    }

    static string Many(int lines) => new JsonObject { ["root"] = Sequence("q", [.. Enumerable.Range(1, lines).Select(number => Line($"a{number}"))]) }.ToJsonString();
}
