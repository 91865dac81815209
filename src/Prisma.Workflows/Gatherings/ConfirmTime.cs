using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Gatherings;

/// <summary>Whoever chooses a time for a conversation, or chooses anew, has it in a mail and can put it into their calendar from there (domain.md PAR-2.1).</summary>
sealed class ConfirmTime(PrismaDbContext db, FormLibrary forms, GatheringLibrary library, TimeProvider time) : IBurstCompanion
{
    const string Channel = "channel";

    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        // Only where the conversation opens is it known which one the time was chosen for, and how long it takes.
        if (context.Feature<Passage>() is { } passage
            && passage.Enrolment.Steps.Find(step => step.Kind == StepKind.Gathering && step.IsOpen && db.Entry(step).State == EntityState.Added) is { } conversation
            && passage.Enrolment.Steps.FindLast(step => step.Answers.Length > 0) is { } chosen
            && ReadAgreedTime.KeptIn(chosen, forms.Find(chosen.FormId, chosen.FormVersion)) is { } starts)
        {
            Confirm(passage, chosen, conversation, starts);
        }

        return Task.CompletedTask;
    }

    void Confirm(Passage passage, Step chosen, Step conversation, DateTimeOffset starts)
    {
        var person = passage.PersonOf(chosen.ActorId);
        var held = ReadAgreedTime.Held(passage.Event.Id, chosen, starts, library.Find(conversation.Gathering));
        var facts = new JsonObject
        {
            ["gathering"] = new JsonObject
            {
                ["when"] = MailFacts.Moment(starts, person),
                ["how"] = JsonNode.Parse(chosen.Answers)?[Channel]?.ToString() is { } way ? passage.ChoiceInWords(chosen.Key, Channel, way, person.Language) : "",
                ["minutes"] = held.Minutes,
            },
            ["attachment"] = new JsonObject
            {
                ["name"] = $"{passage.Event.Slug}.ics",
                ["text"] = CalendarFile.Write(passage.Event, [(held, conversation.Title)], time.GetUtcNow()),
            },
        };
        passage.Owe("E47b", person, $"time-{chosen.Id:N}", null, facts, immediate: passage.HasJustActed(person));
    }
}
