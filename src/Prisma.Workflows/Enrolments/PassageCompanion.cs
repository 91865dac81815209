using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments;

/// <summary>Loads the passage of an enrolment's instance, once an operation.</summary>
public sealed class PassageCompanion(PrismaDbContext db, DirectRows rows, PassageTools tools, Enrol enrol) : IBurstCompanion
{
    const string OwnerOf = """WHERE "InstanceId" = @value""";
    const string WithId = """WHERE "Id" = @value""";
    const string OfPassage = """WHERE "EnrolmentId" = @value""";
    const string PeopleNamed = """WHERE "Id" IN (SELECT "PersonId" FROM "Contacts" WHERE "EnrolmentId" = @value)""";
    const string OfEnrolment = """SELECT "InstanceId" FROM "Enrolments" WHERE "Id" = @value""";
    const string OfStep = """SELECT "InstanceId" FROM "Enrolments" WHERE "Id" = (SELECT "EnrolmentId" FROM "Steps" WHERE "Id" = @value)""";

    const string OfEvent = """WHERE "EventId" = @value""";
    const string PeopleOfTeam = """WHERE "Id" IN (SELECT "PersonId" FROM "TeamMembers" WHERE "EventId" = @value)""";

    readonly Dictionary<string, Passage?> _loaded = new(StringComparer.Ordinal);

    /// <summary>The passage whose instance has that id; null when no enrolment owns it.</summary>
    public async Task<Passage?> OfInstanceAsync(string instanceId, CancellationToken cancellation)
    {
        if (_loaded.TryGetValue(instanceId, out var passage))
            return passage;
        var enrolment = await HeldAsync(instanceId, cancellation) ?? await OwnerAsync(instanceId, cancellation);
        if (enrolment is null)
            return _loaded[instanceId] = null;
        await LoadAroundAsync(enrolment, cancellation);
        return _loaded[instanceId] = new Passage(enrolment, tools);
    }

    /// <summary>One that this operation has read or added already; read without its steps, it comes with them all the same.</summary>
    async Task<Enrolment?> HeldAsync(string instanceId, CancellationToken cancellation)
    {
        var held = db.Followed<Enrolment>().FirstOrDefault(entry => entry.State != EntityState.Deleted && entry.Entity.InstanceId == instanceId);
        if (held is { State: not EntityState.Added } && !held.Collection(one => one.Steps).IsLoaded)
        {
            await rows.FollowAsync<Step>(OfPassage, held.Entity.Id, cancellation);
            held.Entity.Steps.Sort(Step.InOrder);
        }

        return held?.Entity;
    }

    /// <summary>Most instances of a definition that is no pathway have no owner; finding that out must cost next to nothing.</summary>
    async Task<Enrolment?> OwnerAsync(string instanceId, CancellationToken cancellation)
    {
        if (await rows.LookAtAsync<Enrolment>(OwnerOf, instanceId, cancellation) is not [var enrolment])
            return null;

        // What is in a list when the context begins to follow its owner, it takes as given; so it need not follow what is over.
        enrolment.Steps.AddRange(await rows.LookAtAsync<Step>(OfPassage, enrolment.Id, cancellation));
        enrolment.Steps.Sort(Step.InOrder);
        rows.Follow([enrolment, .. enrolment.Steps.Where(step => !tools.IsOver(step))]);
        return enrolment;
    }

    public Task<Passage?> OfEnrolmentAsync(Guid enrolmentId, CancellationToken cancellation) => OfRowAsync(OfEnrolment, enrolmentId, cancellation);

    /// <summary>The passage of an enrolment that a row speaks of, so that there is one.</summary>
    public async Task<Passage> OfExistingAsync(Guid enrolmentId, CancellationToken cancellation) =>
        await OfEnrolmentAsync(enrolmentId, cancellation) ?? throw new InvalidOperationException($"There is no enrolment {enrolmentId}.");

    /// <summary>The passage that holds the step, and the step; null when there is no such step.</summary>
    public async Task<(Passage Passage, Step Step)?> OfStepAsync(Guid stepId, CancellationToken cancellation) =>
        await OfRowAsync(OfStep, stepId, cancellation) is { } passage
            ? (passage, passage.Enrolment.Steps.Single(step => step.Id == stepId))
            : null;

    async Task<Passage?> OfRowAsync(string query, Guid id, CancellationToken cancellation) =>
        await rows.ReadAsync(query, id, reader => reader.GetString(0), cancellation) is [var instanceId] ? await OfInstanceAsync(instanceId, cancellation) : null;

    /// <summary>The passage of the instance, or of the one it goes along with as a child.</summary>
    public async Task<Passage?> OfFamilyAsync(string instanceId, CancellationToken cancellation)
    {
        for (var id = instanceId; id is not null; id = (await rows.FindAsync<StoredInstance>(id, cancellation))?.ParentInstanceId)
        {
            if (await OfInstanceAsync(id, cancellation) is { } passage)
                return passage;
        }

        return null;
    }

