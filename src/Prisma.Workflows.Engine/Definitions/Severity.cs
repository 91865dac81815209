namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Whether a problem forbids publishing or only deserves a look.</summary>
public enum Severity
{
    Warning,
    Error,
}
