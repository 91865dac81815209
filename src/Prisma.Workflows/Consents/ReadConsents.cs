namespace Prisma.Workflows.Consents;

/// <summary>The choices that hold within one enrolment, by key. What is not there was never made, and is off.</summary>
public sealed class ReadConsents(PrismaDbContext db)
{
    public async Task<IReadOnlyDictionary<string, string>> ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var all = await db.ConsentChoices.AsNoTracking().Where(choice => choice.EnrolmentId == enrolmentId).OrderBy(choice => choice.At).ThenBy(choice => choice.Id).ToListAsync(cancellation);
        return all.GroupBy(choice => choice.Key, StringComparer.Ordinal).ToDictionary(choices => choices.Key, choices => choices.Last().Value, StringComparer.Ordinal);
    }
}
