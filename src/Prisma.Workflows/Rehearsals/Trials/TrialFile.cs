namespace Prisma.Workflows.Rehearsals.Trials;

/// <summary>A workflow definition as it stands in a file.</summary>
/// <param name="Name">How problems name it.</param>
/// <param name="Json">What stands in it.</param>
public sealed record TrialFile(string Name, string Json);