    public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
    {
        if (context.Feature<ParentInstance>() is { } parent)
            _loaded[instanceId] = await OfFamilyAsync(parent.Id, cancellation);
        if (await OfInstanceAsync(instanceId, cancellation) is { } passage)
            context.With(passage);
    }

    public async Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        if (context.Feature<Passage>() is not { } passage)
            return;
        passage.Enrolment.Revision++;
        if (burst.Incidents.Count > 0)
        {
            var problem = $"The pathway met a problem at “{burst.Incidents[^1].Title}”";
            passage.Tell(passage.Watcher is null ? $"{problem}." : $"{problem}; {passage.Watcher.Name} was told.");
            passage.LetLeadKnow($"{problem}. When its cause is mended, have it try again");
        }

        foreach (var begun in passage.TakeBegun())
        {
            if (await enrol.FindAsync(passage.Event.Id, begun.Owner.Id, begun.Pathway, cancellation) is null)
                await enrol.AddAsync(new NewPassage(passage.Event, begun.Owner, begun.Pathway), runtime, cancellation);
        }

        foreach (var signal in passage.TakeRaised())
        {
            if (signal.Name == Signals.BetweenStages && passage.Enrolment.NextVersionId is { } next)
                await MoveAsync(passage, next, runtime, cancellation);
            if (signal.EnrolmentId is null)
                await runtime.ResumeMatchingAsync(Signals.Stimulus(signal), null, cancellation);
            else
                await runtime.ReachAsync(passage.Enrolment.InstanceId, Signals.Stimulus(signal), cancellation);
        }
    }

    /// <summary>The stage that is about to begin does so in the version that was chosen, unless that was taken back, or a place where the passage waits is gone there.</summary>
    async Task MoveAsync(Passage passage, string next, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        passage.Enrolment.NextVersionId = null;
        var chosen = await db.Definitions.Where(version => version.Id == next)
            .Select(version => new { version.Version, IsTakenBack = version.TakenBackAt != null })
            .FirstOrDefaultAsync(cancellation);
        var lost = chosen is { IsTakenBack: false } ? await runtime.MoveAsync(passage.Enrolment.InstanceId, next, cancellation) : [];
        var why = chosen is null ? "the one that was chosen is no longer here"
            : chosen.IsTakenBack ? $"version {chosen.Version} was taken back"
            : lost.Count > 0 ? $"version {chosen.Version} has no {string.Join(" and no ", lost.Select(node => $"“{node.Title}”"))}, where it waits"
            : null;
        passage.Tell(why is null ? $"From here on the pathway is version {chosen!.Version}." : $"It stays in its version of the pathway: {why}.");
        if (why is not null && chosen is not null)
            passage.LetLeadKnow($"{passage.Name} could not go on in version {chosen.Version} of the pathway; a steward can look why");
    }

    async Task LoadAroundAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        // What is followed finds its way to the enrolment by itself.
        if (enrolment.Person is null)
            await rows.FollowAsync<Person>(WithId, enrolment.PersonId, cancellation);
        if (enrolment is { OrganisationId: { } organisation, Organisation: null })
            await rows.FollowAsync<Organisation>(WithId, organisation, cancellation);
        if (NamedContacts.MayBeIn(enrolment))
        {
            await rows.FollowAsync<Person>(PeopleNamed, enrolment.Id, cancellation);
            await rows.FollowAsync<Contact>(OfPassage, enrolment.Id, cancellation);
            enrolment.Contacts.Sort(Contact.InOrder);
        }

        await LoadEventAsync(enrolment, cancellation);
    }

    /// <summary>As with the steps, what the event has reached and who is in its team is looked at only, save where somebody reads the event to change it.</summary>
    async Task LoadEventAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var isFollowed = enrolment.Event is not null;
        var theEvent = enrolment.Event ?? (await rows.LookAtAsync<Event>(WithId, enrolment.EventId, cancellation)).Single();
        var team = db.WithoutComparing(() => db.Entry(theEvent).Collection(one => one.Team));
        if (team.IsLoaded)
            return;
        await rows.FollowAsync<Person>(PeopleOfTeam, theEvent.Id, cancellation);
        if (isFollowed)
        {
            await rows.FollowAsync<EventSignal>(OfEvent, theEvent.Id, cancellation);
            await rows.FollowAsync<TeamMember>(OfEvent, theEvent.Id, cancellation);
        }
        else
        {
            var people = db.Held<Person>().ToDictionary(person => person.Id);
            theEvent.Signals.AddRange(await rows.LookAtAsync<EventSignal>(OfEvent, theEvent.Id, cancellation));
            theEvent.Team.AddRange(await rows.LookAtAsync<TeamMember>(OfEvent, theEvent.Id, cancellation));
            theEvent.Team.ForEach(member => member.Person = people[member.PersonId]);
            rows.Follow([theEvent]);
        }

        theEvent.Team.Sort(TeamMember.InOrder);
        await rows.FollowAsync<EventGathering>(OfEvent, theEvent.Id, cancellation);
        team.IsLoaded = true;
    }
}
