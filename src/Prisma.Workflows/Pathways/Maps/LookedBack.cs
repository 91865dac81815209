namespace Prisma.Workflows.Pathways.Maps;

/// <summary>What somebody told when they looked back: an organisation under its name, a person without theirs, unless they may be quoted by it.</summary>
public sealed record LookedBack(Guid StepId, string Name, string FormId, int FormVersion, JsonObject Answers);
