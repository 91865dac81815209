using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Prisma.Workflows.Web.Layout;

/// <summary>What somebody wrote into a form that came to nothing, to be copied from the page that says why.</summary>
static class SentWords
{
    /// <summary>What is shorter is quickly typed again.</summary>
    const int Shortest = 40;

    /// <summary>Whether the browser says that a page of ours sent the form (Sec-Fetch-Site, Fetch Metadata): others may put no words onto one.</summary>
    public static bool AreOurs(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.Headers["Sec-Fetch-Site"] == "same-origin";

    /// <summary>In the order of the form, without passwords; empty where the form was not read.</summary>
    public static IReadOnlyList<string> Of(HttpContext? context)
    {
        if (context is null)
            return [];

        // A form whose token was refused may be read for nothing but this.
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        return !AreOurs(context.Request) || context.Features.Get<IFormFeature>()?.Form is not { } form ? [] :
        [
            .. from field in form
               where !field.Key.StartsWith('_') && !field.Key.StartsWith(Ui.Posted.Seen, StringComparison.Ordinal) && !field.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
               from value in field.Value
               where value.Length >= Shortest && value.Contains(' ', StringComparison.Ordinal)
               select value,
        ];
    }
}
