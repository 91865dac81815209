using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Stories;

/// <summary>
/// Whoever no longer wants pictures of them shown, or to be told of, or to be named: it leaves the draft at once, and somebody takes it out of the published
/// copy within seven days. Who wants to be left out is asked for no part of it either.
/// </summary>
sealed class HeedChoices(PrismaDbContext db, PassageCompanion passages, StoryPictures pictures, Errands errands, WorkflowRuntime runtime) : IConsentListener
{
    /// <summary>The event's own passages, which last beyond those of people.</summary>
    static readonly string[] _ofTheEvent = [Enrolments.Organisations.Pathway.Case, Enrolments.Organisations.Pathway.Event];

    public async Task HearAsync(Passage passage, IReadOnlyDictionary<string, string> changed, CancellationToken cancellation)
    {
        var words = changed.GetValueOrDefault(ConsentChoice.CaseWords);
        var hidesPictures = changed.TryGetValue(ConsentChoice.Picture, out var pictured) && pictured != ConsentChoice.Public;
        foreach (var excerpt in await db.Excerpts.Where(one => one.EnrolmentId == passage.Enrolment.Id && one.State != ExcerptState.LeftOut).ToListAsync(cancellation))
        {
            var wasShown = excerpt.State == ExcerptState.Released && passage.HasReached(SignalNames.StoryPublished);
            var removed = words == ConsentChoice.No ? LeaveOut(passage, excerpt)
                : words == ConsentChoice.Anonymous && excerpt is { State: ExcerptState.Released, ShownAs.Length: > 0 } ? TakeNameOut(passage, excerpt)
                : hidesPictures && excerpt.Picture.Length > 0 ? TakePictureOut(passage, excerpt)
                : null;
            if (removed is null)
                continue;
            excerpt.Revision++;
            if (wasShown)
                await AskForPublishedAsync(passage, excerpt, removed, cancellation);
        }

        if (words == ConsentChoice.No && passage.Enrolment.Steps.Find(step => step.IsOpen && step.FormId == Wishes.Form) is { } asked)
        {
            passage.CloseStep(asked, StepState.Skipped, nameof(StepState.Skipped));
            await runtime.ResumeAsync(asked.BookmarkId, new JsonObject { ["outcome"] = "Lapsed" }, cancellation);
        }
    }

    Removed LeaveOut(Passage passage, Excerpt excerpt)
    {
        pictures.RemoveFrom(excerpt, errands);
        excerpt.State = ExcerptState.LeftOut;
        passage.Skip([excerpt.StepKey, excerpt.StepKey + HearRelease.ChangeTask]);
        passage.Tell($"{passage.Name} was taken out of the story, as they no longer want to be in it.");
        return new("passage", "passage about");
    }

    /// <summary>A face says a name as well.</summary>
    Removed TakeNameOut(Passage passage, Excerpt excerpt)
    {
        pictures.RemoveFrom(excerpt, errands);
        excerpt.ShownAs = "";
        passage.Tell($"{passage.Name} no longer wants to be named; their name was taken out of the story.");
        return new("name", "name of");
    }

    Removed TakePictureOut(Passage passage, Excerpt excerpt)
    {
        pictures.RemoveFrom(excerpt, errands);
        passage.Tell($"The picture of {passage.Name} was taken out of the story, as they no longer want it shown.");
        return new("picture", "picture of");
    }

    async Task AskForPublishedAsync(Passage passage, Excerpt excerpt, Removed removed, CancellationToken cancellation)
    {
        var title = $"Take the {removed.Words} {passage.Name} out of the published story";
        var desk = await db.Enrolments.Where(one => one.EventId == passage.Event.Id && _ofTheEvent.Contains(one.Pathway) && one.LiveKey != null).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellation);
        var at = desk is { } id ? await passages.OfEnrolmentAsync(id, cancellation) : passage.Enrolment.IsLive ? passage : null;
        if (at?.Lead is { } lead)
            at.OpenTask($"{excerpt.StepKey}.{removed.What}", title, lead, "lead", "they no longer want it shown");
        else
            passage.LetLeadKnow(title);
        passage.Tell($"{at?.Lead?.Name ?? "The team"} is asked to take it out of the published copy within seven days.");
    }

    /// <summary>What left the story: as it ends the key of a task, and as its title says it.</summary>
    sealed record Removed(string What, string Words);
}
