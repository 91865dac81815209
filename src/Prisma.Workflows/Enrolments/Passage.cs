using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments;

/// <summary>
/// One enrolment with all that a burst may read or change, loaded beforehand: what activities do here leaves rows for the
/// burst's commit and touches nothing outside (design.md §5.2).
/// </summary>
public sealed class Passage(Enrolment enrolment, PassageTools tools)
{
    /// <summary>Says of a due date that its days count from the stage's first day.</summary>
    public const string FromStage = "stage";

    readonly List<PendingSignal> _raised = [];

    /// <summary>Parts that organisations bring with them.</summary>
    static readonly Part[] _brought = [Part.Hub, Part.HubLead, Part.HubSecond, Part.Network, Part.SupportingHub];

    readonly List<PendingPassage> _begun = [];

    /// <summary>The facts of the mails owed so far, until the commit writes them.</summary>
    readonly List<JsonObject> _owed = [];

    public Enrolment Enrolment => enrolment;
    public Event Event => enrolment.Event;

    /// <summary>Whose passage it is. The event's own is led by whoever leads it now, once the one it began with has left the team.</summary>
    public Person Person => enrolment.IsOfEvent && !Event.Team.Exists(member => member.PersonId == enrolment.PersonId) ? Lead ?? enrolment.Person : enrolment.Person;

    /// <summary>The person, and whom their organisation named.</summary>
    public IEnumerable<Person> Stakeholders => enrolment.Contacts.Select(contact => contact.Person).Prepend(Person).DistinctBy(person => person.Id);

    /// <summary>For how many days what was agreed still holds if it is left now; 0 where nothing with a notice is in force.</summary>
    public int NoticeDays { get; set; }

    /// <summary>The installation's own address.</summary>
    public Uri Home => tools.Home;

    public RetentionOptions Retention => tools.Retention;
    public DateTimeOffset Now => tools.Time.GetUtcNow();

    public IEnumerable<Person> Holding(params Part[] parts) =>
        Event.Team.Where(member => parts.Contains(member.Part)).Select(member => member.Person).DistinctBy(person => person.Id);

    /// <summary>The lead facilitator; where none is named, any facilitator of the event.</summary>
    public Person? Lead => Holding(Part.Lead).Concat(Holding(Part.Facilitator)).FirstOrDefault();

    /// <summary>Who calls somebody who is silent: the lead, and where a ladder comes to its steward, one of those (domain.md §5.7).</summary>
    public Person? CallerOf(string part, Guid personId) =>
        (part == "steward" ? Holding(Part.StewardDelegate, Part.Steward).FirstOrDefault(person => person.Id != personId) : null) ?? Event.LeadBeside(personId);

    /// <summary>Who does what somebody of the team would have done, had they not left: whoever acts in that part now, or who sees to it.</summary>
    public Person? InsteadOf(Guid personId, string part) => ActorOf(part) ?? Event.LeadBeside(personId);

    /// <summary>Who is on this pathway, by name: a person, an organisation or the event itself.</summary>
    public string Name => enrolment.Name;

    /// <summary>Whoever has that part; where nobody has, an incident says what they are needed for.</summary>
    public Person Needed(string part, string what) => ActorOf(part)
        ?? throw new InvalidOperationException($"{what}, and this event's team has nobody for that. Name one on the event's page.");

    /// <summary>Who acts in a part: "stakeholder", "lead", "interviewer", or any part of the team or of the organisation; null where nobody does.</summary>
    public Person? ActorOf(string part) => part switch
    {
        "stakeholder" => Person,
        "lead" or "lead-facilitator" => Lead,
        "interviewer" => Holding(Part.Hub).Concat(Holding(Part.Facilitator, Part.Lead)).FirstOrDefault(NotThemselves),
        _ => Cast.Find(this, part),
    };

    /// <summary>Everybody who holds a part, as definitions write it.</summary>
    public IEnumerable<Person> AllOf(string part) => Cast.All(this, part);

    /// <summary>Somebody of this passage: the stakeholder, one the organisation named, or one of the event's team.</summary>
    /// <exception cref="InvalidOperationException">None of them.</exception>
    public Person PersonOf(Guid personId) =>
        Find(personId) ?? throw new InvalidOperationException($"{personId} is neither on enrolment {enrolment.Id} nor in the team of its event.");

