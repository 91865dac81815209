using System.Text.Json;
using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Definitions.Reading;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Reads and writes Elsa 3 workflow definitions without losing anything.</summary>
public static class DefinitionJson
{
    public const int MaxLength = 8 * 1024 * 1024;
    public const int MaxDepth = 256;

    /// <summary>How many activities a definition may have in its root.</summary>
    public const int MaxActivities = 10_000;

    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = MaxDepth };
    static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, MaxDepth = MaxDepth, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WorkflowDefinition Read(string json)
    {
        if (json.Length > MaxLength)
            throw Invalid("TooBig", $"The definition has {json.Length} characters; at most {MaxLength} are read. Split it into several definitions.");

        try
        {
            return Read(JsonNode.Parse(json.TrimStart('\uFEFF'), documentOptions: Parsing) as JsonObject
                ?? throw Invalid("NotAnObject", "The definition is not a JSON object; export it again from the designer."));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Nesting.Problem(json) is { } tooDeep ? Invalid("TooBig", tooDeep) : Invalid("NotJson", $"The definition is not valid JSON: {exception.Message}");
        }
    }

    /// <summary>Takes the document over; it must not be changed afterwards.</summary>
    public static WorkflowDefinition Read(JsonObject document) => new DefinitionReader(document).Read();

    public static string Write(WorkflowDefinition definition) => definition.Document.ToJsonString(Writing);

    internal static DefinitionInvalidException Invalid(string code, string message) => new([Problem.Error(code, null, message)]);
}
