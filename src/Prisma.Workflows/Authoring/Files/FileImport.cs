namespace Prisma.Workflows.Authoring.Files;

/// <summary>What became of a file: all of its definitions are kept, or, where anything stands in the way, none.</summary>
/// <param name="Lines">Each definition that was taken.</param>
public sealed record FileImport(IReadOnlyList<FileImportLine> Lines, IReadOnlyList<string> Refusals);

/// <summary>One definition of a file.</summary>
/// <param name="IsNew">False when the same content was here already.</param>
/// <param name="Problems">What keeps it from being published, or is worth knowing.</param>
public sealed record FileImportLine(string DefinitionId, string Name, int Version, bool IsNew, IReadOnlyList<string> Problems);
