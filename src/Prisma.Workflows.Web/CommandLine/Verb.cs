namespace Prisma.Workflows.Web.CommandLine;

/// <summary>One word of the command line; gets the rest of the line and answers with an exit code.</summary>
sealed record Verb(string Name, string Summary, Func<string[], Task<int>> RunAsync)
{
    /// <summary>The exit code for a line that makes no sense.</summary>
    public const int Misused = 2;

    /// <summary>How the rest of the line is written; empty where nothing follows.</summary>
    public string Usage { get; init; } = "";
}
