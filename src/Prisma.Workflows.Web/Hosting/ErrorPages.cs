using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Layout;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Whatever goes wrong is said in plain words to people, and as problem details to programs.</summary>
static class ErrorPages
{
    static readonly string[] ForPrograms = ["/api", "/elsa"];

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ExplainExceptionAsync });
        app.UseStatusCodePages(context => ExplainAsync(context.HttpContext));
    }

    /// <summary>An address that leads nowhere needs no account to be told so.</summary>
    public static void MapUnknown(this WebApplication app) =>
        app.MapFallback(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).AllowAnonymous();

    static Task ExplainExceptionAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            ConcurrencyLostException => StatusCodes.Status409Conflict,
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status500InternalServerError,
        };
        return ExplainAsync(context);
    }

    static Task ExplainAsync(HttpContext context)
    {
        var code = context.Response.StatusCode;
        IResult answer = Array.Exists(ForPrograms, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
            ? Results.Problem(statusCode: code)
            : new RazorComponentResult<ProblemPage>(new Dictionary<string, object?> { [nameof(ProblemPage.Code)] = code }) { StatusCode = code };
        return answer.ExecuteAsync(context);
    }
}
