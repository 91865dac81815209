using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Consents;

/// <summary>Where a step asked for the choices, what was handed in holds as if chosen on their own page.</summary>
sealed class HearChoices(ChangeConsents change) : IStepListener
{
    public Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation) =>
        step.FormId == ConsentChoice.Form && answers is not null && step.ActorId == passage.Person.Id
            ? change.ExecuteAsync(passage.Enrolment.Id, Actor.Of(passage.Person), answers, cancellation)
            : Task.CompletedTask;
}
