using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Changes;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Reads what those who were there told afterwards, for whom each form says that it is for (domain.md §15, F-26 and F-27).</summary>
public sealed class ReadLookingBack(PrismaDbContext db)
{
    const string Participants = "F-26", Hubs = "F-27h", Networks = "F-27n", Partners = "F-27p", Witnesses = "F-27e", Worry = "worry";

    static readonly Part[] _hub = [Part.Hub, Part.HubLead, Part.HubSecond, Part.SupportingHub];

    /// <summary>Whether some of it is for somebody of the event's team.</summary>
    public static bool IsFor(Event theEvent, Guid? personId) => FormsFor([.. theEvent.Team.Where(member => member.PersonId == personId).Select(member => member.Part)]).Count > 0;

    /// <summary>Null for somebody for whom none of it is.</summary>
    public async Task<IReadOnlyList<LookedBack>?> ExecuteAsync(Guid eventId, Guid readerId, CancellationToken cancellation)
    {
        var parts = await db.TeamMembers.Where(member => member.EventId == eventId && member.PersonId == readerId).Select(member => member.Part).ToListAsync(cancellation);
        var forms = FormsFor(parts);
        if (forms.Count == 0)
            return null;
        var told = await (from step in db.Steps.AsNoTracking()
                          join enrolment in db.Enrolments.AsNoTracking().Include(one => one.Person).Include(one => one.Organisation) on step.EnrolmentId equals enrolment.Id
                          where enrolment.EventId == eventId && forms.Contains(step.FormId) && step.State == StepState.Submitted && step.Answers.Length > 0
                          select new { Step = step, Enrolment = enrolment }).ToListAsync(cancellation);
        // In an order that says neither who nor when.
        return [.. told.Select(one => Of(one.Step, one.Enrolment, parts.Contains(Part.Lead))).OrderBy(one => one.FormId, StringComparer.Ordinal).ThenBy(one => one.Answers.ToJsonString(), StringComparer.Ordinal)];
    }

    static List<string> FormsFor(List<Part> parts) =>
    [
        .. parts.Exists(Event.Facilitating.Contains) ? [Participants, Hubs, Networks, Partners, Witnesses] : Array.Empty<string>(),
        .. parts.Exists(_hub.Contains) ? [Participants, Partners] : Array.Empty<string>(),
        .. parts.Exists(ChangeRules.StewardParts.Contains) ? [Hubs] : Array.Empty<string>(),
    ];

    static LookedBack Of(Step step, Enrolment enrolment, bool isForLead)
    {
        var answers = JsonNode.Parse(step.Answers)!.AsObject();
        if (!isForLead)
            answers.Remove(Worry);
        return new LookedBack(step.Id, step.FormId != Participants || answers["quote"]?.ToString() == "named" ? enrolment.Name : "", step.FormId, step.FormVersion, answers);
    }
}
