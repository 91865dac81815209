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
        foreach (var person in theEvent.Team.Select(member => member.Person).DistinctBy(person => person.Id).Where(person => person.Id != by.PersonId && !told.Contains(person.Id)))
        {
            var facts = ChangeRules.Facts(theEvent, person, tools.Home, $"/e/{theEvent.Slug}");
            MailFacts.Merge(facts, Facts(theEvent, change, person, unheard));
            tools.Outbox.Owe(new OwedMail(change.Kind switch { ChangeKind.Cancellation => "E24t", ChangeKind.Move => "E23", _ => "E23b" }, person.Id, PurposeOf(change.Id), facts));
        }
    }

    internal static string PurposeOf(Guid changeId) => $"told-{changeId:N}";

    /// <summary>What the mails about a cancellation, other days or a pause name; nobody is asked by them.</summary>
    /// <param name="unheard">From which day it moves for whoever heard of no move before this one.</param>
    internal static JsonObject Facts(Event theEvent, EventChange change, Person to, IReadOnlyDictionary<Guid, string>? unheard = null) => change.Kind switch
    {
        ChangeKind.Cancellation => new JsonObject { ["cancelled"] = new JsonObject { ["why"] = change.Reason, ["money"] = change.Money, ["late"] = change.ProposedAt > Zones.EndOf(theEvent.EndsOn, theEvent.TimeZone) } },
        ChangeKind.Move => new JsonObject { ["moved"] = new JsonObject { ["from"] = From(change, to, unheard), ["why"] = change.Reason, ["only_told"] = true } },
        _ => new JsonObject { ["paused"] = new JsonObject { ["why"] = change.Reason, ["next_word"] = change.WaitsUntil is { } day ? MailFacts.Day(day, to) : "" } },
    };

    /// <summary>The first day as they know it.</summary>
    internal static string From(EventChange change, Person to, IReadOnlyDictionary<Guid, string>? unheard) => unheard?.GetValueOrDefault(to.Id) ?? MailFacts.Day(change.OldStartsOn!.Value, to);
}
