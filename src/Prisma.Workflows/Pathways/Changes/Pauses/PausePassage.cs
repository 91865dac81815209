using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes.Pauses;

/// <summary>Tells whoever is on one passage that the event is paused; what is open stays as it is, and rests.</summary>
static class PausePassage
{
    public static void Execute(Passage passage, EventChange change)
    {
        passage.Tell($"The event is paused, and everything rests. What {change.ConfirmedBy} wrote to everybody: {change.Reason}");
        if (passage.Enrolment.IsOfEvent)
            return;
        foreach (var person in passage.Stakeholders)
            passage.Owe("E23b", person, $"paused-{change.Id:N}", null, TellTheTeam.Facts(passage.Event, change, person));
    }
}
