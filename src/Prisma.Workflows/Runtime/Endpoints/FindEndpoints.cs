using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>Who waits for a request: what it starts before what it wakes, and a path as it is written before one with names in it.</summary>
public sealed class FindEndpoints(PrismaDbContext db)
{
    /// <summary>Answers none where nobody waits, and several where the address does not tell who is meant.</summary>
    public async Task<IReadOnlyList<WaitingEndpoint>> ExecuteAsync(EndpointAddress address, CancellationToken cancellation)
    {
        if (await WaitingAsync(address, address.Path, [], cancellation) is { Count: > 0 } exact)
            return exact;
        foreach (var (template, route) in await MatchingAsync(address.Path, cancellation))
        {
            if (await WaitingAsync(address, template, route, cancellation) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    async Task<IReadOnlyList<WaitingEndpoint>> WaitingAsync(EndpointAddress address, string template, JsonObject route, CancellationToken cancellation)
    {
        var hash = Stimulus.ForHttp(template, address.Method).Hash;
        var triggers = await db.Triggers.Where(trigger => trigger.Hash == hash).Select(trigger => new { trigger.Id, trigger.Payload }).ToListAsync(cancellation);
        if (triggers.Count > 0)
            return triggers.ConvertAll(trigger => new WaitingEndpoint { TriggerId = trigger.Id, Route = route, Terms = JsonNode.Parse(trigger.Payload)!.AsObject() });
        var bookmarks = await (
            from bookmark in db.Bookmarks
            join instance in db.Instances on bookmark.InstanceId equals instance.Id
            where bookmark.Hash == hash
            where address.InstanceId == null || instance.Id == address.InstanceId
            where address.CorrelationId == null || instance.CorrelationId == address.CorrelationId
            orderby bookmark.Id
            select new { bookmark.Id, instance.State }).Take(2).ToListAsync(cancellation);
        return bookmarks.ConvertAll(bookmark => new WaitingEndpoint { BookmarkId = bookmark.Id, Route = route, Terms = TermsOf(bookmark.State, bookmark.Id) });
    }

    static JsonObject TermsOf(string state, string bookmarkId) => InstanceJson.Read(state).Bookmark(bookmarkId)?.Payload ?? [];

    /// <summary>The templates that the path fits, those with fewest names first.</summary>
    async Task<List<(string Template, JsonObject Route)>> MatchingAsync(string path, CancellationToken cancellation)
    {
        var triggers = await db.Triggers.Where(trigger => trigger.Name == EndpointRoute.ActivityType).Select(trigger => trigger.Payload).ToListAsync(cancellation);
        var routes = await db.Bookmarks.Where(bookmark => bookmark.Route != null).Select(bookmark => bookmark.Route!).Distinct().ToListAsync(cancellation);
        return
        [
            .. from template in triggers.Select(payload => JsonNode.Parse(payload)?["Path"]?.ToString() ?? "").Concat(routes).Distinct(StringComparer.Ordinal)
               let parsed = EndpointRoute.TryParse(template)
               where parsed is not null
               let route = Match(parsed, path)
               where route is not null
               orderby parsed.Parameters.Count, template
               select (template, route),
        ];
    }

    static JsonObject? Match(RouteTemplate template, string path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(template, []).TryMatch($"/{path}", values)
            ? new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value?.ToString())))
            : null;
    }
}
