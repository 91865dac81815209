using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Rehearsals.Trials;

/// <summary>Runs definitions from files with the real runtime: imported and published in order into a scratch database, under a clock that only the trial moves.</summary>
public static class Trial
{
    /// <summary>What a run shows by itself, as it does in Elsa: a value that is no such thing is nought, a schedule or a way back that fails becomes an incident, a connection that leads nowhere is never followed, what lacks an input or has a script or JSON that cannot be read fails when its turn comes, and a join waits as it does.</summary>
    static readonly string[] Tolerated = ["BadCron", "BadValue", "unavailable", "DanglingConnection", "UnknownPort", "InvalidBackward", "MissingInput", "BadPath", "NoVariable", "JoinNeverCompletes", "BadScript", "BadJson"];

    public static async Task<TrialResult> RunAsync(TrialRequest request, string contentFolder, CancellationToken cancellation)
    {
        var lines = new WrittenLines();
        await using var room = await RehearsalRoom.OpenAsync(contentFolder, request.StartAt, cancellation, services => services.AddSingleton<IBurstCompanion>(lines));
        var problems = new List<string>();
        var last = "";
        foreach (var file in request.Files)
            last = await ImportAsync(room, file, problems, cancellation);
        if (problems.Count > 0)
            return new TrialResult(null, problems);
        var instanceId = await StartAsync(room, last, request, cancellation);
        var watch = new TrialWatch(room, lines, instanceId, cancellation);
        var report = await watch.AfterFirstBurstAsync();
        if (request.Resume)
            await watch.ResumeAsync(report);
        return new TrialResult(report, []);
    }

    static async Task<string> ImportAsync(RehearsalRoom room, DefinitionFile file, List<string> problems, CancellationToken cancellation)
    {
        try
        {
            var wish = new ImportWish(Publish: true) { Tolerates = Tolerated };
            var import = await room.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(file.Json, wish, AuditTrail.Prisma, cancellation));
            Add(import.Problems.Where(problem => problem.Severity == Severity.Error && !Tolerated.Contains(problem.Code, StringComparer.Ordinal)));
            return import.VersionId;
        }
        catch (DefinitionInvalidException exception)
        {
            Add(exception.Problems);
            return "";
        }

        void Add(IEnumerable<Problem> found) => problems.AddRange(found.Select(problem => $"{file.Name}: {problem.Message}"));
    }

    static Task<string> StartAsync(RehearsalRoom room, string versionId, TrialRequest request, CancellationToken cancellation) =>
        room.RunAsync<WorkflowRuntime, string>(async runtime =>
        {
            var id = Guid.CreateVersion7().ToString("N");
            await runtime.StartVersionAsync(versionId, new StartRequest { InstanceId = id, Input = request.Input }, cancellation);
            return id;
        });
}
