using Microsoft.AspNetCore.WebUtilities;

namespace Prisma.Workflows.Web.Ui;

/// <summary>Which part of a list an address asks for: by the words typed to find something, and which page; the first of all where it says neither.</summary>
sealed record ListPage(string Asked, int Number)
{
    const int Last = 10_000;

    public int First => Number * Found.PageSize;

    public static ListPage From(HttpContext context) => new(context.Request.Query["find"].ToString().Trim(), NumberOf(context.Request.Query["page"]));

    /// <summary>What an address says after the question mark for another page of the same.</summary>
    public string At(int number) => QueryHelpers.AddQueryString("", new Dictionary<string, string?>(StringComparer.Ordinal) { ["page"] = number > 0 ? $"{number}" : null, ["find"] = Asked.Length > 0 ? Asked : null });

    static int NumberOf(string? asked) => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, Last) : 0;
}
