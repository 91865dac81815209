using Prisma.Workflows.Authoring.Catalogue;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>The list's query as the Studio writes it; any of it may come empty.</summary>
sealed record DefinitionQuery
{
    const int Largest = 500;

    public string? VersionOptions { get; init; }

    public string? SearchTerm { get; init; }

    public string? OrderBy { get; init; }

    public string? OrderDirection { get; init; }

    public string? Page { get; init; }

    public string? PageSize { get; init; }

    public string[]? DefinitionIds { get; init; }

    public string[]? Ids { get; init; }

    public DefinitionFilter Filter
    {
        get
        {
            var size = int.TryParse(PageSize, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, Largest) : 100;
            return new DefinitionFilter(VersionWanted.Parse(VersionOptions, VersionWanted.All))
            {
                DefinitionIds = Split(DefinitionIds),
                Ids = Split(Ids),
                Search = SearchTerm?.Trim() ?? "",
                OrderBy = OrderBy ?? "",
                Descending = "Descending".Equals(OrderDirection, StringComparison.OrdinalIgnoreCase),
                Take = size,
                Skip = int.TryParse(Page, System.Globalization.CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 0, int.MaxValue / Largest) * size : 0,
            };
        }
    }

    static string[] Split(string[]? values) => [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
