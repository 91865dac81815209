namespace Prisma.Workflows.Engine.Expressions;

/// <summary>How much a script or a template may use before it is stopped.</summary>
public sealed record ExpressionLimits
{
    /// <summary>The time a script may run by itself, not counting what the machine does for others meanwhile.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The time that may pass on the clock, however busy the machine is.</summary>
    public TimeSpan OnTheClock { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The first script of a process also pays for loading the interpreter.</summary>
    public TimeSpan FirstTime { get; init; } = TimeSpan.FromSeconds(10);

    public long Memory { get; init; } = 16 * 1024 * 1024;
    public int Statements { get; init; } = 100_000;
    public int Recursion { get; init; } = 64;

    /// <summary>How long a text or how large a structure may become.</summary>
    public int ResultSize { get; init; } = 1024 * 1024;
}
