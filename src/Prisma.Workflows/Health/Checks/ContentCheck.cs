using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether what is published is valid, and the mails, forms and agreements it names are there in all languages (domain.md §18.4).</summary>
sealed class ContentCheck(PrismaDbContext db, DefinitionCheck check, KnownContent known, TimeProvider time) : IHealthCheck
{
    public const string Name = "Pathways";

    const int MostTold = 3;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var published = await db.Definitions.Where(one => one.IsPublished).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(cancellationToken);
        var key = $"{time.GetUtcNow().ToString("yyyyMMddHH", CultureInfo.InvariantCulture)} {string.Join(' ', published)}";
        var found = await known.OfAsync(key, () => FindAsync(cancellationToken));
        return found switch
        {
            [] => HealthCheckResult.Healthy("All that is published is valid, and what it names is there."),
            _ => HealthCheckResult.Degraded($"{string.Join(' ', found.Take(MostTold))}{(found.Count > MostTold ? $" And {found.Count - MostTold} more." : "")} See “Definitions”."),
        };
    }

    async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellation)
    {
        var published = await db.Definitions.AsNoTracking().Where(one => one.IsPublished).OrderBy(one => one.Name).ToListAsync(cancellation);
        return [.. from one in published
                   from problem in check.Check(DefinitionJson.Read(one.Json))
                   where problem.Severity == Severity.Error || problem.Code == "MissingLanguage"
                   select $"{one.Name}: {problem.Message}"];
    }
}
