using Prisma.Workflows.Authoring.Files;

namespace Prisma.Workflows.Rehearsals.Trials;

/// <summary>What is tried out: the definitions in the order in which they are published, of which the last is run.</summary>
/// <param name="Files">Those that others use come first.</param>
/// <param name="Input">What the run is given.</param>
/// <param name="Resume">Whether to wake whatever waits until nothing does.</param>
/// <param name="StartAt">What the clock of the trial shows at first.</param>
public sealed record TrialRequest(IReadOnlyList<DefinitionFile> Files, JsonObject Input, bool Resume, DateTimeOffset StartAt);
