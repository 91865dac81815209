using System.Globalization;
using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Gatherings;

/// <summary>Whoever chooses a time for a conversation, or chooses anew, has it in a mail and can put it into their calendar from there (domain.md PAR-2.1).</summary>
sealed class ConfirmTime(FormLibrary forms, TimeProvider time) : IStepListener
{
    const string Channel = "channel";

    public Task HearAsync(Passage passage, Step step, JsonObject? answers, CancellationToken cancellation)
    {
        if (answers is not null && ReadAgreedTime.KeptIn(step, forms.Find(step.FormId, step.FormVersion)) is { } starts)
        {
            var person = passage.PersonOf(step.ActorId);
            var held = ReadAgreedTime.Held(passage.Event.Id, step, starts, null);
            var facts = new JsonObject
            {
                ["gathering"] = new JsonObject
                {
                    ["when"] = Zones.Local(starts, person.TimeZone).ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(person.Language)),
                    ["how"] = answers[Channel]?.ToString() is { } way ? passage.ChoiceInWords(step.Key, Channel, way, person.Language) : "",
                },
                ["attachment"] = new JsonObject
                {
                    ["name"] = $"{passage.Event.Slug}.ics",
                    ["text"] = CalendarFile.Write(passage.Event, [(held, step.Title)], time.GetUtcNow()),
                },
            };
            passage.Owe("E47b", person, $"time-{step.Id:N}", null, facts, immediate: passage.HasJustActed(person));
        }

        return Task.CompletedTask;
    }
}
