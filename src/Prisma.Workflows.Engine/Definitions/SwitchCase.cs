using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>One case of a switch: its label, when it applies, and what it runs.</summary>
public sealed record SwitchCase(string Label, Expression Condition, ActivityNode? Activity);
