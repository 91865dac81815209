using System.Text.Json;
using Prisma.Workflows.Engine.Definitions.Reading;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Reads and writes Elsa 3 workflow definitions without losing anything.</summary>
public static class DefinitionJson
{
    public const int MaxLength = 8 * 1024 * 1024;
    public const int MaxDepth = 256;

    /// <summary>How many activities a definition may have in its root.</summary>
    public const int MaxActivities = 10_000;

    /// <summary>How long an id may be: of those of the activities above it, each activity's own path is made.</summary>
    public const int MaxId = 200;

    public const int MaxVersion = 1_000_000_000;

    static readonly JsonDocumentOptions Parsing = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
    static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, MaxDepth = 4 * MaxDepth, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WorkflowDefinition Read(string json)
    {
        if (json.Length > MaxLength)
            throw Invalid("TooBig", $"The definition has {json.Length} characters; at most {MaxLength} are read. Split it into several definitions.");

        if (NoCharacters.Problem(json) is { } noCharacter)
            throw Invalid("NotText", noCharacter);

        try
        {
            return Read(JsonNode.Parse(json.TrimStart('\uFEFF'), documentOptions: Parsing) as JsonObject
                ?? throw Invalid("NotAnObject", "The definition is not a JSON object; export it again from the designer."));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Nesting.Problem(json) is { } tooDeep ? Invalid("TooBig", tooDeep) : Invalid("NotJson", $"The definition is not valid JSON: {JsonFault.In(json) ?? exception.Message}");
        }
    }

    /// <summary>Takes the document over; it must not be changed afterwards.</summary>
    public static WorkflowDefinition Read(JsonObject document) => new DefinitionReader(document).Read();

    public static string Write(WorkflowDefinition definition) => definition.Document.ToJsonString(Writing);

    internal static string Id(string id) =>
        id.Length <= MaxId ? id : throw Invalid("TooBig", $"The id '{id[..20]}…' has {id.Length} characters; at most {MaxId} are read. Give it a shorter one.");

    internal static DefinitionInvalidException Invalid(string code, string message) => new([Problem.Error(code, null, message)]);
}
