using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Privacy;

/// <summary>Reads what people of one event need, for those who hold care in it and for nobody else, whatever their role.</summary>
public sealed class ReadCareSheet(PrismaDbContext db, FormLibrary forms)
{
    /// <summary>The section of the form that asks about the way there and the stay.</summary>
    const string Arriving = "coming";

    public async Task<CareSheet?> ExecuteAsync(string slug, Guid readerId, CancellationToken cancellation)
    {
        var theEvent = await db.Events.FirstOrDefaultAsync(one => one.Slug == slug && one.Team.Any(member => member.PersonId == readerId && member.Part == Part.CareHolder), cancellation);
        if (theEvent is null)
            return null;
        var ids = forms.Ids.Where(id => forms.Find(id) is { Sensitive: "care" }).ToList();
        var steps = await (from step in db.Steps
                           join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
                           join person in db.People on step.ActorId equals person.Id
                           where enrolment.EventId == theEvent.Id && ids.Contains(step.FormId) && step.State == StepState.Submitted && step.Answers.Contains(SealedAnswers.Mark)
                           where enrolment.State == EnrolmentState.Active || enrolment.State == EnrolmentState.Paused || enrolment.State == EnrolmentState.Completed
                           orderby person.FirstName, person.LastName, step.ClosedAt
                           select new { Step = step, Person = person }).ToListAsync(cancellation);
        return new CareSheet(theEvent,
        [
            .. steps.GroupBy(one => one.Person.Id).Select(group => group.Last())
                .Select(one => Line(one.Person.Name, one.Step)),
        ]);
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
