using System.Net.Mime;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Web.StudioApi;

/// <summary>A browser's cookie counts only for our own pages: a change that comes from elsewhere, or in the guise of a form, is turned away.</summary>
sealed class SameOrigin(IOptions<PrismaOptions> options) : IEndpointFilter
{
    static readonly string[] Bodies = [MediaTypeNames.Application.Json, MediaTypeNames.Multipart.FormData];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsGet(request.Method) || request.Headers.Authorization.Count > 0 || (IsOurs(request) && IsNoForm(request))
            ? await next(context)
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    bool IsOurs(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
        && (origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(options.Value.PublicUrl, UriKind.Absolute, out var home) && origin.Authority == home.Authority && origin.Scheme == home.Scheme));

    static bool IsNoForm(HttpRequest request) =>
        request.ContentLength is null or 0 || Array.Exists(Bodies, type => request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true);
}
