namespace Prisma.Workflows.Web.CommandLine;

/// <summary>One word of the command line; gets the rest of the line and answers with an exit code.</summary>
sealed record Verb(string Name, string Summary, Func<string[], Task<int>> RunAsync)
{
    /// <summary>The exit code for a line that makes no sense.</summary>
    public const int Misused = 2;

    /// <summary>How the rest of the line is written; empty where nothing follows.</summary>
    public string Usage { get; init; } = "";

    /// <summary>What stands in a file that the line names.</summary>
    /// <exception cref="InvalidDataException">It is a folder.</exception>
    public static Task<byte[]> ReadAsync(string file) => Directory.Exists(file) ? throw new InvalidDataException($"{file} is a folder. Name a file in it.") : File.ReadAllBytesAsync(file);

    /// <summary>Says why a line makes no sense, or why it cannot be done here.</summary>
    public static async Task<int> MisusedAsync(params IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            await Console.Error.WriteLineAsync(sentence);
        return Misused;
    }
}
