using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Expressions;

public sealed class JavaScriptTests
{
    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("return 1 + 2;", "3")]
    [InlineData("const a = 1; return a + 2", "3")]
    [InlineData("class Seed { #grow() { return 3 } sow() { return this.#grow() } } return new Seed().sow()", "3")]
    [InlineData("`${getInput('Name')}`", "Amina")]
    [InlineData("getInput('Nothing')", "")]
    [InlineData("'' + getInput('Nothing')", "null")]
    [InlineData("variables.myNumber", "21")]
    [InlineData("variables.myNumber = 5; getVariable('myNumber')", "21")]
    [InlineData("({ a: 1.5 })", """{"a":1.5}""")]
    [InlineData("JSON.stringify({ a: [1, 'ä', true, null, undefined], d: new Date(0), f: () => 1, u: undefined })", """{"a":[1,"ä",true,null,null],"d":"1970-01-01T00:00:00.000Z"}""")]
    [InlineData("JSON.stringify([1], null, 2)", "[\n  1\n]")]
    [InlineData("JSON.stringify([[1, [2]], 3].flat()) + [1, null, [2, 3]]", "[1,[2],3]1,,2,3")]
    [InlineData("JSON.stringify([[1, [2, [3]]]].flat(2))", "[1,2,[3]]")]
    [InlineData("const a = [1]; a.push(a, 2); return `${a}|${a.join('-')}|${[a, a]}`", "1,,2|1--2|1,,2,1,,2")]
    [InlineData("'aXbX'.replace('X', '1').replaceAll('X', '2').replace(/a/, c => c.toUpperCase())", "A1b2")]
    [InlineData("[3, 1, 2].sort((a, b) => a - b).map(n => ({ n })).filter(x => x.n > 1).map(({ n }) => n * 2).reduce((a, b) => a + b, 0)", "10")]
    [InlineData("(a => b => a + b)(1)(2)", "3")]
    [InlineData("[1, 2].map(n =>\n  n + 1 // the next\n).length", "2")]
    [InlineData("'7'.padStart(3, '0') + 'ab'.padEnd(5, 'xy') + '|' + 'long'.padStart(2)", "007abxyx|long")]
    [InlineData("typeof args", "object")]
    [InlineData("DateTime.UtcNow.toISOString() + DateTimeOffset.Now.getTime()", "2026-03-01T09:00:00.000Z1772355600000")]
    [InlineData("TimeSpan.FromDays(1.5) + ' ' + TimeSpan.FromMinutes(90) + ' ' + TimeSpan.Zero", "1.12:00:00 01:30:00 00:00:00")]
    [InlineData("Guid.Parse('{0192AABB-0000-7000-8000-000000000000}') + (Guid.NewGuid() === Guid.NewGuid()) + Guid.Empty", "0192aabb-0000-7000-8000-000000000000false00000000-0000-0000-0000-000000000000")]
    [InlineData("const Guid = 'mine'; return Guid", "mine")]
    [InlineData("(() => { try { toJson(NaN); } catch { return toJson({ a: 1 }); } })()", """{"a":1}""")]
    [InlineData("toJson({ a: new Date(0), b: [new Date(1500)] }) + toJson(new Date(0))", "{\"a\":\"1970-01-01T00:00:00Z\",\"b\":[\"1970-01-01T00:00:01.5Z\"]}\"1970-01-01T00:00:00Z\"")]
    [InlineData("new Date().toISOString()", "2026-03-01T09:00:00.000Z")]
    [InlineData("Date.now() === new Date('2026-03-01T09:00:00Z').getTime()", "True")]
    [InlineData("const r = Math.random(); return r >= 0 && r < 1 && r !== Math.random()", "True")]
    [InlineData("new Date(0).getHours() + ' ' + (1.5).toLocaleString()", "0 1.5")]
    [InlineData("new Date('2026-01-01T00:00:00Z')", "2026-01-01")]
    [InlineData("new Date('2026-01-01T10:00:00.5Z')", "01/01/2026 10:00:00")]
    public void A_script_gives(string script, string expected) => Assert.Equal(expected, Evaluate(script));

    /// <summary>Every function that Elsa gives to scripts, so that none is missing or misspelt.</summary>
    [Theory]
    [InlineData("getInput", "getInput('Name')", "Amina")]
    [InlineData("getVariable", "getVariable('myNumber')", "21")]
    [InlineData("setVariable", "setVariable('myNumber', 4); return getMyNumber()", "4")]
    [InlineData("getMyNumber", "getMyNumber() * 2", "42")]
    [InlineData("setMyNumber", "setMyNumber(7); return getMyNumber()", "7")]
    [InlineData("getName", "getName()", "Amina")]
    [InlineData("getOutputFrom", "'' + getOutputFrom('l')", "null")]
    [InlineData("getLastResult", "'' + getLastResult()", "null")]
    [InlineData("getWorkflowDefinitionId", "getWorkflowDefinitionId()", "sample")]
    [InlineData("getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersionId()", "sample-1")]
    [InlineData("getWorkflowDefinitionVersion", "getWorkflowDefinitionVersion() + 1", "2")]
    [InlineData("getWorkflowInstanceId", "getWorkflowInstanceId()", "run")]
    [InlineData("getWorkflowInstanceName", "'' + getWorkflowInstanceName()", "null")]
    [InlineData("setWorkflowInstanceName", "setWorkflowInstanceName('n1'); return getWorkflowInstanceName()", "n1")]
    [InlineData("getCorrelationId", "'' + getCorrelationId()", "null")]
    [InlineData("setCorrelationId", "setCorrelationId('c1'); return getCorrelationId()", "c1")]
    [InlineData("setOutcome", "setOutcome('Left'); return 'set'", "set")]
    [InlineData("setOutcomes", "setOutcomes(['Left', 'Right']); return 'set'", "set")]
    [InlineData("isNullOrEmpty", "[null, '', ' ', 'a'].map(isNullOrEmpty).join()", "true,true,false,false")]
    [InlineData("isNullOrWhiteSpace", "[null, '', ' ', 'a'].map(isNullOrWhiteSpace).join()", "true,true,true,false")]
    [InlineData("toJson", "toJson({ a: [1, 'b', true, null] })", """{"a":[1,"b",true,null]}""")]
    [InlineData("parseGuid", "parseGuid('{0192AABB-0000-7000-8000-000000000000}')", "0192aabb-0000-7000-8000-000000000000")]
    [InlineData("newGuid", "/^[0-9a-f-]{36}$/.test(newGuid()) && newGuid() !== newGuid()", "True")]
    [InlineData("newGuidString", "/^[0-9a-f-]{36}$/.test(newGuidString())", "True")]
    [InlineData("getGuidString", "/^[0-9a-f-]{36}$/.test(getGuidString())", "True")]
    [InlineData("newShortGuid", "/^[A-Za-z0-9]{12,22}$/.test(newShortGuid())", "True")]
    [InlineData("getShortGuid", "/^[A-Za-z0-9]{12,22}$/.test(getShortGuid())", "True")]
    [InlineData("bytesFromString", "bytesFromString('ä').join()", "195,164")]
    [InlineData("bytesToString", "bytesToString([195, 164])", "ä")]
    [InlineData("bytesToBase64", "bytesToBase64([195, 164])", "w6Q=")]
    [InlineData("bytesFromBase64", "bytesFromBase64('w6Q=').join()", "195,164")]
    [InlineData("stringToBase64", "stringToBase64('ä')", "w6Q=")]
    [InlineData("stringFromBase64", "stringFromBase64('w6Q=')", "ä")]
    [InlineData("streamToBytes", "streamToBytes([195, 164]).join()", "195,164")]
    [InlineData("streamToBase64", "streamToBase64([195, 164])", "w6Q=")]
    public void A_function_of_Elsas_gives(string name, string script, string expected)
    {
        Assert.Equal(name + "function", Evaluate($"'{name}' + typeof {name}"));
        Assert.Equal(expected, Evaluate(script));
    }

    [Fact]
    public void A_changed_variables_object_is_taken_back()
    {
        var run = new Run(Definition(Chart("c", [Script("s", "variables.myNumber = 5"), ScriptLine("l", "getMyNumber()")], "s>l"), Numbers)).Start();

        Assert.Equal("5", run.Written);
    }

    [Fact]
    public void A_script_sees_what_earlier_activities_gave()
    {
        var run = new Run(Flow([Script("s", "return { x: 3 }"), ScriptLine("l", "getOutputFrom('s').x + getOutputFrom('s', 'Result').x + getLastResult().x")], "s>l")).Start();

        Assert.Equal("9", run.Written);
    }

    [Fact]
    public void A_script_chooses_the_outcome()
    {
        var script = Script("s", "setOutcome('Left')");
        script["possibleOutcomes"] = Input("Object", """["Left","Right"]""");
        var run = new Run(Flow([script, Line("left"), Line("right")], "s:Left>left", "s:Right>right")).Start();

        Assert.Equal("left", run.Written);
    }

    [Fact]
    public void What_one_script_leaves_in_the_global_scope_another_does_not_see()
    {
        var run = new Run(Flow([Script("s", "leak = 1; Array.prototype.leak = 2"), ScriptLine("l", "typeof leak + typeof [].leak")], "s>l")).Start();

        Assert.Equal("undefinedundefined", run.Written);
    }

    [Theory]
    [InlineData("getConfig('ConnectionStrings')", "getConfig is not available")]
    [InlineData("TimeSpan.FromDays(1e12)", "is no span of time")]
    [InlineData("while (true) {}", "stopped")]
    [InlineData("(function f() { return f() })()", "called itself too often")]
    [InlineData("let a = []; while (true) a.push('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' + a.length)", "stopped")]
    [InlineData("'x'.repeat(5e8)", "too long")]
    [InlineData("'x'.padEnd(5e8)", "too long")]
    [InlineData("'x'.padStart(5e8, 'ab')", "too long")]
    [InlineData("let s = 'x'; while (true) s += s", "")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "")]
    [InlineData("Array(99999).join('x'.repeat(1e6))", "too long")]
    [InlineData("'x'.repeat(1e6).replaceAll('x', 'x'.repeat(1e6))", "too long")]
    [InlineData("'x'.repeat(1e6).replace(/x/g, 'x'.repeat(1e6))", "too long")]
    [InlineData("'x'.repeat(1e6).replace(/x/g, '$`')", "too long")]
    [InlineData("''.concat(...Array(9999).fill('x'.repeat(1e6)))", "too long")]
    [InlineData("let a = ['x']; for (let i = 0; i < 40; i++) a = [a, a]; return '' + a", "")]
    [InlineData("let a = []; for (let i = 0; i < 40; i++) a = [a, a]; return a.flat(Infinity)", "stopped")]
    [InlineData("let a = ['x']; for (let i = 0; i < 40; i++) a = [a, a]; return JSON.stringify(a)", "")]
    [InlineData("let a = []; for (let i = 0; i < 9000; i++) a = [a]; return '' + a", "nested too deeply")]
    [InlineData("Array(1e5).fill(0).every(x => Array(1e5).fill(0).every(y => true))", "stopped")]
    [InlineData("Array(1e5).fill(0).map(x => Array(1e5).fill(0))", "stopped")]
    [InlineData("new Uint8Array(2e9)", "")]
    [InlineData("new ArrayBuffer(2e9)", "")]
    [InlineData("2n ** 100000000n", "cannot be read")]
    [InlineData("BigInt(2) ** BigInt(100000000)", "")]
    [InlineData("new Proxy({}, {})", "")]
    [InlineData("eval('1')", "")]
    [InlineData("new Function('return 1')()", "")]
    [InlineData("const a = {}; a.a = a; return a", "nested too deeply")]
    [InlineData("System.IO.File.Exists('x')", "System")]
    [InlineData("getInput.constructor('return 1')()", "")]
    [InlineData("1 +", "cannot be read")]
    [InlineData("new Array(1e9).fill('x')", "")]
    [InlineData("new Array(200000).length", "")]
    public void A_script_is_refused_or_stopped(string script, string reason)
    {
        var run = new Run(Definition(ScriptLine("l", script))).Start();

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Contains(reason, run.Instance.Incidents[0].Message, StringComparison.Ordinal);
    }

    /// <summary>Each where no other would have stopped it.</summary>
    [Theory]
    [InlineData("while (true) {}", 0.05, int.MaxValue, "took too long")]
    [InlineData("(a => a.map(x => a.map(y => a.map(z => x + y + z))))(Array(9999).fill(1))", 0.05, int.MaxValue, "took too long")]
    [InlineData("(a => a.map(x => a.map(y => a.map(z => x + y + z))))(Array(9999).fill(1))", 10, 100_000, "too many statements")]
    [InlineData("const f = n => f(n + 1); f(0)", 10, 100_000, "called itself too often")]
    [InlineData("while (true) {}", 10, 100_000, "too many statements")]
    [InlineData("let a = null; while (true) a = { a, b: [a, a, a, a] }", 10, int.MaxValue, "too much memory")]
    public void A_script_is_stopped_by_every_limit_alone(string script, double seconds, int statements, string reason)
    {
        var time = TimeSpan.FromSeconds(seconds);
        var limits = new Engine.Expressions.ExpressionLimits { Time = time, OnTheClock = time * 2, FirstTime = time, Statements = statements };
        var expressions = new Engine.Expressions.ExpressionEvaluator(limits);
        expressions.WarmUp();
        var runner = new Engine.Execution.WorkflowRunner(Engine.Activities.ActivityCatalogue.WithBuiltIns(), expressions);

        var burst = runner.Start(Definition(ScriptLine("l", script)), new Engine.Instances.StartRequest { InstanceId = "i" }, new(Run.Beginning));

        Assert.Contains(reason, burst.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_script_sets_and_nobody_declares_is_among_the_variables() =>
        Assert.Equal("1", new Run(Flow([Script("s", "setVariable('W', 1)"), ScriptLine("l", "variables.W")], "s>l")).Start().Written);

    [Fact]
    public void An_output_given_to_the_id_of_a_variable_is_that_variables_though_an_output_has_that_name()
    {
        var choice = Activity("i", "Elsa.If", ("condition", Literal(true)), ("result", Output("V-id")));
        var run = new Run(Definition(choice, document =>
        {
            document["variables"] = new JsonArray(Variable("V"));
            document["outputs"] = new JsonArray(new JsonObject { ["name"] = "V-id", ["type"] = "Boolean" });
        })).Start();

        Assert.Empty(run.Instance.Output);
        Assert.Equal(true, run.Instance.Variables["V"]);
    }

    [Fact]
    public void A_declared_input_is_known_in_any_case()
    {
        var run = new Run(Definition(ScriptLine("l", "getInput('NAME')"), document => document["inputs"] = new JsonArray(new JsonObject { ["name"] = "Name", ["type"] = "String" })));

        Assert.Equal("Amina", run.Start(new JsonObject { ["Name"] = "Amina" }).Written);
    }

    static string Evaluate(string script) =>
        new Run(Definition(ScriptLine("l", script), Numbers)).Start(new JsonObject { ["Name"] = "Amina" }).Written;

    static void Numbers(JsonObject document) => document["variables"] = new JsonArray(Variable("myNumber", "Int32", "21"));
}
