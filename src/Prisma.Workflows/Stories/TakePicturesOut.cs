using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Stories;

/// <summary>Whoever no longer wants pictures of them shown: these leave the draft at once, and somebody takes them out of the published copy within seven days.</summary>
sealed class TakePicturesOut(PrismaDbContext db, PassageCompanion passages, StoryPictures pictures, Errands errands) : IConsentListener
{
    /// <summary>The event's own passages, which last beyond those of people.</summary>
    static readonly string[] _ofTheEvent = [Enrolments.Organisations.Pathway.Case, Enrolments.Organisations.Pathway.Event];

    public async Task HearAsync(Passage passage, IReadOnlyDictionary<string, string> changed, CancellationToken cancellation)
    {
        if (!changed.TryGetValue(ConsentChoice.Picture, out var value) || value == ConsentChoice.Public)
            return;
        foreach (var excerpt in await db.Excerpts.Where(one => one.EnrolmentId == passage.Enrolment.Id && one.Picture != "").ToListAsync(cancellation))
        {
            pictures.RemoveFrom(excerpt, errands);
            excerpt.Revision++;
            passage.Tell($"The picture of {passage.Name} was taken out of the story, as they no longer want it shown.");
            if (excerpt.State == ExcerptState.Released && passage.HasReached(SignalNames.StoryPublished))
                await AskForPublishedAsync(passage, excerpt, cancellation);
        }
    }

    async Task AskForPublishedAsync(Passage passage, Excerpt excerpt, CancellationToken cancellation)
    {
        var title = $"Take the picture of {passage.Name} out of the published story";
        var desk = await db.Enrolments.Where(one => one.EventId == passage.Event.Id && _ofTheEvent.Contains(one.Pathway) && one.LiveKey != null).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellation);
        var at = desk is { } id ? await passages.OfEnrolmentAsync(id, cancellation) : passage.Enrolment.IsLive ? passage : null;
        if (at?.Lead is { } lead)
            at.OpenTask($"{excerpt.StepKey}.picture", title, lead, "lead", "they no longer want it shown");
        else
            passage.LetLeadKnow(title);
        passage.Tell($"{at?.Lead?.Name ?? "The team"} is asked to take it out of the published copy within seven days.");
    }
}
