using Microsoft.AspNetCore.Routing.Template;
using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>The path an endpoint waits for, which may have names in it such as <c>orders/{id}</c>.</summary>
public static class EndpointRoute
{
    /// <summary>The activity that waits for requests.</summary>
    public const string ActivityType = "Elsa.HttpEndpoint";

    /// <summary>Null when it is no path.</summary>
    public static RouteTemplate? TryParse(string path)
    {
        try
        {
            return TemplateParser.Parse(path.Trim('/'));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What has to be kept beside the hash to find the bookmark again: the path, where it has names in it.</summary>
    internal static string? Of(Bookmark bookmark) =>
        bookmark.Name == ActivityType && bookmark.Payload?["Path"]?.ToString() is { } path && path.Contains('{', StringComparison.Ordinal) ? path : null;
}
