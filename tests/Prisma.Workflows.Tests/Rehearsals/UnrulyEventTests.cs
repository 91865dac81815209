using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Rehearsals.Invention;
using Prisma.Workflows.Runtime.Watch;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>Events in which people do whatever they may, and more than anybody would: nothing breaks, and nobody is left without something that will happen.</summary>
public sealed class UnrulyEventTests(ITestOutputHelper output)
{
    static readonly DateOnly _start = new(2027, 3, 10);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Even ones are also moved, interrupted and asked about.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Whatever_people_do_nobody_is_left_without_something_that_will_happen(int seed)
    {
        var random = new Random(seed);
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_start, 9), Cancellation);
        var problems = new Problems();
        await Rehearsal.ImportAsync(room, Pathway.All, Repository.Root, problems, Cancellation);
        Assert.False(problems.Any);
        var request = new RehearsalRequest(RehearsalRequest.WholeEvent, _start, (Profile)(seed % 3)) { Participants = 10, Seats = 6, SetsTimes = true, Seed = seed };
        var manners = new UnrulyManners(room.Get<FormLibrary>(), seed, 0.02 + (random.NextDouble() * 0.2));
        var play = new UnrulyPlay(room, await Play.BeginAsync(room, request, Setting.Orrin, _ => true, Cancellation, manners), random);
        try
        {
            await play.PlayAsync(isChaos: seed % 2 == 0);
        }
        finally
        {
            output.WriteLine(string.Join('\n', play.Log));
        }

        await AssertNobodyIsLeftAsync(room);
        await AssertAllIsInOrderAsync(room);
    }

    /// <summary>Whoever is on the way is asked for something or waits for a day; a way that failed says why to somebody who can mend it.</summary>
    static async Task AssertNobodyIsLeftAsync(RehearsalRoom room)
    {
        Assert.Empty(await room.Get<FindStuck>().ExecuteAsync(Cancellation));
        var runs = (await room.ReadAsync(db => db.Instances.Select(one => one.State).ToListAsync(Cancellation))).Select(state => InstanceJson.Read(state)).ToDictionary(run => run.Id);
        var live = await room.ReadAsync(db => db.Enrolments.Include(one => one.Steps).Where(one => one.LiveKey != null).ToListAsync(Cancellation));
        Assert.All(live, one => Assert.True(
            one.Steps.Exists(step => step.IsOpen) || runs[one.InstanceId].Bookmarks.Any(bookmark => bookmark.DueAt is not null) || runs[one.InstanceId].Incidents.Count > 0,
            $"{one.Pathway} stands in “{one.StageTitle}”, and nothing will happen."));
        Assert.All(runs.Values.SelectMany(run => run.Incidents), incident => Assert.EndsWith("Name one on the event's page.", incident.Message, StringComparison.Ordinal));
    }

    static async Task AssertAllIsInOrderAsync(RehearsalRoom room)
    {
        var stories = await room.ReadAsync(db => db.Audit.OrderBy(entry => entry.Number).ToListAsync(Cancellation));
        Assert.All(stories.GroupBy(entry => entry.Story, StringComparer.Ordinal), story => Assert.Null(AuditTrail.FirstBroken(story)));
        Assert.Equal(
            await room.ReadAsync(db => db.Seats.CountAsync(seat => seat.State == SeatState.Reserved || seat.State == SeatState.Confirmed, Cancellation)),
            await room.ReadAsync(db => db.SeatPools.SumAsync(pool => pool.Taken, Cancellation)));
        Assert.Empty(await room.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Failed).Select(mail => mail.Template + ": " + mail.LastError).ToListAsync(Cancellation)));
        Assert.Empty(await room.ReadAsync(db => db.Steps.Where(step => step.State == StepState.Open && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.LiveKey == null)).Select(step => step.Key).ToListAsync(Cancellation)));
        Assert.Empty(await room.ReadAsync(db => db.Steps.Where(step => step.State == StepState.Open && step.BookmarkId != "" && !db.Bookmarks.Any(one => one.Id == step.BookmarkId)).Select(step => step.Key).ToListAsync(Cancellation)));
    }
}
