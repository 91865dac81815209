namespace Prisma.Workflows.Pathways.Description;

/// <summary>One row of the description: a step as people speak of it.</summary>
public sealed record StepSentence(string Step, string Who, string What)
{
    public string When { get; init; } = "";
    public string Mails { get; init; } = "";
    public string Then { get; init; } = "";
}
