namespace Prisma.Workflows.Benchmarks;

/// <summary>One line of the table: what was measured, the same without the product beside it, and what one is of the other.</summary>
sealed record Figure(string What, string Measured, string Baseline, string Ratio, string Reach);
