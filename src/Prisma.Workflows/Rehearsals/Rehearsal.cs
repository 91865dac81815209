using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Plays a pathway with the real application in no time: it moves a virtual clock from one due thing to the next. It sends nothing and leaves nothing behind.</summary>
public static class Rehearsal
{
    const int MostMoments = 1_000;

    static readonly string[] _pathways = [.. Pathway.All];

    public static async Task<Outcome<RehearsalCalendar>> PlayAsync(RehearsalRequest request, string contentFolder, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var problems = new Problems();
        problems.Require(_pathways.Contains(request.Pathway, StringComparer.Ordinal), "pathway", $"“{request.Pathway}” is no pathway that can be rehearsed. There is: {string.Join(", ", _pathways)}.");
        if (problems.Any)
        {
            return problems;
        }

        await using var room = await RehearsalRoom.OpenAsync(contentFolder, InventedEvent.At(request.Start, 9), cancellation);
        var read = new List<string>();
        foreach (var pathway in PlayedWith(request.Pathway))
        {
            var json = await File.ReadAllTextAsync(Path.Combine(contentFolder, "workflows", $"{pathway}.json"), cancellation);
            read.Add(json);
            var import = await room.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, AuditTrail.Prisma, cancellation));
            foreach (var problem in import.Problems.Where(problem => problem.Severity == Severity.Error))
            {
                problems.Add(problem.ActivityId ?? Problems.Whole, problem.Message);
            }
        }

        if (problems.Any)
        {
            return problems;
        }

        var theEvent = await PlayAsync(room, request, signal => read.Exists(json => json.Contains(signal, StringComparison.Ordinal)), cancellation);
        return new RehearsalCalendar(request, theEvent.StartsOn, theEvent.EndsOn, theEvent.TimeZone, await new Diary(room).ReadAsync(cancellation))
        {
            Steps = await room.ReadAsync(db => db.Steps.CountAsync(cancellation)),
            Took = Stopwatch.GetElapsedTime(began),
        };
    }

    /// <summary>The event's own passage begins that of its case study.</summary>
    static string[] PlayedWith(string pathway) => pathway == Pathway.Event ? [Pathway.Event, Pathway.Case] : [pathway];

    static async Task<Event> PlayAsync(RehearsalRoom room, RehearsalRequest request, Predicate<string> isHeard, CancellationToken cancellation)
    {
        var invention = new InventedEvent(room, cancellation);
        var theEvent = await invention.CallAsync(request, PlayedWith(request.Pathway));
        var people = new InventedPeople(room, new InventedAnswers(room.Get<FormLibrary>()), theEvent, cancellation);
        List<PlannedAct> plan = [.. invention.Plan(theEvent, PlayedWith(request.Pathway), isHeard), people.Begin(request.Pathway)];
        for (var moment = 0; await NextAsync(room, plan, cancellation) is { } next; moment++)
        {
            if (moment == MostMoments)
            {
                throw new InvalidOperationException($"The rehearsal of {request.Pathway} does not come to an end; it stands at {room.Clock.GetUtcNow():O}.");
            }

            room.Clock.MoveTo(next);
            await room.Get<ResumeDueTimers>().ExecuteAsync(cancellation);
            await room.Get<ClimbLadders>().ExecuteAsync(cancellation);
            await room.CallAsync<DeliverOutbox>(deliver => deliver.ExecuteAsync(cancellation));
            if (plan.Where(act => act.At <= room.Clock.GetUtcNow()).MinBy(act => act.At) is { } act)
            {
                plan.Remove(act);
                await act.DoAsync();
            }

            plan.AddRange(await people.PlanAsync());
        }

        return theEvent;
    }

    /// <summary>When something is due next: a timer, a rung, a mail or an act; null when all is done.</summary>
    static Task<DateTimeOffset?> NextAsync(RehearsalRoom room, List<PlannedAct> plan, CancellationToken cancellation) => room.ReadAsync(async db =>
    {
        DateTimeOffset?[] due =
        [
            await db.Bookmarks.MinAsync(bookmark => bookmark.DueAt, cancellation),
            await db.Steps.MinAsync(step => step.NextRungAt, cancellation),
            await db.Outbox.Where(mail => mail.State == OutboxState.Pending).MinAsync(mail => (DateTimeOffset?)mail.DueAt, cancellation),
            plan.Count == 0 ? null : plan.Min(act => act.At),
        ];
        return due.Min();
    });
}