    /// <summary>By whose clock somebody is asked; whoever has left is asked for nothing.</summary>
    public string ZoneOf(Guid personId) => Find(personId)?.TimeZone ?? Event.TimeZone;

    /// <summary>Whose clock its ladder goes by: that of whoever does it, or that of the place where its day is spent.</summary>
    public string ZoneOf(Step step) => step.IsOfItsDay ? Event.TimeZone : ZoneOf(step.ActorId);

    /// <summary>The name of somebody in this passage, for the story.</summary>
    public string NameOf(Guid personId) => Find(personId)?.Name ?? "Somebody of the team";

    /// <summary>Nobody reads or decides about their own passage (domain.md §5.1); the event's own belongs to all who hold it.</summary>
    public bool NotThemselves(Person person) =>
        enrolment.IsOfEvent || (person.Id != Person.Id && !enrolment.Contacts.Exists(contact => contact.PersonId == person.Id));

    /// <summary>Somebody of this passage; null for somebody who has left the team.</summary>
    public Person? Find(Guid personId) => personId == Person.Id
        ? Person
        : enrolment.Contacts.Find(contact => contact.PersonId == personId)?.Person ?? Event.Team.Find(member => member.PersonId == personId)?.Person;

    public bool HasReached(string signal) => Event.Signals.Any(one => one.Name == signal);

    /// <summary>Somebody has just answered and may be answered at any hour; what a day or another person brings waits for the morning.</summary>
    public bool HasJustActed(Person person) => enrolment.Steps.Any(step => step.ActorId == person.Id && step.State == StepState.Submitted && step.ClosedAt > Now.AddMinutes(-1));

    public Step? OpenStepOf(string key) => enrolment.Steps.LastOrDefault(step => step.Key == key && step.IsOpen);

    /// <summary>The answers last handed in for a step, as JSON; empty when there are none.</summary>
    public string AnswersOf(string key) => Answered(key)?.Answers ?? "";

    /// <summary>How the form of a step says a choice of it.</summary>
    public string ChoiceInWords(string key, string field, string choice, string language) =>
        Answered(key) is { } step && tools.Forms.Find(step.FormId, step.FormVersion) is not null
            ? tools.Forms.TextOf(step.FormId, language, step.FormVersion).Fields.GetValueOrDefault(field)?.Option(choice) ?? choice
            : choice;

    Step? Answered(string key) => enrolment.Steps.Where(step => step.Key == key && step.Answers.Length > 0).MaxBy(step => step.Round);

    /// <summary>When a step opened now would be due for somebody (domain.md §5.3).</summary>
    public DueDate DueFor(StepOpening opening) => EventClock.Due(
        Event, opening.Actor.TimeZone, Since(opening.CountsFrom, enrolment.Steps.TrueForAll(step => step.Key != opening.Key)), opening.DueDays, opening.Floor, opening.MinDays, Now);

    /// <summary>From when the days of a due date count: a plan counts from the stage's first day, whatever is asked again from now.</summary>
    public DateTimeOffset Since(string countsFrom, bool isFirst) => countsFrom == FromStage && isFirst ? enrolment.StageEnteredAt ?? Now : Now;

