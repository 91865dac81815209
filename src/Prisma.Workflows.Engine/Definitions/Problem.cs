namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Something wrong with a definition: where it is, what it is, and the way out.</summary>
public sealed record Problem(Severity Severity, string Code, string? ActivityId, string Message)
{
    public static Problem Error(string code, string? activityId, string message) => new(Severity.Error, code, activityId, message);

    public static Problem Warning(string code, string? activityId, string message) => new(Severity.Warning, code, activityId, message);
}
