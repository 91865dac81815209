using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments;

/// <summary>The facts every mail of a passage may name (domain.md §16.1); dates are words in the recipient's own zone.</summary>
public static class MailFacts
{
    /// <summary>Whether the passage is over, so that there is nothing to step out of.</summary>
    public const string HasEnded = "has_ended";

    /// <summary>Whether they come by links alone and cannot sign in, so that they choose their mails by a link, too.</summary>
    public const string HasLinksOnly = "has_links_only";

    public static JsonObject Of(Passage passage, Person to, Step? step = null)
    {
        var theEvent = passage.Event;
        // Nobody is told to write to themselves.
        var lead = passage.Event.LeadBeside(to.Id) ?? passage.Lead;
        var hub = passage.ActorOf("hub-lead") ?? lead;
        return new JsonObject
        {
            ["person"] = Person(to),
            ["event"] = Event(theEvent, to, passage.Home),
            ["hub"] = new JsonObject { ["name"] = passage.Enrolment.Pathway == Pathway.Hub ? theEvent.Place : theEvent.Host, ["contact"] = hub?.Email ?? "" },
            ["facilitator"] = new JsonObject { ["name"] = lead?.Name ?? "the facilitators", ["email"] = lead?.Email ?? "" },
            ["org"] = new JsonObject { ["name"] = theEvent.Name, ["address"] = theEvent.Place },
            ["organisation"] = new JsonObject { ["name"] = passage.Name, ["kind"] = passage.Enrolment.Organisation?.Kind.ToString().ToLowerInvariant() ?? "" },
            ["retention"] = passage.Retention.ToFacts(),
            ["reason_for_mail"] = Reason(passage, to),
            [HasEnded] = !passage.Enrolment.IsLive,
            ["of_the_team"] = !passage.Enrolment.BelongsTo(to.Id),
            [HasLinksOnly] = to.PasswordHash is null,
            ["step"] = step is null ? new JsonObject() : Step(step, to),
            ["subject"] = Subject(passage, to, step?.Title ?? "", Who(passage, to, step)),
        };
    }

    /// <summary>What a mail is about and whose it is; "about" names them only to somebody else, and is empty for what is the event's own.</summary>
    public static JsonObject Subject(Passage passage, Person to, string title, string who) =>
        new() { ["title"] = title, ["who"] = who, ["about"] = IsOf(passage.Enrolment, to) || who == passage.Event.Name ? "" : who };

    /// <summary>Whether it is theirs, or their organisation's.</summary>
    static bool IsOf(Enrolment enrolment, Person to) =>
        enrolment.BelongsTo(to.Id) || (enrolment.Organisation is not null && enrolment.Contacts.Exists(contact => contact.PersonId == to.Id));

    /// <summary>Whom a step is about: whose passage it is, or who has an agreement of their own; empty for those themselves.</summary>
    static string Who(Passage passage, Person to, Step? step) =>
        step?.AgreementId is { } agreement && passage.Enrolment.Steps.Find(one => one.AgreementId == agreement && one.ActorPart == Enrolments.Step.RoleHolder) is { ActorId: var holder }
            ? holder == to.Id ? "" : passage.NameOf(holder)
            : passage.Name;

    /// <summary>For mails that belong to nobody's passage but to the event.</summary>
    public static JsonObject OfEvent(Event theEvent, Person to, Uri home, Person? lead, string path, string reason) => new()
    {
        ["person"] = Person(to),
        ["event"] = Event(theEvent, to, home),
        ["hub"] = new JsonObject { ["name"] = theEvent.Host, ["contact"] = lead?.Email ?? "" },
        ["facilitator"] = new JsonObject { ["name"] = lead?.Name ?? "the facilitators", ["email"] = lead?.Email ?? "" },
        ["org"] = new JsonObject { ["name"] = theEvent.Name, ["address"] = theEvent.Place },
        ["action"] = new JsonObject { ["path"] = path },
        ["reason_for_mail"] = reason,
    };

    static string Reason(Passage passage, Person to) => passage.Enrolment switch
    {
        { Organisation: { } organisation } when to.Id == passage.Person.Id || passage.Enrolment.Contacts.Exists(contact => contact.PersonId == to.Id) =>
            $"you speak for {organisation.Name} in {passage.Event.Name}",
        { Organisation: null } when passage.Enrolment.Contacts.Exists(contact => contact.PersonId == to.Id) => $"{passage.Name} named you as somebody who may say yes with them",
        { IsOfEvent: false } when to.Id == passage.Person.Id => $"you applied to {passage.Event.Name}",
        _ => $"you are in the team of {passage.Event.Name}",
    };

    public static JsonObject Person(Person to) => new() { ["called"] = to.Address, ["first_name"] = to.FirstName, ["language"] = to.Language, ["tz"] = to.TimeZone, ["confirmed"] = to.EmailConfirmedAt is not null };

    public static JsonObject Event(Event theEvent, Person to, Uri home) => new()
    {
        ["name"] = theEvent.Name,
        ["place"] = theEvent.Place,
        ["start"] = Day(theEvent.StartsOn, to),
        ["end"] = Day(theEvent.EndsOn, to),
        ["page_url"] = new Uri(home, $"e/{theEvent.Slug}").AbsoluteUri,
        ["call_closes"] = theEvent.CallClosesOn is { } closes ? Day(closes, to) : "",
    };

    /// <summary>The day on which what was agreed with an organisation ends by its notice if it is left now; empty where nothing is in force.</summary>
    public static string AgreementEnds(Passage passage, Person to) => passage.NoticeDays > 0 ? Day(passage.Now.AddDays(passage.NoticeDays), to) : "";

    /// <summary>Lays facts over facts, group by group.</summary>
    public static void Merge(JsonObject all, JsonObject? more)
    {
        foreach (var (name, value) in more ?? [])
        {
            if (value is JsonObject group && all[name] is JsonObject known)
                Merge(known, group);
            else
                all[name] = value?.DeepClone();
        }
    }

    public static JsonObject Step(Step step, Person to) => new()
    {
        ["id"] = step.Key,
        ["title"] = step.Title,
        ["minutes"] = step.Minutes > 0 ? step.Minutes : 10,
        ["due"] = Day(step.DueAt, to),
        ["why_now"] = step.WhyNow,
        ["round"] = step.Round,
        ["purpose"] = new JsonObject
        {
            ["aims_to"] = step.Purpose.AimsTo,
            ["in_order_to"] = step.Purpose.InOrderTo,
            ["in_a_way_that"] = step.Purpose.InAWayThat,
            ["so_that"] = step.Purpose.SoThat,
        },
    };

    /// <summary>"Friday 4 June 2027" in the language of <paramref name="to"/>.</summary>
    public static string Day(DateOnly day, Person to) => day.ToString("dddd d MMMM yyyy", CultureInfo.GetCultureInfo(to.Language));

    public static string Day(DateTimeOffset instant, Person to) => Day(Zones.DayOf(instant, to.TimeZone), to);

    /// <summary>"Friday 4 June 2027, 18:00", on their clocks.</summary>
    public static string Moment(DateTimeOffset instant, Person to) => Zones.Local(instant, to.TimeZone).ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(to.Language));
}
