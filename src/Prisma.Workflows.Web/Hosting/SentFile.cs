using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>A file that somebody sent, as others get it: whatever it holds, it runs nothing and loads nothing here.</summary>
static class SentFile
{
    public static IResult Open(HttpContext context, Stream content, StoredFile file, string? name = null)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(content, file.Type, name, enableRangeProcessing: true);
    }
}