    public Step OpenStep(StepOpening opening)
    {
        var form = opening.FormId.Length > 0 ? tools.Forms.Find(opening.FormId) : null;
        var due = opening.DueAt is { } fixedDue
            ? new DueDate(Zones.DayOf(fixedDue, opening.Actor.TimeZone), fixedDue, false)
            : DueFor(opening);
        var previous = enrolment.Steps.Where(step => step.Key == opening.Key && step.ActorId == opening.Actor.Id).Max(step => (int?)step.Round);
        var step = new Step
        {
            EnrolmentId = enrolment.Id,
            Key = opening.Key,
            Round = (previous ?? 0) + 1,
            Kind = opening.Kind,
            Title = opening.Title,
            StageKey = enrolment.StageKey,
            // What no pathway waits for, such as an answer to new days, does not serve what its stage is for.
            Purpose = opening.BookmarkId.Length > 0 ? enrolment.StagePurpose : Purpose.None,
            WhyNow = opening.WhyNow,
            ActorId = opening.Actor.Id,
            ActorPart = opening.ActorPart,
            FormId = opening.FormId,
            FormVersion = form?.Version ?? 0,
            Minutes = form?.Minutes ?? 0,
            Mail = opening.Mail,
            OpenedAt = Now,
            DueAt = due.At,
            IsTight = due.IsTight,
            Ladder = opening.Ladder,
            Draft = form is null || opening.BeginsEmpty || opening.Ladder == Ladder.OfAnEvening ? "" : AnswersOf(opening.Key),
            BookmarkId = opening.BookmarkId,
            ReviewId = opening.ReviewId,
            AgreementId = opening.AgreementId,
            Gathering = opening.Gathering,
            AboutId = opening.AboutId,
        };
        var (ladder, zone) = (tools.Ladders.Find(opening.Ladder), step.IsOfItsDay ? Event.TimeZone : opening.Actor.TimeZone);
        step.NextRungAt = ladder?.NextAt(0, step, zone);
        step.DueAt = step.IsOfItsDay ? ladder?.SilenceEndsAt(step, zone) ?? step.DueAt : step.DueAt;
        enrolment.Steps.Add(step);
        tools.Db.Steps.Add(step);
        if (opening.Mail.Length > 0)
        {
            var facts = opening.Facts ?? [];
            facts["step"] = MailFacts.Step(step, opening.Actor);
            Owe(opening.Mail, opening.Actor, $"{OwedMail.Opening}{step.Round}", step, facts, notBefore: Now.AddDays(opening.MailDays));
        }

        return step;
    }

    /// <summary>Asks somebody of the team for something that nothing in the pathway waits for, e.g. a call instead of one more mail.</summary>
    /// <param name="part">As what they do it.</param>
    /// <param name="why">What led to it, as half a sentence after "because".</param>
    /// <param name="until">The day it was promised for, of which its ladder reminds; a week where there is none.</param>
    /// <param name="ladder">What reminds of a task that was promised for no day, if anything does.</param>
    /// <param name="about">The step somebody is silent about; of several who are asked the same, each is called.</param>
    public void OpenTask(string key, string title, Person actor, string part, string why, JsonObject? facts = null, DateOnly? until = null, string ladder = "", Step? about = null)
    {
        if (enrolment.Steps.Any(step => step.Key == key && step.AboutId == about?.Id && step.IsOpen))
            return;
        var task = OpenStep(new StepOpening(key, StepKind.Task, title, actor, part)
        {
            WhyNow = why,
            DueAt = until is { } day ? Zones.EndOf(day < Today(actor) ? Today(actor) : day, actor.TimeZone) : Now.AddDays(7),
            Ladder = until is null ? ladder : Ladder.OfAPromise,
            AboutId = about?.Id,
        });
        OweOnceADay(actor, task, facts);
    }

    /// <summary>Ends a step: its ladder stops, mails not yet sent die with it, its links live 14 days more.</summary>
    public void CloseStep(Step step, StepState state, string outcome)
    {
        step.State = state;
        step.Outcome = outcome;
        step.ClosedAt = Now;
        step.NextRungAt = null;
        step.Revision++;
        tools.Closed.Add(step.Id);
        if (state != StepState.Lapsed)
            CloseTasksAbout(step);
    }

    /// <summary>Nobody calls any longer about what is done, or gives time for it.</summary>
    void CloseTasksAbout(Step step)
    {
        foreach (var call in enrolment.Steps.Where(one => one.IsOpen && one.AboutId == step.Id))
            CloseStep(call, StepState.Skipped, nameof(StepState.Skipped));
    }

    /// <summary>Closes what is still open of some steps, as the pathway went on without them.</summary>
    public void Skip(IEnumerable<string> keys)
    {
        foreach (var step in keys.Select(OpenStepOf).OfType<Step>())
            CloseStep(step, StepState.Skipped, nameof(StepState.Skipped));
    }

