using System.Text.Json;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>Writes instances as they are stored and reads them again; equal instances have equal bytes.</summary>
public static class InstanceJson
{
    /// <summary>Raised when the stored shape changes; older shapes stay readable.</summary>
    public const int Format = 1;

    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 512 };

    public static byte[] Write(WorkflowInstance instance)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new InstanceWriter(writer).Write(instance);
        }

        return stream.ToArray();
    }

    public static WorkflowInstance Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Parsing);
        return Read(document.RootElement);
    }

    public static WorkflowInstance Read(string json)
    {
        using var document = JsonDocument.Parse(json, Parsing);
        return Read(document.RootElement);
    }

    static WorkflowInstance Read(JsonElement root)
    {
        var format = root.GetProperty("format").GetInt32();
        return format == Format
            ? InstanceReader.Read(root)
            : throw new NotSupportedException($"The instance is stored in format {format}; this version reads format {Format}.");
    }
}
