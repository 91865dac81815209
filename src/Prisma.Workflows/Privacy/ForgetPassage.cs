using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;
using Prisma.Workflows.Stories;

namespace Prisma.Workflows.Privacy;

/// <summary>
/// Carries out what somebody wished for when they stepped out, or what holds for an application that came to nothing: their words are deleted, or their name is
/// taken off them. What was signed or decided stays as long as the law asks; the run, its log, its mails and its story, which name them throughout, go in both cases.
/// </summary>
public sealed class ForgetPassage(PrismaDbContext db, AuditTrail audit, FormLibrary forms, StoryPictures pictures, Errands errands, TimeProvider time)
{
    static readonly string[] _names = ["first_name", "last_name", "called", "name", "contact_name", "signatory_name", "other_name", "email", "phone"];

    /// <summary>A row with an address is about somebody.</summary>
    static readonly string[] _namesInRows = [.. _names, "who"];

    public async Task ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.Include(one => one.Person).ThenInclude(person => person.Roles).Include(one => one.Contacts).ThenInclude(contact => contact.Person).ThenInclude(person => person.Roles)
            .Include(one => one.Steps).AsSplitQuery().SingleAsync(one => one.Id == enrolmentId, cancellation);
        if (enrolment.IsLive || enrolment.DataDoneAt is not null)
            return;
        var keepsWords = enrolment.DataWish == Enrolment.Anonymise;
        foreach (var step in enrolment.Steps)
        {
            step.Draft = "";
            step.Answers = keepsWords && step.Kind == StepKind.Form && step.Answers.Length > 0 ? WithoutName(step) : "";
            step.Revision++;
        }

