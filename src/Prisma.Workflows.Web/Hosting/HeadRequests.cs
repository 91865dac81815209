using Microsoft.Extensions.Options;
using Prisma.Workflows.Runtime.Endpoints;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>What answers GET answers HEAD as well, without the body, which the server leaves out (RFC 9110 §9.3.2): scanners of mails and previews of links look that way first.</summary>
static class HeadRequests
{
    public static void UseHeadRequests(this WebApplication app)
    {
        // A workflow may wait for the one and not for the other.
        var ofWorkflows = app.Services.GetRequiredService<IOptions<EndpointOptions>>().Value.BasePath;
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method) && !context.Request.Path.StartsWithSegments(ofWorkflows, StringComparison.OrdinalIgnoreCase))
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
    }
}
