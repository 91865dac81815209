using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>What follows when somebody says how an event's new days are for them: they come, they step out, or they are asked again on the day they named.</summary>
public sealed class AnswerNewDates(Withdraw withdraw) : IStepListener
{
    public const string Key = "new-days", Form = "F-34";

    public async Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation)
    {
        if (step.Key != Key || answers is null)
            return;
        if (answers["costs"]?.ToString() is { Length: > 0 })
            passage.LetLeadKnow($"{passage.Name} has costs from the new days; look at what they wrote, and at what can be helped");
        switch (answers["answer"]?.ToString())
        {
            case "cannot":
                await withdraw.ExecuteAsync(passage.Enrolment.Id, passage.Person.Id, "cannot come on the new days", "keep", cancellation);
                break;
            case "later" when WrittenDay.Read(answers["decide_by"]?.ToString()) is { } day:
                passage.OpenStep(new StepOpening(Key, StepKind.Form, step.Title, passage.Person, step.ActorPart) { FormId = Form, DueAt = Zones.EndOf(day, passage.Person.TimeZone), Ladder = step.Ladder });
                break;
        }
    }
}
