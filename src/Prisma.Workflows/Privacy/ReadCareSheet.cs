using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Privacy;

/// <summary>Reads what people of one event need, for those who hold care in it and for nobody else, whatever their role.</summary>
public sealed class ReadCareSheet(PrismaDbContext db, FormLibrary forms, TimeProvider time)
{
    /// <summary>The section of the form that asks about the way there and the stay.</summary>
    const string Arriving = "coming";

    public async Task<CareSheet?> ExecuteAsync(string slug, Guid readerId, CancellationToken cancellation)
    {
        var theEvent = await db.Events.FirstOrDefaultAsync(one => one.Slug == slug && one.Team.Any(member => member.PersonId == readerId && member.Part == Part.CareHolder), cancellation);
        if (theEvent is null)
            return null;
        var steps = await (from step in Told(db.Enrolments.Where(enrolment => enrolment.EventId == theEvent.Id))
                           join person in db.People on step.ActorId equals person.Id
                           orderby person.FirstName, person.LastName, step.ClosedAt
                           select new { Step = step, Person = person }).ToListAsync(cancellation);
        return new CareSheet(theEvent,
        [
            .. steps.GroupBy(one => one.Person.Id).Select(group => group.Last())
                .Select(one => Line(one.Person.Name, one.Step)),
        ]);
    }

    /// <summary>The events somebody leads or facilitates in which people told what they need and nobody holds care, so that nobody can read it.</summary>
    public async Task<IReadOnlyList<Unread>> UnreadAsync(Guid personId, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return await (from step in Told(db.Enrolments)
                      join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
                      where enrolment.Event.CancelledAt == null && enrolment.Event.EndsOn >= today
                         && enrolment.Event.Team.Any(member => member.PersonId == personId && (member.Part == Part.Lead || member.Part == Part.Facilitator))
                         && !enrolment.Event.Team.Any(member => member.Part == Part.CareHolder)
                      group step.ActorId by new { enrolment.Event.StartsOn, enrolment.Event.Name, enrolment.Event.Slug } into told
                      orderby told.Key.StartsOn, told.Key.Slug
                      select new Unread(told.Key.Name, told.Key.Slug, told.Distinct().Count())).ToListAsync(cancellation);
    }

    /// <param name="People">How many told what they need.</param>
    public sealed record Unread(string EventName, string Slug, int People);

    /// <summary>The steps of passages in which somebody told what they need.</summary>
    IQueryable<Step> Told(IQueryable<Enrolment> passages)
    {
        var ids = forms.ReadBy(Form.OfCare);
        return from step in db.Steps
               join enrolment in passages on step.EnrolmentId equals enrolment.Id
               where ids.Contains(step.FormId) && step.State == StepState.Submitted && step.Answers.Contains(SealedAnswers.Mark)
               where enrolment.State == EnrolmentState.Active || enrolment.State == EnrolmentState.Paused || enrolment.State == EnrolmentState.Completed
               select step;
    }

    CareLine Line(string name, Step step)
    {
        var answers = JsonNode.Parse(step.Answers)!.AsObject();
        var aside = SealedAnswers.Only(answers);
        var form = forms.Find(step.FormId, step.FormVersion);
        var needs = aside.Where(one => form?.Find(one.Key)?.Section != Arriving).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        return new CareLine(name, step.FormId, step.FormVersion, Of(aside.Where(one => !needs.Contains(one.Key)).Concat(SealedAnswers.Without(answers))), Of(aside.Where(one => needs.Contains(one.Key))));
    }

    static JsonObject Of(IEnumerable<KeyValuePair<string, JsonNode?>> answers) => new(answers.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
}
