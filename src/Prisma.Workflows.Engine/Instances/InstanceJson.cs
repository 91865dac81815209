using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>Writes instances as they are stored and reads them again; equal instances have equal text.</summary>
public static class InstanceJson
{
    /// <summary>Raised when the stored shape changes; older shapes stay readable.</summary>
    public const int Format = 2;

    const int UsualBytes = 8 * 1024;

    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 512 };

    public static string WriteText(WorkflowInstance instance)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using var writer = new Utf8JsonWriter(buffer, Writing);
        new InstanceWriter(writer).Write(instance);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static WorkflowInstance Read(string json)
    {
        using var document = JsonDocument.Parse(json, Parsing);
        return Read(document.RootElement);
    }

    /// <summary>Null where it cannot be read: it is torn, or a newer version has written it.</summary>
    public static WorkflowInstance? TryRead(string json) => TryRead(json, out _);

    /// <summary>The same with the reason.</summary>
    public static WorkflowInstance? TryRead(string json, out Exception? why)
    {
        try
        {
            why = null;
            return Read(json);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException or NotSupportedException)
        {
            why = exception;
            return null;
        }
    }

    static WorkflowInstance Read(JsonElement root)
    {
        var format = root.GetProperty("format").GetInt32();
        if (format is < 1 or > Format)
            throw new NotSupportedException($"The instance is stored in format {format}; this version reads formats 1 to {Format}.");
        var instance = InstanceReader.Read(root);
        if (format == 1)
            TakeVisitsBack(instance);
        return instance;
    }

    /// <summary>In format 1 an activity of a flowchart counted as visited when it was scheduled, and not when it was left.</summary>
    static void TakeVisitsBack(WorkflowInstance instance)
    {
        foreach (var flowchart in instance.Executions.Where(execution => execution.Flow is not null))
        {
            foreach (var child in flowchart.Children.Where(child => child.IsLive && flowchart.Flow!.VisitsOf(child.ActivityId) > 0))
                flowchart.Flow!.Visits[child.ActivityId]--;
        }
    }
}
