using System.Text;
using System.Text.Json;

namespace Prisma.Workflows.Engine.Definitions.Reading;

/// <summary>How deep a document goes, asked where the parser has given up on it.</summary>
static class Nesting
{
    /// <summary>A sentence that says where the document goes deeper than is read; null when that is not what is wrong with it.</summary>
    internal static string? Problem(string json)
    {
        var ids = new string?[DefinitionJson.MaxDepth + 1];
        var isId = false;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF')), new JsonReaderOptions { MaxDepth = DefinitionJson.MaxDepth + 1 });
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth == DefinitionJson.MaxDepth:
                        return $"The definition is nested too deeply{In(ids)}: {DefinitionJson.MaxDepth} levels of JSON are read, which is {DefinitionJson.MaxDepth / 2 - 2} sequences or flowcharts in each other. Make a definition of its own of what is inside, and use that as an activity.";
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        ids[reader.CurrentDepth + 1] = null;
                        break;
                    case JsonTokenType.String when isId:
                        ids[reader.CurrentDepth] = reader.GetString();
                        break;
                }

                isId = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8);
            }
        }
        catch (JsonException)
        {
            // It is wrong in another way, before it gets that deep.
        }

        return null;
    }

    static string In(string?[] ids) => Array.FindLast(ids, one => one is not null) is { } innermost ? $" in '{innermost}'" : "";
}
