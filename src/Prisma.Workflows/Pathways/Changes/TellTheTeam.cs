using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Tells those of the team whom no passage of theirs will tell.</summary>
public sealed class TellTheTeam(PassageTools tools)
{
    public async Task ExecuteAsync(Event theEvent, EventChange change, Actor by, CancellationToken cancellation)
    {
        var concerned = ChangeRules.Concerned(tools.Db, theEvent.Id).Where(one => one.Pathway != Pathway.Event && one.Pathway != Pathway.Case);
        var unheard = await UnsentMails.OfTeamAsync(tools.Db, change, cancellation);
        var told = await concerned.Select(one => one.PersonId).Concat(concerned.SelectMany(one => one.Contacts).Select(contact => contact.PersonId)).ToListAsync(cancellation);
        foreach (var person in theEvent.Team.Select(member => member.Person).DistinctBy(person => person.Id).Where(person => person.Id != by.PersonId && !told.Contains(person.Id) && IsNews(change, person, unheard)))
        {
            var facts = ChangeRules.Facts(theEvent, person, tools.Home, $"/e/{theEvent.Slug}");
            MailFacts.Merge(facts, Facts(theEvent, change, person, unheard));
            tools.Outbox.Owe(new OwedMail(change.Kind switch { ChangeKind.Cancellation => "E24t", ChangeKind.Move => "E23", _ => "E23b" }, person.Id, PurposeOf(change.Id), facts));
        }
    }

    internal static string PurposeOf(Guid changeId) => $"told-{changeId:N}";

    /// <summary>What the mails about a cancellation, other days or a pause name; nobody is asked by them.</summary>
    /// <param name="unheard">From which days it moves for whoever heard of no move before this one.</param>
    internal static JsonObject Facts(Event theEvent, EventChange change, Person to, IReadOnlyDictionary<Guid, KnownDays>? unheard = null) => change.Kind switch
    {
        ChangeKind.Cancellation => new JsonObject { ["cancelled"] = new JsonObject { ["why"] = change.Reason, ["money"] = change.Money, ["late"] = change.ProposedAt > Zones.EndOf(theEvent.EndsOn, theEvent.TimeZone) } },
        ChangeKind.Move => new JsonObject { ["moved"] = Moved(change, to, unheard, isOnlyTold: true) },
        _ => new JsonObject { ["paused"] = new JsonObject { ["why"] = change.Reason, ["next_word"] = change.WaitsUntil is { } day ? MailFacts.Day(day, to) : "" } },
    };

    /// <summary>What a mail about other days says of those that were: the first, or the last where it alone changes.</summary>
    internal static JsonObject Moved(EventChange change, Person to, IReadOnlyDictionary<Guid, KnownDays>? unheard, bool isOnlyTold)
    {
        var known = KnownTo(to, change, unheard);
        var beginsAsKnown = known.First == change.NewStartsOn;
        return new JsonObject
        {
            ["from"] = beginsAsKnown ? "" : MailFacts.Day(known.First, to),
            ["until"] = beginsAsKnown ? MailFacts.Day(known.Last, to) : "",
            [KnownDays.Fact] = known.Write(),
            ["why"] = change.Reason,
            ["only_told"] = isOnlyTold,
        };
    }

    /// <summary>Whether it changes anything for them: moved there and back before they heard of it, it does not.</summary>
    internal static bool IsNews(EventChange change, Person to, IReadOnlyDictionary<Guid, KnownDays>? unheard) =>
        change.Kind != ChangeKind.Move || KnownTo(to, change, unheard) != new KnownDays(change.NewStartsOn!.Value, change.NewEndsOn!.Value);

    static KnownDays KnownTo(Person to, EventChange change, IReadOnlyDictionary<Guid, KnownDays>? unheard) =>
        unheard?.GetValueOrDefault(to.Id) ?? new KnownDays(change.OldStartsOn!.Value, change.OldEndsOn!.Value);
}