    public void Owe(string template, Person to, string purpose, Step? step = null, JsonObject? facts = null, bool diesWithStep = true, bool immediate = false, bool onlyAlone = false, DateTimeOffset? notBefore = null)
    {
        var all = MailFacts.Of(this, to, step ?? enrolment.Steps.LastOrDefault(one => one.ActorId == to.Id));
        if (step is null && !enrolment.BelongsTo(to.Id))
        {
            // Neither a step nor a passage of their own to lead to: those of the team read this one, whom it named has no account.
            all["action"] = new JsonObject { ["path"] = NotThemselves(to) ? $"/enrolments/{enrolment.Id}" : $"/e/{Event.Slug}" };
        }

        MailFacts.Merge(all, facts);
        _owed.Add(all);
        tools.Outbox.Owe(new OwedMail(template, to.Id, purpose, all, enrolment.Id, step?.Id, diesWithStep && step is not null, notBefore, onlyAlone), immediate);
    }

    /// <summary>Whoever hears of what needs a person: the lead; where nobody leads, whoever else of the team is turned to.</summary>
    public Person? Watcher => Lead ?? Event.LeadBeside(enrolment.IsOfEvent ? Guid.Empty : enrolment.PersonId);

    public void LetLeadKnow(string title) => LetKnow(Watcher, title);

    /// <summary>Lets one of the team know of something that needs no answer; it stands on no page of tasks, so its mail is not merged with theirs.</summary>
    public void LetKnow(Person? one, string title)
    {
        if (one is not null)
            Owe("E68", one, $"known-{DayOf(one)}-{title}", null, new() { ["step"] = new JsonObject { ["title"] = title, ["due"] = "", ["why_now"] = "" }, ["subject"] = MailFacts.Subject(this, one, title, Name) });
    }

    /// <summary>Says once more that somebody has a task, with the day's others in one mail.</summary>
    public void RemindOfTask(Person to, Step task) => OweOnceADay(to, task, null);

    /// <summary>For tasks of the team: all stand on the page "Today", and one mail a day says so, of the first that is still open then; what comes after it is said the next morning (domain.md §5.7).</summary>
    void OweOnceADay(Person to, Step task, JsonObject? facts)
    {
        var all = MailFacts.Of(this, to, task);
        MailFacts.Merge(all, facts);
        MailFacts.Merge(all, new JsonObject { ["action"] = new JsonObject { ["path"] = "/today" } });
        tools.Outbox.Owe(new OwedMail("E68", to.Id, OwedMail.Tasks + DayOf(to), all, StepId: task.Id, DiesWithStep: true));
    }

    DateOnly Today(Person person) => Zones.DayOf(Now, person.TimeZone);

    string DayOf(Person person) => Today(person).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public void Tell(string actor, string sentence) => tools.Audit.Tell(enrolment.Story, actor, sentence);

    public void Tell(string sentence) => Tell(AuditTrail.Prisma, sentence);

    /// <summary>Keeps the signal as state of the event, where it is new, and lets those who wait hear it after this burst.</summary>
    public void RaiseForEvent(string signal, string payload = "")
    {
        _raised.Add(new PendingSignal(signal, Event.Id, null));
        if (HasReached(signal))
            return;
        var kept = new EventSignal { EventId = Event.Id, Name = signal, At = Now, By = AuditTrail.Prisma, Payload = payload };
        Event.Signals.Add(kept);
        tools.Db.EventSignals.Add(kept);
        tools.Audit.Tell(Event.Story, AuditTrail.Prisma, $"{SignalNames.InWords(signal)}.");
    }

    /// <summary>Asks for another passage of this event.</summary>
    public void Begin(string pathway, Person owner) => _begun.Add(new PendingPassage(pathway, owner));

    /// <summary>Makes somebody part of the event's team, so that every other passage of the event finds them.</summary>
    public void JoinTeam(Person person, Part part)
    {
        if (Event.Team.Exists(member => member.PersonId == person.Id && member.Part == part))
            return;
        var member = new TeamMember { EventId = Event.Id, PersonId = person.Id, Person = person, Part = part };
        Event.Team.Add(member);
        tools.Db.TeamMembers.Add(member);
        Tell($"{person.Name} joined the team ({PartNames.Of(part)}).");
    }

    /// <summary>The organisation does not host, and is there for the one that does.</summary>
    public void StandBeside(Person person)
    {
        LeaveTeam();
        JoinTeam(person, Part.SupportingHub);
    }

