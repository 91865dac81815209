using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways;

/// <summary>What an event's own passage is told of its name, place, days and seats changes the event, or the lead learns why not: as on the event's page, all of it or nothing.</summary>
sealed class HearFrame(EditEvent edit) : IStepListener
{
    public async Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation)
    {
        if (answers is null || passage.Enrolment.Pathway != Pathway.Event || !EventAnswers.AreAskedBy(step.FormId))
            return;
        var told = EventAnswers.Into(passage.Event, answers);
        if (told == EventDetails.Of(passage.Event))
            return;
        var by = new Actor(step.ActorId, passage.NameOf(step.ActorId));
        var problems = (await edit.ExecuteAsync(passage.Event.Id, told, by, cancellation)).Problems;
        if (problems.Any)
        {
            var why = string.Join(" ", problems.Select(problem => problem.Value).Distinct(StringComparer.Ordinal));
            passage.Tell(by.Name, $"The event stays as it was, although “{step.Title}” says otherwise. {why}");
            passage.LetLeadKnow($"The event stays as it was, although “{step.Title}” says otherwise. {why}");
        }
    }
}
