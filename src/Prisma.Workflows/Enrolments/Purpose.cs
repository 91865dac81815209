namespace Prisma.Workflows.Enrolments;

/// <summary>Why a stage or step is there, in four parts.</summary>
public sealed record Purpose(string AimsTo, string InOrderTo, string InAWayThat, string SoThat)
{
    public static readonly Purpose None = new("", "", "", "");
}
