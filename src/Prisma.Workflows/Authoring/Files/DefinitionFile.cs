namespace Prisma.Workflows.Authoring.Files;

/// <summary>One definition as it stood in a file somebody brought, or as it is handed out.</summary>
/// <param name="Name">The file's name, or that of its part.</param>
/// <param name="Json">An Elsa 3 definition.</param>
public sealed record DefinitionFile(string Name, string Json);
