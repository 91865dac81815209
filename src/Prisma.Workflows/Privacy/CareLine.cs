namespace Prisma.Workflows.Privacy;

/// <summary>What one person needs.</summary>
/// <param name="Coming">Arriving and staying.</param>
/// <param name="Needs">Food, health, access and whom to call.</param>
public sealed record CareLine(string Name, string FormId, int FormVersion, JsonObject Coming, JsonObject Needs);
