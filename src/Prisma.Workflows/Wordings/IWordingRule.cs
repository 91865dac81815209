namespace Prisma.Workflows.Wordings;

/// <summary>What others need of something whose words stewards change.</summary>
public interface IWordingRule
{
    /// <summary>What would stop working if it were published, by the part it concerns.</summary>
    Task<Problems> ProblemsOfAsync(string kind, string name, string content, CancellationToken cancellation);
}
