using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>JSON with sorted members and no spaces, so that equal content has equal bytes.</summary>
public static class CanonicalJson
{
    static readonly string[] NotContent = ["id", "version", "isLatest", "isPublished", "createdAt", "toolVersion", "tenantId"];

    public static byte[] Write(JsonNode? node) => Write(node, _ => true);

    /// <summary>Lowercase hex SHA-256 of a definition's content, without what says only which version it is.</summary>
    public static string ContentHash(JsonObject document)
    {
        var bytes = Write(document, path => path.Depth == 0
            ? !NotContent.Contains(path.Name, StringComparer.OrdinalIgnoreCase)
            : !(path.Name == "nodeId" && path.InRoot));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    static byte[] Write(JsonNode? node, Func<(string Name, int Depth, bool InRoot), bool> keep)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 1000 }))
        {
            Write(writer, node, 0, inRoot: false, keep);
        }

        return stream.ToArray();
    }

    static void Write(Utf8JsonWriter writer, JsonNode? node, int depth, bool inRoot, Func<(string, int, bool), bool> keep)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    if (!keep((name, depth, inRoot)))
                        continue;
                    writer.WritePropertyName(name);
                    Write(writer, value, depth + 1, inRoot || depth == 0 && name == "root", keep);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item, depth + 1, inRoot, keep);
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
