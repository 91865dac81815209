namespace Prisma.Workflows.Enrolments;

/// <summary>Why a stage or step is there, in the four slots of domain.md §4.1.</summary>
public sealed record Purpose(string AimsTo, string InOrderTo, string InAWayThat, string SoThat)
{
    public static readonly Purpose None = new("", "", "", "");
}
