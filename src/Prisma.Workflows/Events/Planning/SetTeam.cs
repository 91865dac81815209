using Prisma.Workflows.Audit;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events.Planning;

/// <summary>Says who holds which part in an event; the new team replaces the old one.</summary>
public sealed class SetTeam(PrismaDbContext db, AuditTrail audit, IEnumerable<ITeamListener> listeners)
{
    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, IReadOnlyList<TeamSeat> team, Actor by, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Signals).Include(one => one.Gatherings).Include(one => one.Team).ThenInclude(member => member.Person).ThenInclude(person => person.Roles).AsSplitQuery().SingleAsync(one => one.Id == eventId, cancellation);
        var wanted = team.Distinct().ToList();
        var ids = wanted.ConvertAll(seat => seat.PersonId);
        var staff = await db.People.Where(person => ids.Contains(person.Id) && person.Roles.Count > 0).ToDictionaryAsync(person => person.Id, cancellation);

        var problems = new Problems();
        problems.Require(wanted.TrueForAll(seat => staff.ContainsKey(seat.PersonId)), "team", "Everybody in a team needs an account. Invite them first.");
        problems.Require(wanted.Count(seat => seat.Part == Part.Lead) <= 1, "team", "An event has one lead facilitator.");
        problems.Require(wanted.Count(seat => seat.Part == Part.StewardDelegate) <= 1, "team", "An event has one steward delegate.");
        if (problems.Any)
            return problems;

        // Whom a hub or a network named has no account and stands on no list here: they stay.
        foreach (var gone in theEvent.Team.Where(member => member.Person.Roles.Count > 0 && !wanted.Contains(new TeamSeat(member.PersonId, member.Part))).ToList())
        {
            theEvent.Team.Remove(gone);
            db.TeamMembers.Remove(gone);
            audit.Tell(theEvent.Story, by.Name, $"{gone.Person.Name} left the team ({PartNames.Of(gone.Part)}).");
        }

        foreach (var seat in wanted.Where(seat => !theEvent.Team.Exists(member => member.PersonId == seat.PersonId && member.Part == seat.Part)).ToList())
        {
            db.TeamMembers.Add(new TeamMember { EventId = eventId, PersonId = seat.PersonId, Part = seat.Part });
            audit.Tell(theEvent.Story, by.Name, $"{staff[seat.PersonId].Name} joined the team ({PartNames.Of(seat.Part)}).");
        }

        theEvent.Revision++;
        foreach (var listener in listeners)
            await listener.HeardAsync(theEvent, cancellation);
        return theEvent;
    }
}
