using System.Net.Mime;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>The headers every answer carries. An endpoint that needs another value sets it first and keeps it.</summary>
static class SecurityHeaders
{
    const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(AddToAsync, context.Response);
        return next(context);
    });

    static Task AddToAsync(object state)
    {
        var response = (HttpResponse)state;
        response.Headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
        response.Headers.TryAdd("Referrer-Policy", "no-referrer");
        response.Headers.TryAdd("X-Content-Type-Options", "nosniff");
        response.Headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=()");

        // Pages speak of one person, and a shared machine in a hub remembers what its browser cached.
        // So do files and the answers for programs; what is everybody's, as styles are, says itself how long it may be kept.
        if (response.ContentType?.StartsWith(MediaTypeNames.Text.Html, StringComparison.Ordinal) == true)
            response.Headers.CacheControl = "no-store";
        else if (response.ContentType is not null)
            response.Headers.TryAdd("Cache-Control", "no-store");
        return Task.CompletedTask;
    }
}
