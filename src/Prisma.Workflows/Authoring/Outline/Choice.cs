namespace Prisma.Workflows.Authoring.Outline;

/// <summary>Something that may be chosen for a field.</summary>
public sealed record Choice(string Value, string Text);
