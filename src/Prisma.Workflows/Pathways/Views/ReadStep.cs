using System.Linq.Expressions;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>Reads one step for its actor.</summary>
public sealed class ReadStep(PrismaDbContext db, DefinitionCache definitions, FormLibrary forms, PublishedWords words, TimeProvider time)
{
    /// <summary>The same, whoever's it is, without what they have typed and not sent.</summary>
    public async Task<StepView?> ForTheTeamAsync(Guid stepId, CancellationToken cancellation)
    {
        var actor = await db.Steps.Where(step => step.Id == stepId).Select(step => step.ActorId).FirstOrDefaultAsync(cancellation);
        var view = await ExecuteAsync(stepId, actor, cancellation);
        if (view?.Step is { DraftSavedAt: not null } step)
            (step.Draft, step.DraftSavedAt) = ("", null);
        return view;
    }

    /// <summary>Null when there is no such step or it is somebody else's.</summary>
    public async Task<StepView?> ExecuteAsync(Guid stepId, Guid personId, CancellationToken cancellation)
    {
        if (await WholeAsync(one => one.Steps.Any(step => step.Id == stepId && step.ActorId == personId), cancellation) is not { } enrolment)
            return null;
        if (enrolment.Steps.Exists(one => !forms.Knows(one.FormId, one.FormVersion)))
            await words.ListenAsync(cancellation);
        var step = enrolment.Steps.Single(one => one.Id == stepId);
        var people = PeopleOf(enrolment).ToDictionary(person => person.Id);
        var actor = people.GetValueOrDefault(personId) ?? await db.People.SingleAsync(person => person.Id == personId, cancellation);
        var lead = enrolment.Event.Team.OrderBy(member => member.Part).Select(member => member.Person).FirstOrDefault();
        var definition = await DefinitionAsync(enrolment, cancellation);
        var review = step.ReviewId is null ? null : await db.Reviews.Include(one => one.Responses).AsNoTracking().SingleAsync(one => one.Id == step.ReviewId, cancellation);
        var task = TaskSheet.Of(definition, step.Key);
        return new StepView(step, enrolment, enrolment.Event, actor.Name, actor.TimeZone)
        {
            ActorEmail = actor.Email,
            StakeholderName = enrolment.Name,
            Language = actor.Language,
            OfEvent = enrolment.Pathway == Pathway.Event ? EventAnswers.Of(enrolment.Event, step.FormId) : "",
            FacilitatorName = lead?.Name ?? "",
            FacilitatorEmail = lead?.Email ?? "",
            AlsoWaiting =
            [
                .. enrolment.Steps.Where(one => one.IsOpen && one.Id != stepId && people.ContainsKey(one.ActorId)).GroupBy(one => one.Title)
                    .Select(same => $"{string.Join(", ", same.Select(one => one.ActorId == personId ? "you" : people[one.ActorId].Address).Distinct(StringComparer.Ordinal))}: {same.Key}"),
            ],
            OtherPlaces = enrolment.Pathway == Pathway.Participant && personId == enrolment.PersonId ? await OtherPlaces.OfAsync(db, enrolment, time.GetUtcNow(), cancellation) : [],
            AskedBack = step.ComesBack && step.Kind == StepKind.Form ? AskedBack(step, enrolment) : [],
            Reply = step.Round > 1 ? Reply(step, enrolment) : "",
            ToRead = ToRead(step, enrolment, review?.Reads),
            GateId = review?.GateId ?? "",
            ReadingBefore = await ReadingBeforeAsync(step, review, task.Gates, cancellation),
            Decided = review is { IsOpen: false } ? review : null,
            Voices = review is null ? "" : DecisionNotes.VoicesOf(review, id => people.GetValueOrDefault(id)?.Name),
            NextStepId = enrolment.Steps.LastOrDefault(one => one.IsOpen && one.ActorId == personId && one.Id != stepId)?.Id,
            Gathering = step.Gathering.Length == 0 ? null : await db.EventGatherings.AsNoTracking().FirstOrDefaultAsync(one => one.EventId == enrolment.EventId && one.GatheringId == step.Gathering, cancellation),
            AgreementAhead = step.Kind is StepKind.Form or StepKind.Gathering ? AgreementAhead.Of(definition, step.Key) : "",
            Task = task,
            Asked = await AskedAsync(step, enrolment, cancellation),
            Stages = definition is null ? [] : StageMap.Of(definition, enrolment, enrolment.Event, time.GetUtcNow()),
        };
    }

    /// <summary>An enrolment with all that stands around it, its steps in order.</summary>
    internal async Task<Enrolment?> WholeAsync(Expression<Func<Enrolment, bool>> which, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.Include(one => one.Steps).Include(one => one.Person).Include(one => one.Organisation).Include(one => one.Contacts).ThenInclude(contact => contact.Person)
            .Include(one => one.Event).ThenInclude(one => one.Team).ThenInclude(member => member.Person)
            .AsSplitQuery().AsNoTrackingWithIdentityResolution().FirstOrDefaultAsync(which, cancellation);
        enrolment?.Steps.Sort(Step.InOrder);
        return enrolment;
    }

    internal static IEnumerable<Person> PeopleOf(Enrolment enrolment) =>
        enrolment.Event.Team.Select(member => member.Person).Concat(enrolment.Contacts.Select(contact => contact.Person)).Append(enrolment.Person).DistinctBy(person => person.Id);

