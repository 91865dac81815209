using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Stories;

/// <summary>The story of an event as its team works on it.</summary>
public sealed class ReadStory(PrismaDbContext db)
{
    public async Task<StoryView> ExecuteAsync(Guid eventId, CancellationToken cancellation)
    {
        var people = await db.Enrolments.AsNoTracking().Include(one => one.Person).Where(one => one.EventId == eventId && one.Pathway == Pathway.Participant).ToListAsync(cancellation);
        var excerpts = await db.Excerpts.AsNoTracking().Where(one => one.EventId == eventId).OrderBy(one => one.WrittenAt).ToListAsync(cancellation);
        return new StoryView(
            [.. excerpts.Select(one => new ExcerptLine(one, people.Find(person => person.Id == one.EnrolmentId)?.Name ?? Excerpt.Nameless))],
            [.. people.Where(one => one.IsLive).OrderBy(one => one.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The one a step asks about; null for every other step.</summary>
    public async Task<Excerpt?> OfStepAsync(string stepKey, CancellationToken cancellation) =>
        Excerpt.Of(stepKey) is { } id ? await FindAsync(id, cancellation) : null;

    /// <summary>Whether somebody is of the team that writes it.</summary>
    public Task<bool> IsWrittenByAsync(Guid eventId, Guid personId, CancellationToken cancellation) =>
        db.TeamMembers.AnyAsync(member => member.EventId == eventId && member.PersonId == personId, cancellation);

    public Task<Excerpt?> FindAsync(Guid id, CancellationToken cancellation) => db.Excerpts.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation);
}

/// <summary>What is written so far, and of whom more may be written.</summary>
public sealed record StoryView(IReadOnlyList<ExcerptLine> Excerpts, IReadOnlyList<Enrolment> People);

/// <summary>An excerpt and the name of whom it shows, for the team.</summary>
public sealed record ExcerptLine(Excerpt Excerpt, string Name);
