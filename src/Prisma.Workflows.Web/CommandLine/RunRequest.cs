using System.Text.Json;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>What stands behind the word "run".</summary>
sealed record RunRequest(IReadOnlyList<string> Files, JsonObject Input, bool Resume)
{
    /// <summary>A sentence when the line makes no sense; null when it does.</summary>
    public static string? TryRead(string[] args, out RunRequest request)
    {
        var files = new List<string>();
        request = new RunRequest(files, [], args.Contains("--resume", StringComparer.Ordinal));
        for (var index = 0; index < args.Length; index++)
        {
            switch (args[index])
            {
                case "--resume":
                    break;
                case "--input":
                    var pair = index + 1 < args.Length ? args[++index].Split('=', 2) : [];
                    if (pair.Length < 2 || pair[0].Length == 0)
                        return "An input is written name=value.";
                    request.Input[pair[0]] = Value(pair[1]);
                    break;
                case var word when word.StartsWith("--", StringComparison.Ordinal):
                    return $"“{word}” is not understood here.";
                case var file:
                    files.Add(file);
                    break;
            }
        }

        return files.Count == 0 ? "Which definition is to be run?" : null;
    }

    /// <summary>JSON where it is JSON, otherwise the text as it stands.</summary>
    static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
