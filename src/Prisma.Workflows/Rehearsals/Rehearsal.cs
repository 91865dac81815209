using System.Diagnostics;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways.Rules;
using Prisma.Workflows.People;
using Prisma.Workflows.Rehearsals.Invention;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Wordings;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Plays a pathway, or a whole event, with the real application in no time: it moves a virtual clock from one due thing to the next. It sends nothing and leaves nothing behind.</summary>
public static class Rehearsal
{
    const int MostMoments = 100_000;

    static readonly string[] _pathways = [.. Pathway.All];

    /// <param name="contentFolder">Where workflows/ and templates/ are.</param>
    /// <param name="progress">Told the virtual day whenever it changes; null where nobody looks.</param>
    public static Task<Outcome<RehearsalCalendar>> PlayAsync(RehearsalRequest request, string contentFolder, IProgress<DateOnly>? progress = null, CancellationToken cancellation = default) =>
        PlayAsync(request, contentFolder, _ => Task.CompletedTask, progress, cancellation);

    /// <summary>The same, and lets somebody look at what is in the room when all is over.</summary>
    internal static async Task<Outcome<RehearsalCalendar>> PlayAsync(
        RehearsalRequest request, string contentFolder, Func<RehearsalRoom, Task> look, IProgress<DateOnly>? progress, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var problems = Check(request);
        if (problems.Any)
            return problems;
        var warmUpWith = FileOf(Play.PlayedWith(request.Pathway)[0], contentFolder);
        await using var room = await RehearsalRoom.OpenAsync(contentFolder, InventedEvent.At(request.Start, 9), cancellation, warmUpWith: File.Exists(warmUpWith) ? warmUpWith : null);
        await SpeakAsync(room, request.Own.Words, cancellation);
        var read = await ImportAsync(room, Play.PlayedWith(request.Pathway), contentFolder, problems, cancellation, request);
        if (problems.Any)
            return problems;
        var play = await Play.BeginAsync(room, request, Setting.Orrin, signal => read.Exists(json => IsHeard(json, signal)), cancellation);
        await RunAsync(room, [play], null, progress, cancellation);
        await look(room);
        return new RehearsalCalendar(request, play.Event.StartsOn, play.Event.EndsOn, play.Event.TimeZone, await new Diary(room).ReadAsync(cancellation))
        {
            Steps = await room.ReadAsync(db => db.Steps.CountAsync(cancellation)),
            Report = request.IsWholeEvent ? await new EventDiary(room, play).ReadAsync(cancellation) : null,
            Took = Stopwatch.GetElapsedTime(began),
        };
    }

    /// <summary>Whether people walk what is drawn; the shipped pathways with the people they are meant for, others with the lead of an event.</summary>
    public static bool CanPlay(string json) => DefinitionJson.Read(json).IsPathway();

    /// <summary>It waits for that by its name, or, once the days have come, for the word that the event goes.</summary>
    static bool IsHeard(string json, string signal) => json.Contains(signal, StringComparison.Ordinal)
        || (SignalNames.OfTheDays.Contains(signal) && json.Contains("onceItGoes", StringComparison.Ordinal));

    static Problems Check(RehearsalRequest request)
    {
        var problems = new Problems();
        problems.Require(
            request.Start.Year is >= RelativeDate.FirstYear and <= RelativeDate.LastYear,
            "start",
            $"The first day of a rehearsal lies in the years {RelativeDate.FirstYear} to {RelativeDate.LastYear}. Choose such a day.");
        problems.Require(Enum.IsDefined(request.Profile), "profile", $"An event has one of these paces: {string.Join(", ", Enum.GetValues<Profile>().Select(ProfileNames.Of))}. Choose one.");
        problems.Require(
            request.IsWholeEvent || _pathways.Contains(request.Pathway, StringComparer.Ordinal) || (request.Drawn is { } drawn && CanPlay(drawn)),
            "pathway",
            $"“{request.Pathway}” is no pathway that can be rehearsed. There is: {string.Join(", ", _pathways)}; or {RehearsalRequest.WholeEvent} for all of them together.");
        problems.Require(
            !request.IsWholeEvent || request.Participants is >= 1 and <= RehearsalRequest.MostParticipants,
            "participants",
            $"An event can be played with 1 to {RehearsalRequest.MostParticipants} participants.");
        problems.Require(
            request.Seats is null or (>= EventDetails.FewestSeats and <= EventDetails.MostSeats),
            "seats",
            $"An event can be played with {EventDetails.FewestSeats} to {EventDetails.MostSeats} seats.");
        return problems;
    }

