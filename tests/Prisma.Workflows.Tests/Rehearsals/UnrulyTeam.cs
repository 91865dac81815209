using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>The people of an event's team, who leave it, come back and step in for one another; at times nobody does.</summary>
sealed class UnrulyTeam(RehearsalRoom room, Guid eventId, Random random)
{
    static readonly Part[] _held =
    [
        Part.Lead, Part.Facilitator, Part.Enrolment, Part.Potential, Part.Enacting, Part.Evaluating, Part.Infrastructuring,
        Part.StewardDelegate, Part.Steward, Part.TrustNode, Part.CareHolder, Part.Operator, Part.Scribe,
    ];

    static readonly string[] _others = ["Alva", "Berit", "Cyrus", "Doro"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All get an account, and so do a few who are in no team yet.</summary>
    public Task InviteAsync() => room.RunAsync<PrismaDbContext, bool>(async db =>
    {
        var now = room.Clock.GetUtcNow();
        foreach (var name in _others)
            db.People.Add(new Person { FirstName = name, LastName = "Rush", Email = $"{name}@orrin.example".ToLowerInvariant(), TimeZone = "Europe/Lisbon", CreatedAt = now });
        await db.SaveChangesAsync(Cancellation);
        foreach (var person in await db.People.Include(one => one.Roles).Where(one => one.Email.EndsWith("@orrin.example")).ToListAsync(Cancellation))
            db.RoleGrants.Add(new RoleGrant { PersonId = person.Id, Role = person.FirstName == _others[0] ? Role.Steward : Role.Facilitator, GrantedAt = now });
        return true;
    });

    /// <summary>Somebody goes, with or without another in their place, or somebody comes.</summary>
    public async Task<string> ChangeAsync()
    {
        var (team, people) = await ReadAsync();
        if (team.Count == 0)
            return await FillAsync();
        var (leaver, other) = (team[random.Next(team.Count)].PersonId, people[random.Next(people.Count)]);
        var stay = team.FindAll(seat => seat.PersonId != leaver);
        return random.Next(3) switch
        {
            0 => await SetAsync(stay, $"{people.Find(one => one.Id == leaver)!.Name} left the team"),
            1 => await SetAsync(team.ConvertAll(seat => seat.PersonId == leaver ? seat with { PersonId = other.Id } : seat), $"{people.Find(one => one.Id == leaver)!.Name} made room for {other.Name}"),
            _ => await SetAsync([.. team, .. Missing(team).Take(2).Select(part => new TeamSeat(other.Id, part))], $"{other.Name} came to the team"),
        };
    }

    /// <summary>Every part that nobody holds is given to somebody.</summary>
    public async Task<string> FillAsync()
    {
        var (team, people) = await ReadAsync();
        return await SetAsync([.. team, .. Missing(team).Select(part => new TeamSeat(people[random.Next(people.Count)].Id, part))], "the team is whole");
    }

    static IEnumerable<Part> Missing(List<TeamSeat> team) => _held.Where(part => !team.Exists(seat => seat.Part == part));

    Task<(List<TeamSeat> Team, List<Person> People)> ReadAsync() => room.ReadAsync(async db => (
        (await db.TeamMembers.Where(one => one.EventId == eventId && one.Person.Roles.Count > 0).OrderBy(one => one.Person.Email).ThenBy(one => one.Part).ToListAsync(Cancellation)).ConvertAll(one => new TeamSeat(one.PersonId, one.Part)),
        await db.People.AsNoTracking().Where(one => one.Roles.Count > 0).OrderBy(one => one.Email).ToListAsync(Cancellation)));

    async Task<string> SetAsync(IReadOnlyList<TeamSeat> team, string what)
    {
        var set = await room.RunAsync<SetTeam, Outcome<Event>>(use => use.ExecuteAsync(eventId, team, Actor.Prisma, Cancellation));
        return $"{what}: {(set.IsDone ? "done" : string.Join(' ', set.Problems.Select(one => one.Value)))}";
    }
}
