using System.Threading.RateLimiting;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>How often one address may try what strangers could try for ever. A page names its limit with [EnableRateLimiting].</summary>
static class RateLimits
{
    /// <summary>Signing in, the setup link, invitations: posts only.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Applying without a link: posts only.</summary>
    public const string Apply = "apply";

    /// <summary>Opening links from mails, good and bad ones alike.</summary>
    public const string Links = "links";

    /// <summary>Requests that workflows wait for.</summary>
    public const string Endpoints = "endpoints";

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(SignIn, context => Posts(context, 20));
        limiter.AddPolicy(Apply, context => Posts(context, 30));
        limiter.AddPolicy(Endpoints, context => PerAddress(context, 600));
        limiter.AddPolicy(Links, context => PerAddress(context, 120));
    });

    static RateLimitPartition<string> Posts(HttpContext context, int perMinute) =>
        HttpMethods.IsPost(context.Request.Method) ? PerAddress(context, perMinute) : RateLimitPartition.GetNoLimiter("reading");

    static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Window, QueueLimit = 0 });
}
