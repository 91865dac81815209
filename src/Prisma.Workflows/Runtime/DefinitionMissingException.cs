namespace Prisma.Workflows.Runtime;

/// <summary>A workflow definition is asked for that is not published here; importing and publishing it is the way out.</summary>
public sealed class DefinitionMissingException(string definitionId)
    : Exception($"No published version of the workflow definition “{definitionId}” is here. Import and publish it first.");
