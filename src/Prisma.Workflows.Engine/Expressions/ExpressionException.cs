namespace Prisma.Workflows.Engine.Expressions;

/// <summary>An expression could not be evaluated; the message says why, in words an author understands.</summary>
public sealed class ExpressionException(string message, Exception? inner = null) : Exception(message, inner);
