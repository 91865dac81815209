using System.IO.Compression;
using System.Text;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Rehearsals.Trials;

namespace Prisma.Workflows.Tests.Authoring;

/// <summary>Whatever is in a file of definitions, it is taken with what is wrong with it said, or refused in sentences; nobody meets the program's own words, and nothing hangs.</summary>
public sealed class OddFileTests
{
    static readonly byte[] Bom = [0xef, 0xbb, 0xbf];

    /// <summary>Each file, and what is said of it; nothing where it is taken as it is.</summary>
    static readonly IReadOnlyList<(string Name, byte[] Content, string Said)> Files =
    [
        Odd("nothing", "", "is not valid JSON"),
        Odd("blank", " \n\t", "is not valid JSON"),
        Odd("null", "null", "is not a JSON object"),
        Odd("number", "7", "is not a JSON object"),
        Odd("text", "\"a\"", "is not a JSON object"),
        Odd("list-of-nothing", "[]", "holds no definition"),
        Odd("list-of-null", "[null]", "is not a JSON object"),
        Odd("list-of-lists", "[[]]", "is not a JSON object"),
        Odd("list-without-end", "[{\"root\":", "is not valid JSON"),
        ("bom.json", [.. Bom, .. Encoding.UTF8.GetBytes(Rooted(Line("a")))], ""),
        ("utf-16.json", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Rooted(Line("a")))], "neither text in UTF-8 nor a zip"),
        ("utf-16-bare.json", Encoding.Unicode.GetBytes(Rooted(Line("a"))), "is not valid JSON"),
        ("zip-of-nothing.zip", Zip(), "holds no definition"),
        ("zip-of-folders.zip", Zip(("a/", []), ("b.txt", [1])), "holds no definition"),
        ("zip-in-zip.zip", Zip(("a.zip", Zip(("a.json", Encoding.UTF8.GetBytes(Rooted(Line("a"))))))), "holds no definition"),
        ("half-a-zip.zip", Zip(("a.json", Encoding.UTF8.GetBytes(Rooted(Line("a")))))[..60], "is cut short or damaged"),
        ("zip-of-empty.zip", Zip(("a.json", [])), "is not valid JSON"),
        Odd("root-list", """{ "root": [] }""", "no root activity"),
        Odd("root-null", """{ "root": null }""", "no root activity"),
        Odd("root-empty", """{ "definitionId": "root-empty", "root": {} }""", "unknown type ''"),
        Odd("kinds", """{ "definitionId": 7, "id": [], "name": {}, "version": "seven", "variables": 1, "inputs": "a", "outputs": true, "outcomes": {}, "options": [], "customProperties": "x", "isPublished": "maybe", "root": { "id": 7, "type": "Elsa.WriteLine", "version": {}, "metadata": 3, "customProperties": [] } }""", ""),
        Odd("members-of-nothing", """{ "definitionId": "members-of-nothing", "variables": [null, 3, [], {}], "inputs": [null, {}], "outputs": [{}, {}], "outcomes": [null, {}, []], "root": { "id": "c", "type": "Elsa.Flowchart", "activities": [null, 1, "a", []], "connections": [null, {}, 7, { "source": {}, "target": 7 }] } }""", "ends at ''"),
        Odd("version-too-high", """{ "version": 99999999999999, "root": { "id": "a", "type": "Elsa.WriteLine" } }""", "no whole number"),
        Odd("ids-empty", """{ "definitionId": "", "id": "", "name": "", "root": { "id": "", "type": "Elsa.WriteLine" } }""", ""),
        Odd("id-long", $$"""{ "definitionId": "{{new string('d', 5000)}}", "root": { "id": "a", "type": "Elsa.WriteLine" } }""", "at most 200 are read"),
        Odd("id-of-activity-long", Rooted(Line(new string('a', 5000))), "at most 200 are read"),
        Odd("half-a-character", """{ "name": "\ud83d", "root": { "id": "a", "type": "Elsa.WriteLine" } }""", "stands for no character"),
        Odd("null-character", """{ "name": "a\u0000b", "root": { "id": "a", "type": "Elsa.WriteLine" } }""", "stands for no character"),
        Odd("member-twice", """{ "root": { "id": "a", "type": "Elsa.WriteLine", "metadata": { "a": 1, "a": 2 } } }""", "is not valid JSON"),
        Odd("deep", """{ "root": { "id": "a", "type": "Elsa.WriteLine", "text": """ + new string('[', 400) + new string(']', 400) + "} }", "nested too deeply"),
        Odd("one-id-twice", Chart("one-id-twice", [Line("a"), Line("a")]), "2 activities have the id 'a'"),
        Odd("to-itself", Chart("to-itself", [Line("a")], ("a", "Done", "a")), "never come to rest"),
        Odd("port-unknown", Chart("port-unknown", [Line("a"), Line("b")], ("a", "Left", "b")), "only has 'Done'"),
        Odd("target-unknown", Chart("target-unknown", [Line("a")], ("a", "Done", "gone")), "ends at 'gone'"),
        Odd("in-itself", """{ "definitionId": "in-itself", "id": "in-itself-1", "name": "In itself", "root": { "id": "p", "type": "Elsa.Parallel", "activities": [{ "id": "a", "type": "InItself", "workflowDefinitionId": "in-itself" }, { "id": "b", "type": "InItself", "workflowDefinitionId": "in-itself" }] } }""", ""),
        Odd("variables-nameless", """{ "definitionId": "variables-nameless", "variables": [{}, { "name": null }, { "name": 7, "typeName": [] }], "root": { "id": "a", "type": "Elsa.WriteLine" } }""", "3 variables have the name ''"),
        Odd("variables-of-other-kinds", """{ "definitionId": "variables-of-other-kinds", "variables": [{ "name": "A", "typeName": "Int32", "value": "abc" }, { "name": "B", "typeName": "DateTimeOffset", "value": {} }, { "name": "C", "typeName": "Int64", "value": 1e999 }, { "name": "D", "typeName": "Guid", "isArray": true, "value": "[1" }], "root": { "id": "l", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "`${variables.A} ${variables.B} ${variables.C} ${variables.D}`" } } } }""", ""),
        Odd("inputs-alike", """{ "definitionId": "inputs-alike", "inputs": [{ "name": "A" }, { "name": "a", "type": {} }, { "name": "A", "type": "Int32", "defaultValue": {} }, { "name": "" }], "root": { "id": "a", "type": "Elsa.WriteLine" } }""", ""),
        Odd("input-of-no-kind", Rooted("""{ "id": "a", "type": "Elsa.WriteLine", "text": { "typeName": 7, "expression": { "type": null, "value": {} } } }""", "input-of-no-kind"), ""),
        Odd("expression-unknown", Rooted("""{ "id": "a", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Cobol", "value": 1 } } }""", "expression-unknown"), "unknown kind 'Cobol'"),
        Odd("script-deep", Rooted(Written("JavaScript", "variables" + Repeated(".a", 50_000)), "script-deep"), "nested more than 500 levels"),
        Odd("template-deep", Rooted(Written("Liquid", "{{ a" + Repeated("|upcase", 50_000) + " }}"), "template-deep"), "cannot be read"),
        Odd("cases-half", Rooted("""{ "id": "s", "type": "Elsa.FlowSwitch", "cases": { "typeName": "Object", "expression": { "type": "Object", "value": "[{" } } }""", "cases-half"), "is not valid JSON"),
        Odd("cases-half-a-character", Rooted("""{ "id": "s", "type": "Elsa.FlowSwitch", "cases": { "typeName": "Object", "expression": { "type": "Object", "value": "[{ \"label\": \"\\ud83d\" }]" } } }""", "cases-half-a-character"), "stands for no character"),
        Odd("cases-member-twice", Rooted("""{ "id": "s", "type": "Elsa.FlowSwitch", "cases": { "typeName": "Object", "expression": { "type": "Object", "value": "[{ \"label\": \"a\", \"label\": \"b\" }]" } } }""", "cases-member-twice"), "is not valid JSON"),
        Odd("variable-half", Rooted("""{ "id": "s", "type": "Elsa.SetVariable", "variable": "{ half", "value": 1 }""", "variable-half"), "names no variable"),
        Odd("reference-half", Rooted(Written("Variable", "{ half"), "reference-half"), ""),
        Odd("window-half", Rooted("""{ "id": "s", "type": "Prisma.Stage", "key": "S", "title": "S", "window": { "typeName": "Object", "expression": { "type": "Object", "value": "{ half" } } }""", "window-half"), "is not valid JSON"),
        Odd("list-half-a-character", """[{ "name": "\ud83d", "root": { "id": "a", "type": "Elsa.WriteLine" } }]""", "is not valid JSON"),
        Odd("interval-nothing", Rooted("""{ "id": "t", "type": "Elsa.Timer", "canStartWorkflow": true, "interval": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:00" } } }""", "interval-nothing"), "without a pause"),
        Odd("delay-for-ever", Rooted("""{ "id": "d", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "9999999.00:00:00" } } }""", "delay-for-ever"), ""),
        Odd("cron-never", Rooted("""{ "id": "c", "type": "Elsa.Cron", "canStartWorkflow": true, "cronExpression": { "typeName": "String", "expression": { "type": "Literal", "value": "0 0 0 30 2 *" } } }""", "cron-never"), ""),
        Odd("cron-long", Rooted("""{ "id": "c", "type": "Elsa.Cron", "cronExpression": { "typeName": "String", "expression": { "type": "Literal", "value": "99999999999 * * * * *" } } }""", "cron-long"), "cannot be read"),
        Odd("path-odd", Rooted("""{ "id": "h", "type": "Elsa.HttpEndpoint", "canStartWorkflow": true, "path": { "typeName": "String", "expression": { "type": "Literal", "value": "{a}/{a}/{" } } }""", "path-odd"), "is no path"),
    ];

    [Theory, Databases]
    public async Task An_import_takes_it_or_refuses_it_in_sentences(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var wrong = new List<string>();
        foreach (var (name, content, expected) in Files)
        {
            wrong.AddRange(await FaultAsync(name, expected, async () =>
            {
                var import = await product.RunAsync<ImportFile, FileImport>(use => use.ExecuteAsync(name, content, "Wren Alder", Cancellation));
                return [.. import.Refusals, .. import.Lines.SelectMany(line => line.Problems)];
            }));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_run_comes_to_an_end_or_is_refused_in_sentences()
    {
        var wrong = new List<string>();
        foreach (var (name, content, _) in Files)
        {
            wrong.AddRange(await FaultAsync(name, "", async () =>
            {
                IReadOnlyList<DefinitionFile> definitions;
                try
                {
                    definitions = DefinitionBundle.Read(name, content);
                }
                catch (InvalidDataException refused)
                {
                    return [refused.Message];
                }

                var trial = new TrialRequest(definitions, [], true, Product.Beginning);
                var result = await Trial.RunAsync(trial, Repository.Root, Cancellation);
                return result.Report is { } report ? [report.ToJsonString()] : result.Problems;
            }));
        }

        Assert.Empty(wrong);
    }

    /// <summary>A zip in which any one byte is another is read, or is refused in a sentence that names it.</summary>
    [Fact]
    public void A_zip_with_any_byte_changed_is_read_or_refused()
    {
        var whole = Zip(("a.json", Encoding.UTF8.GetBytes(Rooted(Line("a")))));
        for (var place = 2; place < whole.Length; place++)
        {
            foreach (var change in (byte[])[0x01, 0x80, 0xff])
            {
                byte[] changed = [.. whole];
                changed[place] ^= change;
                var exception = Record.Exception(() => DefinitionBundle.Read("changed.zip", changed));
                Assert.True(exception is null || (exception is InvalidDataException && exception.Message.StartsWith("changed.zip", StringComparison.Ordinal)), $"Byte {place}: {exception}");
            }
        }
    }

    static async Task<IEnumerable<string>> FaultAsync(string name, string expected, Func<Task<IReadOnlyList<string>>> use)
    {
        try
        {
            var said = string.Join('\n', await use());
            return said.Contains(expected, StringComparison.Ordinal) && !said.Contains("   at ", StringComparison.Ordinal) && !said.Contains("Exception", StringComparison.Ordinal)
                ? []
                : [$"{name}: {said}"];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [$"{name}: {exception}"];
        }
    }

    static (string Name, byte[] Content, string Said) Odd(string name, string json, string said) => ($"{name}.json", Encoding.UTF8.GetBytes(json), said);

    static string Rooted(string root, string id = "rooted") => $$"""{ "definitionId": "{{id}}", "name": "{{id}}", "root": {{root}} }""";

    static string Line(string id) => $$"""{ "id": "{{id}}", "type": "Elsa.WriteLine", "text": "{{id}}" }""";

    static string Written(string language, string text) => $$"""{ "id": "w", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "{{language}}", "value": "{{text}}" } } }""";

    static string Chart(string id, string[] activities, params (string From, string Port, string To)[] connections) =>
        Rooted($$"""{ "id": "c", "type": "Elsa.Flowchart", "activities": [{{string.Join(',', activities)}}], "connections": [{{string.Join(',', connections.Select(Connection))}}] }""", id);

    static string Connection((string From, string Port, string To) one) =>
        $$"""{ "source": { "activity": "{{one.From}}", "port": "{{one.Port}}" }, "target": { "activity": "{{one.To}}", "port": "In" } }""";

    static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
