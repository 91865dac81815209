using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Stories;

/// <summary>What follows of somebody's answer whether they may be shown, and of their silence after two reminders: left out, or without a name where they chose so.</summary>
sealed class HearRelease(PrismaDbContext db, ReadConsents consents, StoryPictures pictures, Errands errands) : IStepListener
{
    internal const string ChangeTask = ".change";

    const string Spoken = "They said it aloud; the recording stands with their answer.";

    public async Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation)
    {
        if (Excerpt.Of(step.Key) is not { } id || await db.Excerpts.FirstOrDefaultAsync(one => one.Id == id, cancellation) is not { } excerpt)
            return;
        excerpt.Revision++;
        excerpt.ShownAs = NameIn(answers, passage);
        switch (answers?["answer"]?.ToString())
        {
            case "ok":
                excerpt.State = ExcerptState.Released;
                passage.Tell(passage.Name, $"{passage.Name} said that the story may show them {(excerpt.ShownAs.Length > 0 ? $"as {excerpt.ShownAs}" : "without a name")}.");
                break;
            case "change":
                excerpt.State = ExcerptState.ToChange;
                excerpt.Wish = VoiceAnswers.WordsOf(answers["change"]) is { Length: > 0 } wish ? wish : Spoken;
                if (passage.Lead is { } lead)
                    passage.OpenTask(step.Key + ChangeTask, $"Write the passage about {passage.Name} in the story as they wish", lead, "lead", "they asked for a change before they are shown");
                break;
            case null:
                await BeSilentAsync(passage, excerpt, cancellation);
                break;
            default:
                LeaveOut(excerpt);
                passage.Tell(passage.Name, $"{passage.Name} was taken out of the story, as they wished.");
                break;
        }
    }

    async Task BeSilentAsync(Passage passage, Excerpt excerpt, CancellationToken cancellation)
    {
        if (new Wishes(passage, await consents.ExecuteAsync(excerpt.EnrolmentId, cancellation)).OfWords != ConsentChoice.Anonymous)
        {
            LeaveOut(excerpt);
            passage.Tell($"Nothing was heard after two reminders: the passage about {passage.Name} is left out of the story.");
            return;
        }

        // A face says a name as well.
        pictures.RemoveFrom(excerpt, errands);
        excerpt.State = ExcerptState.Released;
        passage.Tell($"Nothing was heard after two reminders: the passage stays in the story without the name and the picture of {passage.Name}, as they had chosen.");
    }

    static string NameIn(JsonObject? answers, Passage passage) => answers?["named"]?.ToString() switch
    {
        "named" => passage.Name,
        "other-name" => answers["other_name"]?.ToString() ?? "",
        _ => "",
    };

    void LeaveOut(Excerpt excerpt)
    {
        excerpt.State = ExcerptState.LeftOut;
        pictures.RemoveFrom(excerpt, errands);
    }
}