    async Task<Review?> ReadingBeforeAsync(Step step, Review? review, IReadOnlyList<string> gates, CancellationToken cancellation)
    {
        var rounds = db.Reviews.Include(one => one.Responses).AsNoTracking().Where(one => one.EnrolmentId == step.EnrolmentId);
        return review is { IsOpen: true, Round: > 1 } ? await rounds.FirstOrDefaultAsync(one => one.StepKey == review.StepKey && one.Round == review.Round - 1, cancellation)
            : gates.Count == 0 ? null
            : (await rounds.Where(one => gates.Contains(one.StepKey) && one.DecidedAt != null).ToListAsync(cancellation)).Where(one => one.DecidedAt <= step.OpenedAt).OrderBy(one => one.DecidedAt).ThenBy(one => one.Round).LastOrDefault();
    }

    internal async Task<TaskSheet> SheetOfAsync(Step task, Enrolment enrolment, CancellationToken cancellation) =>
        TaskSheet.Of(task.BookmarkId.Length > 0 ? await DefinitionAsync(enrolment, cancellation) : null, task.Key);

    /// <summary>What somebody asked in this task, and would wait for in vain if it were only ticked off; null where nothing was.</summary>
    internal async Task<Asked?> AskedAsync(Step task, Enrolment enrolment, CancellationToken cancellation)
    {
        if (enrolment.Steps.Find(step => AskMoreTime.WaitsIn(task, step)) is { } step)
            return new Asked([], step, await NameAsync(step.ActorId));
        if (!task.Key.EndsWith(Step.QuestionEnding, StringComparison.Ordinal))
            return null;
        var questions = await db.AgreementQuestions.AsNoTracking()
            .Where(question => question.AnsweredAt == null && db.Agreements.Any(one => one.Id == question.AgreementId && one.EnrolmentId == task.EnrolmentId && task.Key == one.StepKey + Step.QuestionEnding))
            .OrderBy(question => question.AskedAt).ToListAsync(cancellation);
        return questions.Count == 0 ? null : new Asked(questions, null, await NameAsync(questions[0].AskedBy));

        async Task<string> NameAsync(Guid personId) => (await db.People.AsNoTracking().FirstAsync(person => person.Id == personId, cancellation)).Name;
    }

    internal async Task<WorkflowDefinition?> DefinitionAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var version = await db.Instances.Where(instance => instance.Id == enrolment.InstanceId).Select(instance => instance.DefinitionVersionId).FirstOrDefaultAsync(cancellation);
        return version is null ? null : await definitions.VersionAsync(db, version, cancellation);
    }

    IReadOnlyList<ReadableAnswers> ToRead(Step step, Enrolment enrolment, List<string>? reads)
    {
        HashSet<Guid> theirs = [enrolment.PersonId, .. enrolment.Contacts.Select(contact => contact.PersonId)];
        var isFacilitator = ChangeRules.Facilitators(enrolment.Event).Any(person => person.Id == step.ActorId);
        var isAboutThem = step.Kind == StepKind.Form && isFacilitator && !enrolment.IsOfEvent && !theirs.Contains(step.ActorId);
        if (step.Kind is not (StepKind.Reading or StepKind.Gathering) && !isAboutThem)
            return [];

        // Whoever hosts a gathering or writes about them meets them by their own words. What others wrote down about them, as after the conversation, is for the gate's readers alone.
        var isByOthersToo = step.Kind == StepKind.Reading || enrolment.IsOfEvent;
        return
        [
            .. enrolment.Steps.Where(one => isByOthersToo || theirs.Contains(one.ActorId))
                .Where(one => one.Answers.Length > 0 && one.Kind is StepKind.Form or StepKind.Gathering && one.Answers.Length > 0)
                .Where(one => one.Id != step.Id && (reads is null || reads.Contains(one.Key)))
                .GroupBy(one => one.Key, StringComparer.Ordinal).Select(group => group.MaxBy(one => one.Round)!)
                .OrderBy(one => one.ClosedAt)
                .Select(one => new ReadableAnswers(one.Id, one.Title, one.FormId, one.FormVersion, Readable(one, isFacilitator).ToJsonString())),
        ];
    }

    JsonObject Readable(Step answered, bool isFacilitator)
    {
        var answers = SealedAnswers.Without(JsonNode.Parse(answered.Answers)!.AsObject());
        return isFacilitator || forms.Find(answered.FormId, answered.FormVersion) is not { } form ? answers : SharedAnswers.Of(form, answers);
    }

    /// <summary>What all readers asked and objected to in the round that ended last before this step opened again.</summary>
    static IReadOnlyList<string> AskedBack(Step step, Enrolment enrolment)
    {
        var readings = enrolment.Steps.Where(one => one.Kind == StepKind.Reading && one.Answers.Length > 0 && one.ClosedAt <= step.OpenedAt).OrderBy(one => one.ClosedAt).ToList();
        var answers = readings.Where(one => one.ReviewId == readings[^1].ReviewId).Select(one => JsonNode.Parse(one.Answers)).OfType<JsonObject>().ToList();
        return
        [
            .. DecisionNotes.ObjectionsOf(answers).Select(objection => $"An objection: {objection}"),
            .. DecisionNotes.QuestionsOf(answers).Select(question => question["text"]?.ToString()).OfType<string>(),
        ];
    }

    /// <summary>What was answered to comments on an agreement, before they are asked for once more (domain.md §15, F-30).</summary>
    static string Reply(Step step, Enrolment enrolment) =>
        enrolment.Steps.Where(one => one.FormId == "F-30b" && one.ClosedAt <= step.OpenedAt).MaxBy(one => one.ClosedAt) is { Answers.Length: > 0 } answered && step.FormId == "F-30"
            ? JsonNode.Parse(answered.Answers)?["reply"]?.ToString() ?? ""
            : "";
}
