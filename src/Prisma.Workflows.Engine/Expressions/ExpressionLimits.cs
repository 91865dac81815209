namespace Prisma.Workflows.Engine.Expressions;

/// <summary>How much a script or a template may use before it is stopped.</summary>
public sealed record ExpressionLimits
{
    /// <summary>Wall-clock time, and therefore generous: the other limits stop a runaway script long before.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The first script of a process also pays for loading the interpreter.</summary>
    public TimeSpan FirstTime { get; init; } = TimeSpan.FromSeconds(10);

    public long Memory { get; init; } = 16 * 1024 * 1024;
    public int Statements { get; init; } = 100_000;
    public int Recursion { get; init; } = 64;

    /// <summary>How long a text or how large a structure may become.</summary>
    public int ResultSize { get; init; } = 1024 * 1024;
}
