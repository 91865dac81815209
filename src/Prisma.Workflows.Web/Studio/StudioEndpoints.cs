using Microsoft.Extensions.FileProviders;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Studio;

/// <summary>The Studio's files, for everybody: they are public, and say nothing about this installation.</summary>
static class StudioEndpoints
{
    public static IServiceCollection AddStudioFiles(this IServiceCollection services) =>
        services.AddSingleton(_ => new StudioFiles(
            Folders.FindAbove(AppContext.BaseDirectory, StudioFiles.Package) is { } folder ? new PhysicalFileProvider(Path.Combine(folder, StudioFiles.Package)) : new NullFileProvider()));

    public static void MapStudioFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/studio/{version}/{**path}", (string version, string? path, StudioFiles files, HttpContext context) => files.Serve(version, path ?? "", context)).AllowAnonymous();
}
