using CsCheck;
using Prisma.Workflows.Engine.Expressions;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Expressions;

/// <summary>A script that only chooses is answered without a JavaScript engine, and must be answered as that engine would.</summary>
public sealed class PlainScriptTests
{
    static readonly Gen<string> Member = From(
        "yes", "no", "nothing", "empty", "word", "zero", "seven", "half", "items", "answer", "answer.kind", "answer.deep.flag", "answer.list", "unset", "answer.toString", "undeclared").Select(name => $"variables.{name}");

    static readonly Gen<string> Constant = From("true", "false", "null", "'left'", "\"\"", "0", "7", "1.5");

    static readonly Gen<string> Script = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Gen.OneOf(Member, Constant)
        : Gen.OneOf(
            Member,
            Constant,
            Gen.Select(inner, inner, inner, (test, one, other) => $"({test} ? {one} : {other})"),
            Gen.Select(inner, inner, (one, other) => $"({one} && {other})"),
            Gen.Select(inner, inner, (one, other) => $"({one} || {other})"),
            inner.Select(one => $"!{one}"),
            Gen.Select(inner, inner, (one, other) => $"({{ one: {one}, other: {other} }})")));

    static Gen<string> From(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    [Fact]
    public void Any_plain_script_gives_what_the_engine_gives() => Script.Sample(
        script => Assert.Equal(Outcome($"(() => {script})()"), Outcome(script)),
        iter: 400);

    [Theory]
    [InlineData("variables.yes ? 'again' : 'first'", "again")]
    [InlineData("return variables.undeclared ? 'again' : 'first'", "first")]
    [InlineData("variables.answer.kind", "propose")]
    [InlineData("({ role: variables.answer.kind, origin: variables.answer.none })", """{"role":"propose","origin":null}""")]
    [InlineData("({ ['a' + 1]: true })", """{"a1":true}""")]
    public void A_script_gives(string script, string expected) => Assert.Equal(expected, Outcome(script));

    [Fact]
    public void Two_who_come_to_a_script_for_the_first_time_at_once_both_get_its_answer()
    {
        var evaluator = new ExpressionEvaluator();
        var scripts = Enumerable.Range(0, 50_000).Select(_ => Expression.JavaScript("true ? 'left' : 'right'")).ToArray();

        Parallel.For(0, 2, _ => Assert.All(scripts, script => Assert.Equal("left", evaluator.Evaluate(script, null!))));
    }

    static string Outcome(string script)
    {
        var run = new Run(Definition(ScriptLine("l", script), Variables)).Start();
        return run.Instance.Incidents.Count > 0 ? "faulted" : run.Written;
    }

    static void Variables(JsonObject document) => document["variables"] = new JsonArray(
        Variable("yes", "Boolean", "true"),
        Variable("no", "Boolean", "false"),
        Variable("nothing", "Object"),
        Variable("empty", "String", ""),
        Variable("word", "String", "river"),
        Variable("zero", "Int32", "0"),
        Variable("seven", "Int64", "7"),
        Variable("half", "Double", "0.5"),
        Variable("items", "Object", JsonNode.Parse("[1, 2]")),
        Variable("answer", "Object", JsonNode.Parse("""{"kind":"propose","deep":{"flag":true},"list":[],"unset":null}""")));
}