    static async Task SpeakAsync(RehearsalRoom room, IReadOnlyList<NewWording> words, CancellationToken cancellation)
    {
        foreach (var wording in words)
        {
            await room.RunAsync<WordingBook, bool>(async book =>
            {
                await book.AdoptAsync(wording, "For a rehearsal.", Actor.Prisma, cancellation);
                return true;
            });
        }

        await room.CallAsync<PublishedWords>(published => published.ListenAsync(cancellation));
    }

    /// <summary>Publishes the shipped definitions, or what stands or is drawn instead of them, then what these name, and answers with the text of the pathways.</summary>
    internal static async Task<List<string>> ImportAsync(RehearsalRoom room, IEnumerable<string> pathways, string contentFolder, Problems problems, CancellationToken cancellation, RehearsalRequest? request = null)
    {
        var own = request?.Own.Definitions ?? OwnContent.None.Definitions;
        var (read, wanted) = (new List<string>(), pathways.ToList());
        for (var next = 0; next < wanted.Count; next++)
        {
            var json = wanted[next] == request?.Pathway && request.Drawn is { } drawn ? drawn
                : own.GetValueOrDefault(wanted[next]) ?? await File.ReadAllTextAsync(FileOf(wanted[next], contentFolder), cancellation);
            read.Add(json);
            wanted.AddRange(own.Keys.Where(id => json.Contains($"\"{id}\"", StringComparison.Ordinal)).Except(wanted, StringComparer.Ordinal));
            var import = await room.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, AuditTrail.Prisma, cancellation));
            foreach (var problem in import.Problems.Where(problem => problem.Severity == Severity.Error))
                problems.Add(problem.ActivityId ?? Problems.Whole, problem.Message);
        }

        return read;
    }

    static string FileOf(string pathway, string contentFolder) => Path.Combine(contentFolder, "workflows", $"{pathway}.json");

    /// <summary>Plays until nothing is due any more, or until the given moment.</summary>
    internal static async Task RunAsync(RehearsalRoom room, IReadOnlyList<Play> plays, DateTimeOffset? until, IProgress<DateOnly>? progress, CancellationToken cancellation)
    {
        for (var moment = 0; NextOf(room.Feel(), plays) is { } next && !(next > until); moment++)
        {
            if (moment == MostMoments)
                throw new InvalidOperationException($"The rehearsal does not come to an end; it stands at {room.Clock.GetUtcNow():O}.");
            var last = room.Clock.GetUtcNow();
            room.Clock.MoveTo(next);
            Report(progress, last, room.Clock.GetUtcNow());
            var hasWoken = await WakeAsync(room, cancellation);
            foreach (var play in plays)
                await play.GoOnAsync(hasWoken);
        }
    }

    /// <summary>Timers, then rests that are over, rungs and mails, as the jobs would; asking each of them at every moment would take most of the time. True where anything but a mail was due.</summary>
    static async Task<bool> WakeAsync(RehearsalRoom room, CancellationToken cancellation)
    {
        var (now, due) = (room.Clock.GetUtcNow(), room.Feel());
        if (due.Timer <= now)
            await room.Get<ResumeDueTimers>().ExecuteAsync(cancellation);
        if (due.Rest <= now)
            await room.Get<EndRests>().ExecuteAsync(cancellation);
        if (due.Rung <= now)
            await room.Get<ClimbLadders>().ExecuteAsync(cancellation);

        // What has woken may have owed a mail.
        var hasWoken = due.Timer <= now || due.Rest <= now || due.Rung <= now;
        if ((hasWoken ? room.Feel() : due).Mail <= now)
            await room.CallAsync<DeliverOutbox>(deliver => deliver.ExecuteAsync(cancellation));
        return hasWoken;
    }

    /// <summary>What somebody meant to do before now is done now: the clock, which never goes back, says which day it is.</summary>
    static void Report(IProgress<DateOnly>? progress, DateTimeOffset last, DateTimeOffset now)
    {
        if (progress is not null && Zones.DayOf(now, InventedEvent.TimeZone) is var day && day != Zones.DayOf(last, InventedEvent.TimeZone))
            progress.Report(day);
    }

    /// <summary>When something is due next: a timer, the end of a rest, a rung, a mail, or what somebody means to do; null when all is done.</summary>
    static DateTimeOffset? NextOf(Pulse due, IReadOnlyList<Play> plays) => new[] { due.Timer, due.Rest, due.Rung, due.Mail, plays.Min(play => play.NextAt) }.Min();
}