        await TakeNamesOffTasksAsync(enrolment, cancellation);
        enrolment.EndingReason = "";
        enrolment.DataDoneAt = time.GetUtcNow();
        enrolment.Revision++;
        await ForgetTracesAsync(enrolment, keepsWords, cancellation);
        await ForgetPeopleAsync(enrolment, cancellation);
        audit.Tell(AuditTrail.Installation, AuditTrail.Prisma, keepsWords
            ? "Somebody's name was taken off what they told, as they wished."
            : "What somebody told was deleted, as they wished or as its time was over.");
    }

    string WithoutName(Step step)
    {
        var answers = SealedAnswers.Without((JsonObject)JsonNode.Parse(step.Answers)!);
        TakeNamesOff(answers, forms.Find(step.FormId, step.FormVersion)?.Fields ?? [], _names);
        return answers.ToJsonString();
    }

    /// <summary>Names and addresses go, those of people named in rows too; of what was spoken the words stay, the voice goes.</summary>
    static void TakeNamesOff(JsonObject answers, IReadOnlyList<Field> fields, string[] names)
    {
        foreach (var (key, answer) in answers.ToList())
        {
            var field = fields.FirstOrDefault(one => one.Key == key);
            if (names.Contains(key, StringComparer.Ordinal) || IsAddress(field))
                answers.Remove(key);
            else if (field?.Type == FieldType.Rows && answer is JsonArray rows)
                rows.OfType<JsonObject>().ToList().ForEach(row => TakeNamesOff(row, field.Columns, field.Columns.Any(IsAddress) ? _namesInRows : []));
            else if (field?.Voice == true && answer is JsonObject spoken)
                spoken.Remove("voice");
        }
    }

    /// <summary>Tasks of the team say whom they are about, and some where to write to them: those of this passage, and those of the event's own.</summary>
    async Task TakeNamesOffTasksAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        string[] said = [.. enrolment.Contacts.Select(contact => contact.Person).Prepend(enrolment.Person).SelectMany(person => new[] { person.Name, person.Email }).Where(one => one.Length > 0)];
        var named = new Regex($@"(?<!\w)({string.Join('|', said.Select(Regex.Escape))})(?!\w)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var ofTheEvent = await db.Steps.Where(step => db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == enrolment.EventId && (one.Pathway == Pathway.Event || one.Pathway == Pathway.Case))).ToListAsync(cancellation);
        foreach (var step in enrolment.Steps.Concat(ofTheEvent).Where(step => named.IsMatch(step.Title) || named.IsMatch(step.WhyNow)))
        {
            (step.Title, step.WhyNow) = (named.Replace(step.Title, Excerpt.Nameless), named.Replace(step.WhyNow, Excerpt.Nameless));
            step.Revision++;
        }
    }

    static bool IsAddress(Field? field) => field?.Type is FieldType.Email or FieldType.Tel or FieldType.Url or FieldType.File;

    async Task ForgetTracesAsync(Enrolment enrolment, bool keepsWords, CancellationToken cancellation)
    {
        var runs = new List<string> { enrolment.InstanceId };
        for (var at = 0; at < runs.Count; at++)
        {
            var parent = runs[at];
            runs.AddRange(await db.Instances.Where(one => one.ParentInstanceId == parent).Select(one => one.Id).ToListAsync(cancellation));
        }

        var reviews = await db.Reviews.Where(review => review.EnrolmentId == enrolment.Id).Select(review => review.Id).ToListAsync(cancellation);
        await db.ReviewResponses.Where(response => reviews.Contains(response.ReviewId)).ExecuteUpdateAsync(set => set.SetProperty(response => response.Answers, "{}"), cancellation);
        await db.ActivityLog.Where(entry => runs.Contains(entry.InstanceId)).ExecuteDeleteAsync(cancellation);
        await db.Instances.Where(one => runs.Contains(one.Id)).ExecuteDeleteAsync(cancellation);
        var steps = enrolment.Steps.ConvertAll(step => step.Id);
        await ForgetMailsAsync(mail => mail.EnrolmentId == enrolment.Id || (mail.StepId != null && steps.Contains(mail.StepId.Value)), cancellation);
        await db.AccessLinks.Where(link => link.EnrolmentId == enrolment.Id).ExecuteDeleteAsync(cancellation);
        var story = enrolment.Story;
        await db.Audit.Where(entry => entry.Story == story).ExecuteDeleteAsync(cancellation);
        await db.ConsentChoices.Where(choice => choice.EnrolmentId == enrolment.Id).ExecuteDeleteAsync(cancellation);
        await db.Excerpts.Where(excerpt => excerpt.EnrolmentId == enrolment.Id).ExecuteUpdateAsync(
            set => set.SetProperty(excerpt => excerpt.ShownAs, "").SetProperty(excerpt => excerpt.Picture, "").SetProperty(excerpt => excerpt.PictureInWords, "").SetProperty(excerpt => excerpt.Wish, ""),
            cancellation);
        errands.Removals.Add(() => pictures.RemoveAll(enrolment.Id));
        if (!keepsWords)
        {
            await db.Excerpts.Where(excerpt => excerpt.EnrolmentId == enrolment.Id).ExecuteDeleteAsync(cancellation);
            await db.Contributions.Where(one => one.EnrolmentId == enrolment.Id).ExecuteDeleteAsync(cancellation);
            await db.Tensions.Where(one => one.EnrolmentId == enrolment.Id).ExecuteDeleteAsync(cancellation);
        }
    }

    /// <summary>What went out or was taken back goes; what servers answered goes of all, for they repeat the address.</summary>
    async Task ForgetMailsAsync(Expression<Func<OutboxMessage, bool>> which, CancellationToken cancellation)
    {
        var mails = await db.Outbox.Where(which).Select(mail => mail.Id).ToListAsync(cancellation);
        await db.Deliveries.Where(delivery => mails.Contains(delivery.MessageId)).ExecuteDeleteAsync(cancellation);
        await db.Outbox.Where(mail => mails.Contains(mail.Id) && mail.State != OutboxState.Pending && mail.State != OutboxState.Sending).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Whoever it is about or named, and who is nowhere else here, loses their name and address; a signed agreement keeps its own copy of both.</summary>
    async Task ForgetPeopleAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var named = enrolment.Contacts.Select(contact => contact.Person).Where(person => !person.WantsNews);
        foreach (var person in named.Prepend(enrolment.Person).Distinct())
        {
            if (!await IsElsewhereAsync(person, enrolment.Id, cancellation))
            {
                (person.FirstName, person.LastName, person.Called) = ("Somebody", "", "");
                person.Email = $"{person.Id:N}@gone.invalid";
                (person.WantsNews, person.RestDays) = (false, []);
                await ForgetMailsAsync(mail => mail.PersonId == person.Id, cancellation);
            }
        }
    }

    async Task<bool> IsElsewhereAsync(Person person, Guid enrolmentId, CancellationToken cancellation) =>
        person.Roles.Count > 0
        || await db.TeamMembers.AnyAsync(member => member.PersonId == person.Id, cancellation)
        || await db.Enrolments.AnyAsync(
            one => one.Id != enrolmentId && one.DataDoneAt == null && (one.PersonId == person.Id || one.Contacts.Any(contact => contact.PersonId == person.Id)),
            cancellation);
}
