using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>The lead of an event whose days passed while nobody said that it goes (G4): some days later they say that it took place, cancel it, or move it late.</summary>
sealed class UnrulyDays(RehearsalRoom room, IReadOnlyList<Play> plays, UnrulyManners manners, Random random)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    DateTimeOffset Now => room.Clock.GetUtcNow();

    /// <summary>What each of those who are asked by now says.</summary>
    public async Task<IReadOnlyList<string>> SayAsync()
    {
        var said = new List<string>();
        foreach (var id in plays.Select(play => play.Event.Id))
        {
            var theEvent = await room.ReadAsync(db => Event.WithTeamAsync(db, id, Cancellation));
            if (EventClock.IsUnsaid(theEvent, Now) && theEvent is { PausedAt: null, Lead: { } lead } && random.NextDouble() < 0.15)
                said.Add(await SayAsync(theEvent, new Actor(lead.Id, lead.Name)));
        }

        return said;
    }

    Task<string> SayAsync(Event theEvent, Actor lead) => random.Next(4) switch
    {
        0 => CancelAsync(theEvent, lead),
        1 => MoveAsync(theEvent, lead),
        _ => TookPlaceAsync(theEvent, lead),
    };

    async Task<string> TookPlaceAsync(Event theEvent, Actor lead)
    {
        var said = await room.RunAsync<SayTookPlace, Outcome<Event>>(say => say.ExecuteAsync(theEvent.Id, lead, Cancellation));
        return $"{theEvent.Name} took place: {Words(said)}";
    }

    async Task<string> CancelAsync(Event theEvent, Actor lead)
    {
        var cancelled = await room.RunAsync<CancelEvent, Outcome<EventChange>>(cancel => cancel.ExecuteAsync(theEvent.Id, "The river has taken the meadow.", "", theEvent.Name, lead, Cancellation));
        return $"{theEvent.Name} did not take place: {Words(cancelled)}";
    }

    /// <summary>Mostly somebody agrees at once, and at times the four are silent once more.</summary>
    async Task<string> MoveAsync(Event theEvent, Actor lead)
    {
        var first = Zones.DayOf(Now, theEvent.TimeZone).AddDays(random.Next(20, 120));
        var last = first.AddDays(theEvent.EndsOn.DayNumber - theEvent.StartsOn.DayNumber);
        var moved = await room.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.ExecuteAsync(theEvent.Id, first, last, "Nobody came, the road was under water.", lead, Cancellation));
        if (random.Next(2) == 0)
            manners.Silent.Remove(theEvent.Id);
        if (moved.Value is not { State: ChangeState.Proposed } change || random.Next(4) == 0 || theEvent.Team.Find(member => member.PersonId != lead.PersonId && ChangeRules.StewardParts.Contains(member.Part)) is not { } steward)
            return $"{theEvent.Name} moves late: {Words(moved)}";
        var agreed = await room.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.AnswerAsync(change.Id, true, new Actor(steward.PersonId, steward.Person.Name), Cancellation));
        return $"{theEvent.Name} moves late to {first:yyyy-MM-dd}: {Words(agreed)}";
    }

    static string Words<T>(Outcome<T> done)
        where T : class => done.IsDone ? "done" : string.Join(' ', done.Problems.Select(one => one.Value));
}
