using System.Text;
using System.Text.Json;

namespace Prisma.Workflows.Engine.Definitions.Reading;

/// <summary>Escapes that JSON allows and that stand for no character: half of a pair is no text, and a null is kept by no database.</summary>
static class NoCharacters
{
    /// <summary>A sentence that says where the first of them is; null when there is none.</summary>
    internal static string? Problem(string json)
    {
        if (!json.Contains(@"\u0000", StringComparison.Ordinal) && !json.Contains(@"\uD", StringComparison.OrdinalIgnoreCase))
            return null;

        var member = "";
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF')), new JsonReaderOptions { MaxDepth = DefinitionJson.MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
                    continue;
                var text = reader.GetString()!;
                if (text.Contains('\0', StringComparison.Ordinal))
                    return Sentence(member);
                if (reader.TokenType == JsonTokenType.PropertyName)
                    member = text;
            }
        }
        catch (InvalidOperationException)
        {
            return Sentence(member);
        }
        catch (JsonException)
        {
            // It is wrong in another way, before it gets there.
        }

        return null;
    }

    static string Sentence(string member) =>
        $@"The definition has an escape that stands for no character{(member.Length > 0 ? $" at or after '{member}'" : "")}: \u0000, or half of a pair such as \uD83D alone. Take it out.";
}
