using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Runtime.Endpoints;
using Prisma.Workflows.Web.Layout;
using Prisma.Workflows.Web.StudioApi;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Whatever goes wrong is said in plain words to people, and as problem details to programs.</summary>
static partial class ErrorPages
{
    static readonly string[] ForPrograms = ["/api", "/elsa"];

    /// <summary>Whether programs ask there, and no people.</summary>
    public static bool IsForPrograms(PathString path) => Array.Exists(ForPrograms, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ExplainExceptionAsync, SuppressDiagnosticsCallback = context => context.Exception is DatabaseUnavailableException || FullDisk.IsWhy(context.Exception) });
        app.UseStatusCodePages(context => ExplainAsync(context.HttpContext));
        app.Use(async (context, next) =>
        {
            await next(context);

            // A form that went from its page meanwhile, as by another window, is refused as a text with nothing in it.
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest, ContentType: MediaTypeNames.Text.Plain, ContentLength: null })
                context.Response.ContentType = null;
        });
    }

    /// <summary>A form whose token is missing or of another session is answered in words; the page itself would answer with nothing.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false, Error: var error })
                return next(context);

            // A form that was too large to be read has no token either.
            context.Response.StatusCode = error?.InnerException is BadHttpRequestException { StatusCode: var code } ? code : StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>An address that leads nowhere needs no account to be told so, one that looks like a file's neither.</summary>
    public static void MapUnknown(this WebApplication app) =>
        app.MapFallback("{*path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).AllowAnonymous();

    static Task ExplainExceptionAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is DatabaseUnavailableException)
            CannotAnswer(Log(context), error.Message);
        else if (FullDisk.Held(error) is { } held)
            CannotAnswer(Log(context), $"There is no room on the disk that holds {held}: {error!.Message} DataFolder is {context.RequestServices.GetRequiredService<IOptions<PrismaOptions>>().Value.DataFolder}.");
        context.Response.StatusCode = error switch
        {
            _ when FullDisk.IsWhy(error) => StatusCodes.Status503ServiceUnavailable,
            ConcurrencyLostException => StatusCodes.Status409Conflict,
            DatabaseUnavailableException => StatusCodes.Status503ServiceUnavailable,
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status500InternalServerError,
        };
        return ExplainAsync(context, error);
    }

    static async Task ExplainAsync(HttpContext context, Exception? error = null)
    {
        var code = context.Response.StatusCode;
        context.Response.Clear();
        if (code == StatusCodes.Status400BadRequest && context.Request.Path.StartsWithSegments(StudioRoutes.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            await Answers.Refused("Something that is needed here is missing, or is not in a form that can be read. Look at the query and the body, and send it again.").ExecuteAsync(context);
            return;
        }

        var endpoints = context.RequestServices.GetRequiredService<IOptions<EndpointOptions>>().Value;
        if (IsForPrograms(context.Request.Path) || (endpoints.Enabled && context.Request.Path.StartsWithSegments(endpoints.BasePath, StringComparison.OrdinalIgnoreCase)))
        {
            await Results.Problem(statusCode: code).ExecuteAsync(context);
            return;
        }

        // What a page has begun to render with cannot render a second one.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<ProblemPage>(new Dictionary<string, object?> { [nameof(ProblemPage.Code)] = code, [nameof(ProblemPage.Error)] = error }) { StatusCode = code }.ExecuteAsync(context);
        context.RequestServices = services;
    }

    static ILogger Log(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorPages));

    [LoggerMessage(5002, LogLevel.Error, "A request was not answered. {Reason}")]
    static partial void CannotAnswer(ILogger logger, string reason);
}
