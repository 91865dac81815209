using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Instances;

public sealed class LogPersistenceTests
{
    const string IncludeStrategy = """{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core"}""";

    [Theory]
    [InlineData("{}", "{}", "cause,who")]
    [InlineData("""{"logPersistenceMode":"Exclude"}""", "{}", "")]
    [InlineData("""{"logPersistenceMode":"Exclude"}""", """{"logPersistenceMode":"Include"}""", "cause,who")]
    [InlineData("""{"logPersistenceMode":"Include"}""", "{}", "cause,who")]
    [InlineData("""{"logPersistenceMode":"Include"}""", """{"logPersistenceMode":"Exclude"}""", "")]
    [InlineData("""{"logPersistenceMode":"Include"}""", """{"logPersistenceMode":"Inherit"}""", "cause,who")]
    [InlineData("{}", """{"logPersistenceMode":{"default":"Include","inputs":{"category":"Exclude"}}}""", "cause")]
    [InlineData("""{"logPersistenceMode":"Exclude"}""", """{"logPersistenceMode":{"default":"Inherit","inputs":{"Category":"Include"}}}""", "who")]
    [InlineData("""{"logPersistenceMode":"Exclude"}""", "{\"logPersistenceConfig\":{\"default\":" + IncludeStrategy + "}}", "cause,who")]
    [InlineData("""{"logPersistenceMode":"Exclude"}""", "{\"logPersistenceConfig\":{\"inputs\":{\"category\":" + IncludeStrategy + "}}}", "who")]
    [InlineData("""{"logPersistenceMode":"Include"}""", """{"logPersistenceConfig":{"default":{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"'Include'"}}}}""", "")]
    public void The_history_keeps_what_was_computed_unless_its_author_keeps_it_out(string ofTheDefinition, string ofTheActivity, string kept)
    {
        var activity = Activity("f", "Elsa.Fault", ("category", JavaScript("'who'")), ("code", JavaScript("'cause'")), ("customProperties", JsonNode.Parse(ofTheActivity)));
        var run = new Run(Definition(activity, document => document["customProperties"] = JsonNode.Parse(ofTheDefinition))).Start();

        Assert.Equal(kept, string.Join(',', InputsOf(run).Select(input => input.Value!.GetValue<string>()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_stands_in_the_definition_is_not_written_down_again() =>
        Assert.Empty(InputsOf(new Run(Definition(Line("a"))).Start()));

    [Fact]
    public void Of_a_long_value_the_beginning_is_kept()
    {
        var text = InputsOf(new Run(Definition(ScriptLine("a", "'x'.repeat(5000)"))).Start())["Text"]!.GetValue<string>();

        Assert.Equal(new string('x', 4000) + "…", text);
    }

    [Fact]
    public void The_words_of_a_mail_are_not_kept_even_where_all_is_asked_for()
    {
        var mail = Activity("m", "Elsa.SendEmail", ("to", JavaScript("['wren@example.org']")), ("subject", JavaScript("'Your '+ 'code'")), ("body", JavaScript("'It is '+ 4711")), ("customProperties", JsonNode.Parse("""{"logPersistenceMode":"Include"}""")));

        Assert.Equal(["To"], InputsOf(new Run(Definition(mail)).Start()).Select(input => input.Key));
    }

    [Theory]
    [InlineData("{}", "Result")]
    [InlineData("""{"logPersistenceMode":"Exclude"}""", "")]
    [InlineData("""{"logPersistenceMode":{"outputs":{"result":"Exclude"}}}""", "")]
    public void What_an_activity_gave_stands_where_it_completed(string ofTheActivity, string kept)
    {
        var script = Script("a", "6 * 7");
        script["customProperties"] = JsonNode.Parse(ofTheActivity);
        var run = new Run(Definition(script)).Start();

        var outputs = run.Log.Single(entry => entry.Event == ActivityLogEvent.Completed).Values ?? [];
        Assert.Equal(kept, string.Join(',', outputs.Where(output => output.Value!.ToString() == "42").Select(output => output.Key)));
    }

    static JsonObject InputsOf(Run run) => run.Log.Single(entry => entry.Event == ActivityLogEvent.Started).Values ?? [];
}
