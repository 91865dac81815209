namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>The definition's activation strategy allows no further instance now; one that runs must end first.</summary>
public sealed class StartRefusedException(string definitionId, string runningId)
    : Exception($"“{definitionId}” allows no second run at the same time, and instance {runningId} still runs. Wait until that has ended, or cancel it.");
