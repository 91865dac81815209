namespace Prisma.Workflows.Rehearsals.Trials;

/// <summary>What a trial came to; without a report, the sentences that say why nothing was run.</summary>
public sealed record TrialResult(JsonObject? Report, IReadOnlyList<string> Problems);
