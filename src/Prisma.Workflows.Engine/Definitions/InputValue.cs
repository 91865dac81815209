using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>What a node gives to one input of its activity.</summary>
public sealed record InputValue(string Name, Expression Expression);
