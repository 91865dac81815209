namespace Prisma.Workflows.Health.Checks;

/// <summary>How much of the disk with this folder is free for us, and how large it is.</summary>
delegate (long Free, long Total) MeasureDisk(string folder);
