namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>Send a mail.</summary>
public sealed record SendMail : Request
{
    public string? From { get; init; }
    public required IReadOnlyList<string> To { get; init; }
    public IReadOnlyList<string> Cc { get; init; } = [];
    public IReadOnlyList<string> Bcc { get; init; } = [];
    public required string Subject { get; init; }
    public required string Body { get; init; }
}
