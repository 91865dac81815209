using System.Security.Cryptography;
using System.Text.Json;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>JSON with sorted members and no spaces, so that equal content has equal bytes.</summary>
public static class CanonicalJson
{
    static readonly string[] NotContent = ["id", "version", "isLatest", "isPublished", "createdAt", "toolVersion", "tenantId"];

    /// <summary>Lowercase hex SHA-256 of a definition's content, without what says only which version it is.</summary>
    public static string ContentHash(JsonObject document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 1000 }))
            Write(writer, document, 0, inRoot: false);
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }

    static bool IsContent(string name, int depth, bool inRoot) => depth == 0 ? !NotContent.Contains(name, StringComparer.OrdinalIgnoreCase) : !(name == "nodeId" && inRoot);

    static void Write(Utf8JsonWriter writer, JsonNode? node, int depth, bool inRoot)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    if (!IsContent(name, depth, inRoot))
                        continue;
                    writer.WritePropertyName(name);
                    Write(writer, value, depth + 1, inRoot || depth == 0 && name == "root");
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item, depth + 1, inRoot);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
