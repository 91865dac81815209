using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Runs the last of some workflow definitions from files and prints what came of it as one JSON object.</summary>
static class Run
{
    const string Usage = "Write it like this: run [--input name=value]… [--resume] definition.json…";

    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(string[] args)
    {
        if (RunRequest.TryRead(args, out var request) is { } problem)
        {
            return await MisusedAsync([$"{problem} {Usage}"]);
        }

        var catalogue = PrismaWorkflows.Activities;
        var bench = new Workbench(new WorkflowRunner(catalogue, new ExpressionEvaluator()), TimeProvider.System.GetUtcNow());
        var problems = new List<string>();
        WorkflowDefinition? last = null;
        foreach (var file in request.Files)
        {
            try
            {
                last = DefinitionJson.Read(await File.ReadAllTextAsync(file));
                problems.AddRange(Errors(new DefinitionValidator(catalogue).Validate(last).Where(IsOfTheFile)).Select(sentence => $"{file}: {sentence}"));
                bench.Publish(last);
            }
            catch (DefinitionInvalidException exception)
            {
                problems.AddRange(Errors(exception.Problems).Select(sentence => $"{file}: {sentence}"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{file} cannot be read: {exception.Message}");
            }
        }

        if (problems.Count > 0 || last is null)
        {
            return await MisusedAsync(problems);
        }

        await Console.Out.WriteLineAsync(Play(bench, last, request).ToJsonString(Json));
        return 0;
    }

    static JsonObject Play(Workbench bench, WorkflowDefinition definition, RunRequest request)
    {
        var play = new RunReport(bench, bench.Start(definition, request.Input));
        var report = play.AfterFirstBurst();
        if (request.Resume)
        {
            play.Resume(report);
        }

        return report;
    }

    /// <summary>A value that only its activity can judge becomes an incident of the run, as it does in Elsa.</summary>
    static bool IsOfTheFile(Problem problem) => problem.Code is not ("BadCron" or "BadValue");

    static IEnumerable<string> Errors(IEnumerable<Problem> problems) =>
        problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Message);

    static async Task<int> MisusedAsync(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            await Console.Error.WriteLineAsync(sentence);
        }

        return Verb.Misused;
    }
}
