using System.Text.Encodings.Web;
using System.Text.Json;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Rehearsals.Trials;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Runs the last of some workflow definitions from files, each with one, an array of them or a zip, and prints what came of it as one JSON object.</summary>
static class Run
{
    internal const string Usage = "Write it like this: run [--input name=value]… [--resume] definition.json…";

    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(string[] args)
    {
        if (RunRequest.TryRead(args, out var request) is { } problem)
            return await Verb.MisusedAsync($"{problem} {Usage}");
        var result = await PlayAsync(request);
        if (result.Report is not { } report)
            return await Verb.MisusedAsync(result.Problems);
        await Console.Out.WriteLineAsync(report.ToJsonString(Json));
        return 0;
    }

    /// <summary>Everything but the printing.</summary>
    internal static async Task<TrialResult> PlayAsync(RunRequest request)
    {
        var files = new List<DefinitionFile>();
        var unreadable = new List<string>();
        foreach (var file in request.Files)
        {
            try
            {
                files.AddRange(DefinitionBundle.Read(file, await Verb.ReadAsync(file)));
            }
            catch (InvalidDataException exception)
            {
                unreadable.Add(exception.Message);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                unreadable.Add($"{file} cannot be read: {exception.Message}");
            }
        }

        if (Folders.FindContent(AppContext.BaseDirectory) is not { } content)
            return new TrialResult(null, [$"{Folders.NoContent} Run it from where it was built or unpacked."]);
        var trial = new TrialRequest(files, request.Input, request.Resume, TimeProvider.System.GetUtcNow());
        return unreadable.Count > 0
            ? new TrialResult(null, unreadable)
            : await Trial.RunAsync(trial, content, CancellationToken.None);
    }
}
