using System.Text;
using System.Text.Json;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Descriptors;

/// <summary>What a script of a definition may call, as declarations that the Studio's editor completes from.</summary>
static class ScriptTypes
{
    const string Always = """
        declare function getInput(name: string): any;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getOutputFrom(activity: string, output?: string): any;
        declare function getLastResult(): any;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getWorkflowInstanceName(): string | null;
        declare function setWorkflowInstanceName(name: string | null): void;
        declare function getCorrelationId(): string | null;
        declare function setCorrelationId(id: string | null): void;
        declare function setOutcome(name: string): void;
        declare function setOutcomes(names: string[]): void;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function parseGuid(text: string): string;
        declare function isNullOrEmpty(text: string | null): boolean;
        declare function isNullOrWhiteSpace(text: string | null): boolean;
        declare function toJson(value: any): string;
        declare function bytesToString(bytes: number[]): string;
        declare function bytesFromString(text: string): number[];

        """;

    /// <param name="definition">Whose variables and inputs are named; null for what every script has.</param>
    public static string Of(WorkflowDefinition? definition)
    {
        var text = new StringBuilder(Always);
        foreach (var variable in (definition?.Variables ?? []).Where(variable => IsWord(variable.Name)))
            text.Append(CultureInfo.InvariantCulture, $"declare function get{Pascal(variable.Name)}(): {TypeOf(variable.TypeName)};\ndeclare function set{Pascal(variable.Name)}(value: {TypeOf(variable.TypeName)}): void;\n");
        foreach (var input in (definition?.Inputs ?? []).Where(input => IsWord(input.Name)))
            text.Append(CultureInfo.InvariantCulture, $"declare function get{Pascal(input.Name)}(): {TypeOf(input.Type)};\n");
        text.Append("declare const variables: {").AppendJoin(';', (definition?.Variables ?? []).Select(variable => $" {JsonSerializer.Serialize(variable.Name)}: {TypeOf(variable.TypeName)}")).Append(" };\n");
        return text.ToString();
    }

    static bool IsWord(string name) => name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    static string TypeOf(string typeName) => typeName switch
    {
        "String" or "Guid" => "string",
        "Boolean" => "boolean",
        "Int32" or "Int64" or "Double" or "Decimal" or "Single" => "number",
        _ => "any",
    };
}
