namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Tells whoever is part of others' ways only, as a guardian or a hub's second: they have no page of their own on which to rest or to step out.</summary>
public sealed class ReadHelping(PrismaDbContext db)
{
    public async Task<bool> ExecuteAsync(Guid personId, CancellationToken cancellation) =>
        await db.Contacts.AnyAsync(one => one.PersonId == personId, cancellation) && !await db.Enrolments.AnyAsync(one => one.PersonId == personId, cancellation);
}
