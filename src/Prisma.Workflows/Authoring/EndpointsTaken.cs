using System.Text.RegularExpressions;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime.Endpoints;

namespace Prisma.Workflows.Authoring;

/// <summary>Requests that would start two things at once: whoever asks could not say which is meant, so that the second is not published.</summary>
public sealed partial class EndpointsTaken(PrismaDbContext db, WorkflowRunner runner, TimeProvider time)
{
    public async Task<IReadOnlyList<Problem>> ProblemsOfAsync(WorkflowDefinition definition, CancellationToken cancellation)
    {
        var starts = StartsOf(definition).ToList();
        if (starts.Count == 0)
            return [];
        var others = await OthersAsync(definition.DefinitionId, cancellation);
        return
        [
            .. from same in starts.GroupBy(start => RequestsOf(start.Payload), StringComparer.Ordinal)
               from again in same.Skip(1)
               select Taken(again, $"'{same.First().ActivityId}' starts it as well", "take one of them away"),
            .. from start in starts
               join other in others on RequestsOf(start.Payload) equals other.Requests
               select Taken(start, $"“{other.Name}” is published and starts as well", "retract the other"),
        ];
    }

    /// <summary>What is published now; of the versions this operation holds it is they that say so, since triggers follow with the commit.</summary>
    async Task<IEnumerable<(string Requests, string Name)>> OthersAsync(string definitionId, CancellationToken cancellation)
    {
        var held = db.Held<DefinitionVersion>().ToList();
        var ids = held.ConvertAll(version => version.Id);
        var stored = await (
            from trigger in db.Triggers
            join version in db.Definitions on trigger.VersionId equals version.Id
            where trigger.DefinitionId != definitionId && trigger.Name == EndpointRoute.ActivityType && !ids.Contains(version.Id)
            select new { trigger.Payload, version.Name }).ToListAsync(cancellation);
        return
        [
            .. from one in stored select (RequestsOf(JsonNode.Parse(one.Payload)), one.Name),
            .. from version in held
               where version.IsPublished && version.DefinitionId != definitionId
               from start in StartsOf(DefinitionJson.Read(version.Json))
               select (RequestsOf(start.Payload), version.Name),
        ];
    }

    IEnumerable<Bookmark> StartsOf(WorkflowDefinition definition) =>
        runner.TriggersOf(definition, new BurstContext(time.GetUtcNow())).Where(start => start.Name == EndpointRoute.ActivityType);

    /// <summary>The requests an endpoint takes: those for <c>orders/{id}</c> are those for <c>orders/{name}</c>.</summary>
    static string RequestsOf(JsonNode? payload) => $"{payload?["Method"]} {NameInPath().Replace(payload?["Path"]?.ToString() ?? "", "")}";

    [GeneratedRegex(@"(?<=\{\**)\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NameInPath();

    static Problem Taken(Bookmark start, string who, string wayOut) => Problem.Error(
        "EndpointTaken",
        start.ActivityId,
        $"Activity '{start.ActivityId}' starts at {start.Payload?["Method"]?.ToString().ToUpperInvariant()} /{start.Payload?["Path"]}, where {who}: a request could not say which is meant. Choose another path or method, or {wayOut}.");
}
