using Prisma.Workflows.Web.StudioApi;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>What is long and about nobody, such as the pathways and what they are made of, is compressed. What is said of people is not: its length on the line would tell of it.</summary>
static class Compression
{
    static readonly string[] AboutNobody = [StudioRoutes.Prefix + "/descriptors", StudioRoutes.Prefix + "/workflow-definitions", "/pathways", "/definitions"];

    public static void AddCompression(this IServiceCollection services) => services.AddResponseCompression(options => options.EnableForHttps = true);

    public static void UseCompression(this WebApplication app) => app.UseWhen(
        context => HttpMethods.IsGet(context.Request.Method) && Array.Exists(AboutNobody, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)),
        compressed => compressed.UseResponseCompression());
}
