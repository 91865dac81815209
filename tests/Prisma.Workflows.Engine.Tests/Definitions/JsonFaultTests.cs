using System.Text.Json;
using Prisma.Workflows.Engine.Definitions.Reading;

namespace Prisma.Workflows.Engine.Tests.Definitions;

public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("", "it is empty. Export it again, or choose another file.")]
    [InlineData(" \n\t", "it is empty. Export it again, or choose another file.")]
    [InlineData("<html>\n</html>", "in line 1, character 1, it says “<html>” and is a page or XML. Download or export the file itself.")]
    [InlineData("{\n  \"name\": \"Moss\",\n}", "in line 3, character 1, it says “}” after a comma. Take the comma out, or write what is to follow it.")]
    [InlineData("{\n  \"name\": \"Moss\"\n  \"version\": 1\n}", "in line 3, character 3, it says “\"version\": 1” where the one before has to end. Put a comma before it.")]
    [InlineData("{\"name\" \"Moss\"}", "in line 1, character 9, it says “\"Moss\"}” where a colon belongs. Write the colon between a name and its value.")]
    [InlineData("{\"a\": \"x\", \"name\" \"Moss\"}", "in line 1, character 19, it says “\"Moss\"}” where a colon belongs. Write the colon between a name and its value.")]
    [InlineData("{name: 1}", "in line 1, character 2, it says “name: 1}” where a name belongs. Put the name between double quotes.")]
    [InlineData("{'name': 1}", "in line 1, character 2, it says “'name': 1}” where a name belongs. Put the name between double quotes.")]
    [InlineData("{\"name\": 'Moss'}", "in line 1, character 10, it says “'Moss'}” where a value belongs. Put a text between double quotes.")]
    [InlineData("{\"ö🌱\": tru}", "in line 1, character 9, it says “tru}” where a value belongs. Write a text between double quotes, a number, true, false, null, or what begins with { or [.")]
    [InlineData("{\"a\": 012}", "in line 1, character 7, it says “012}” where a value belongs. Write a text between double quotes, a number, true, false, null, or what begins with { or [.")]
    [InlineData("{\"a\": }", "in line 1, character 7, it says “}” where a value belongs. Write a text between double quotes, a number, true, false, null, or what begins with { or [.")]
    [InlineData("// moss\n{}", "in line 1, character 1, it says “// moss” where only JSON belongs. Take the comment out.")]
    [InlineData("{\"a\": 1, // moss\n \"b\": 2}", "in line 1, character 10, it says “// moss” where only JSON belongs. Take the comment out.")]
    [InlineData("{\"a\": \"mo\nss\"}", "in line 1, character 10, the line ends within a text. Close the text with a double quote, or write \\n for a new line in it.")]
    [InlineData("{\"a\": \"mo\\qss\"}", "in line 1, character 11, it says “qss\"}” after a backslash. Write \\\\ for a backslash, or take it out.")]
    [InlineData("{\"a\": 1}\n{\"b\": 2}", "in line 2, character 1, it says “{\"b\": 2}” after its end. Take that out; several go into one list: [ … , … ].")]
    [InlineData("{\"a\": [1, 2", "it ends in line 1 before everything in it is closed, so a part is missing. Export or download it again.")]
    [InlineData("{\n\"a\": \"mo", "it ends in line 2 before everything in it is closed, so a part is missing. Export or download it again.")]
    [InlineData("{\"a\": {\"b\": 1},\n \"c\": [{\"b\": 1,\n \"b\": 2}]}", "in line 3, character 2, it says “\"b\": 2}]}” for the second time within the same braces. Take one of the two out.")]
    [InlineData("{\"a\": [1, moss]}", "in line 1, character 11, it says “moss]}” where a value belongs. Write a text between double quotes, a number, true, false, null, or what begins with { or [.")]
    [InlineData("{\"a\": \"mo\tss\"}", "in line 1, character 10, there is a character that cannot be seen. Take it out, or write \\t where it is a tab.")]
    [InlineData("{\"a\": 1}}", "in line 1, character 9, it says “}” after its end. Take that out; several go into one list: [ … , … ].")]
    [InlineData("{\"a\": [1}", "in line 1, character 9, it says “}” where the one before has to end. Close what is open with ] first, or put a comma before it.")]
    public void What_is_no_JSON_says_where_what_was_read_and_what_to_do(string json, string sentence)
    {
        Assert.Equal(sentence, JsonFault.In(json));
        Assert.Equal($"The definition is not valid JSON: {sentence}", Assert.Throws<DefinitionInvalidException>(() => DefinitionJson.Read(json)).Problems[0].Message);
    }

    /// <summary>Whatever was typed over whatever was there, its fault has words.</summary>
    [Fact]
    public void Wherever_something_stands_that_does_not_belong_there_the_fault_is_found_and_told()
    {
        const string Json = "{\"aö\": [1.5, true, {\"b\": null}], \"c\": \"x\\u00e4\\n\", \"d\": -0.5e3}";
        foreach (var odd in "x1'\"{}[],:\\/\t\n -.e\u00e4")
        {
            for (var place = 0; place < Json.Length; place++)
            {
                foreach (var text in (string[])[Json[..place] + odd + Json[place..], Json[..place] + odd + Json[(place + 1)..], Json[..place]])
                {
                    Assert.Equal(IsRead(text), JsonFault.In(text) is null);
                }
            }
        }
    }

    static bool IsRead(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\uFEFF{\"a\": {\"b\": 1}, \"b\": [{\"b\": 1}, {\"b\": 2}]}")]
    public void What_is_JSON_has_no_fault(string json) => Assert.Null(JsonFault.In(json));
}
