using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Gatherings;

/// <summary>The time that was kept for a conversation of two, found by the step of either: the form in which it was chosen, or the conversation itself.</summary>
public sealed class ReadAgreedTime(PrismaDbContext db, FormLibrary forms, GatheringLibrary library)
{
    const int UsualMinutes = 30;

    /// <summary>As a gathering of its event, with its title; null where no time was kept.</summary>
    public async Task<(Event Event, EventGathering Held, string Title)?> ExecuteAsync(Guid stepId, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.Include(one => one.Steps).Include(one => one.Event).AsSplitQuery().AsNoTrackingWithIdentityResolution()
            .FirstOrDefaultAsync(one => one.Steps.Any(step => step.Id == stepId), cancellation);
        if (enrolment is null)
            return null;
        enrolment.Steps.Sort(Step.InOrder);
        var here = enrolment.Steps.Find(step => step.Id == stepId)!;
        var chosen = here.Gathering.Length > 0 ? enrolment.Steps.FindLast(step => step.Answers.Length > 0 && step.ClosedAt <= here.OpenedAt) : here;
        if (chosen is null || KeptIn(chosen, forms.Find(chosen.FormId, chosen.FormVersion)) is not { } starts)
            return null;
        var conversation = enrolment.Steps.Find(step => step.Gathering.Length > 0 && step.OpenedAt >= chosen.ClosedAt);
        return (enrolment.Event, Held(enrolment.EventId, chosen, starts, library.Find(conversation?.Gathering ?? "")), conversation?.Title ?? chosen.Title);
    }

    /// <summary>The same to a calendar, whether it is read on a page or comes with a mail.</summary>
    internal static EventGathering Held(Guid eventId, Step chosen, DateTimeOffset starts, Gathering? conversation) => new()
    {
        Id = chosen.Id,
        EventId = eventId,
        GatheringId = conversation?.Id ?? "",
        StartsAt = starts,
        Minutes = conversation?.Minutes ?? UsualMinutes,
    };

    /// <summary>The time that was kept in a step's answers; null where its form asks for none, or others were proposed.</summary>
    public static DateTimeOffset? KeptIn(Step step, Form? form) =>
        step.Answers.Length > 0 && form?.Fields.FirstOrDefault(field => field.Type == FieldType.Slots) is { } slots
            && DateTimeOffset.TryParse(JsonNode.Parse(step.Answers)?[slots.Key]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var starts)
            ? starts
            : null;
}
