using Microsoft.AspNetCore.Authorization;
using Prisma.Workflows.Runtime.Endpoints;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Endpoints;

/// <summary>Lets in whom the workflow wants. A protected endpoint takes a program's key and never a browser's cookie, which any page elsewhere could make a browser send.</summary>
static class EndpointGuard
{
    /// <summary>Null when the request may come in.</summary>
    public static async Task<IResult?> RefuseAsync(HttpContext context, WaitingEndpoint endpoint)
    {
        if (!endpoint.IsProtected)
            return null;
        if (!ApiKeyScheme.IsMeant(context.Request) || context.User.Identity is not { IsAuthenticated: true })
            return Results.Problem("This address asks for a key: send the header “Authorization: ApiKey …”.", statusCode: StatusCodes.Status401Unauthorized);
        return await MayAsync(context, endpoint.Policy ?? Policies.Staff)
            ? null
            : Results.Problem("This key may not do that.", statusCode: StatusCodes.Status403Forbidden);
    }

    /// <summary>A policy that is not there lets nobody in.</summary>
    static async Task<bool> MayAsync(HttpContext context, string name)
    {
        var services = context.RequestServices;
        return await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name) is { } policy
            && (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, policy)).Succeeded;
    }
}
