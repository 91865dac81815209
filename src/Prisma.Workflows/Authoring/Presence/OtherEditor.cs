namespace Prisma.Workflows.Authoring.Presence;

/// <summary>Somebody else who has the same definition open.</summary>
public sealed record OtherEditor(string Name, string Where);