    public PendingSignal RaiseForEnrolment(string signal, Guid enrolmentId)
    {
        var raised = new PendingSignal(signal, Event.Id, enrolmentId);
        _raised.Add(raised);
        return raised;
    }

    public void Add(object row) => tools.Db.Add(row);

    public void EnterStage(string key, string title, Purpose purpose)
    {
        enrolment.StageKey = key;
        enrolment.StageTitle = title;
        enrolment.StagePurpose = purpose;
        enrolment.StageEnteredAt = Now;
        enrolment.Revision++;
        Tell($"{Name} entered the stage “{title}”.");
    }

    /// <summary>A pause ends, by the person's own act or by its day: due dates move by the days rested, ladders begin anew.</summary>
    public void ComeAlive()
    {
        if (enrolment.State != EnrolmentState.Paused)
            return;
        var since = enrolment.PausedAt ?? Now;
        enrolment.State = EnrolmentState.Active;
        enrolment.Revision++;
        enrolment.PausedAt = null;
        enrolment.PausedUntil = null;
        foreach (var step in enrolment.Steps.Where(step => step.IsOpen && step.ActorId == Person.Id))
            GoOn(step, since);
        Tell(Person.Name, $"{Person.Name} came back.");
    }

    /// <summary>What rested since then, or since it was asked, is due later by as many days, one that had begun among them, and at the hour it was due where its actor lives.</summary>
    public void GoOn(Step step, DateTimeOffset since)
    {
        var rested = Now - (step.OpenedAt > since ? step.OpenedAt : since);
        Redate(step, Zones.AddDays(step.DueAt, rested, ZoneOf(step.ActorId)), rested);
    }

    /// <summary>Gives a step another due date. A ladder that counts towards it begins anew; one that counts from the opening goes on where it was, without the days rested.</summary>
    public void Redate(Step step, DateTimeOffset due, TimeSpan rested = default)
    {
        var ladder = tools.Ladders.Find(step.Ladder);
        step.DueAt = due;
        step.OpenedAt += rested;
        step.RungsDone = ladder is { From: LadderStart.Due } ? 0 : step.RungsDone;
        step.NextRungAt = ladder?.NextAt(step.RungsDone, step, ZoneOf(step));
        step.Revision++;
    }

    /// <summary>Ends the enrolment; whatever is still open is skipped, or cancelled with the event, and the mails that say goodbye offer no way to step out.</summary>
    public void End(EnrolmentState state, string reason)
    {
        enrolment.State = state;
        enrolment.EndingReason = reason;
        enrolment.EndedAt = Now;
        enrolment.NoticeEndsAt = NoticeDays > 0 && Enrolment.Gone.Contains(state) ? enrolment.EndedAt?.AddDays(NoticeDays) : null;
        enrolment.Revision++;
        enrolment.LiveKey = null;
        enrolment.PausedAt = null;
        _owed.ForEach(facts => facts[MailFacts.HasEnded] = true);
        foreach (var step in enrolment.Steps.Where(step => step.IsOpen))
            CloseStep(step, state == EnrolmentState.Cancelled ? StepState.Cancelled : StepState.Skipped, state.ToString());
        if (state != EnrolmentState.Completed && enrolment.Organisation is not null)
            LeaveTeam();
    }

    /// <summary>An organisation that is gone is asked for nothing any more; the event's other passages find whoever comes in its place.</summary>
    void LeaveTeam()
    {
        foreach (var member in Event.Team.Where(member => _brought.Contains(member.Part) && (member.PersonId == Person.Id || enrolment.Contacts.Exists(contact => contact.PersonId == member.PersonId))).ToList())
        {
            Event.Team.Remove(member);
            tools.Db.TeamMembers.Remove(member);
            Tell($"{member.Person.Name} left the team ({PartNames.Of(member.Part)}).");
        }
    }

    /// <summary>Passages asked for since the last time.</summary>
    internal IReadOnlyList<PendingPassage> TakeBegun()
    {
        PendingPassage[] begun = [.. _begun];
        _begun.Clear();
        return begun;
    }

    /// <summary>Signals raised since the last time, for those who wait to hear.</summary>
    internal IReadOnlyList<PendingSignal> TakeRaised()
    {
        PendingSignal[] raised = [.. _raised];
        _raised.Clear();
        return raised;
    }
}
