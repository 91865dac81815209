using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks.Crowds;

/// <summary>People hand in, timers come due and a team reads its lists, all at once, in a full installation. No pages are rendered and no mail is sent.</summary>
static class FullHouseRun
{
    const int People = 10_000;
    const int Timers = 100_000;
    const int Sentences = 1_000_000;
    const int Due = 2_000;
    const int Submits = 800;
    const int Lists = 40;
    const int WarmUp = 40;

    static readonly TimeSpan Wave = TimeSpan.FromSeconds(20);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var house = await FullHouse.FillAsync(People, Timers, Sentences);
        await Load.RunAsync(4, WarmUp, number => SubmitAsync(house, number));
        await ReadListsAsync(house, new Samples(), WarmUp / 10);
        var begin = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1);
        var due = await LetComeDueAsync(house, begin);
        Samples submits = new(), lists = new();
        var timers = WakeAsync(house, begin + Wave + TimeSpan.FromSeconds(2));
        await Task.WhenAll(
            timers,
            Load.RunAsync(4, Submits, number => submits.TimeAsync(() => SubmitAsync(house, WarmUp + number))),
            ReadListsAsync(house, lists, Lists));
        var lags = await LagsAsync(house, due);
        var place = string.Create(CultureInfo.InvariantCulture, $"{People:#,0} live enrolments, {Timers:#,0} timers, {Sentences:#,0} audit rows");
        return
        [
            new Figure($"{place}: a step handed in, four people at once, {Due:#,0} timers coming due within {Wave.TotalSeconds:0} s", $"{submits}", "–", "–", "p95 < 150 ms"),
            new Figure("the same: from a timer’s due time to its burst", $"{lags}, p99 {lags.At(0.99):0} ms", "–", "–", "p99 < 5 s"),
            new Figure("the same: enrolments (first and hundredth page), today, outbox, one enrolment, read for a page", $"{lists}", "–", "–", "p95 < 200 ms"),
        ];
    }

    static async Task SubmitAsync(FullHouse house, int number)
    {
        var enrolmentId = house.Enrolments[number];
        var step = await house.Installation.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Steps.SingleAsync(one => one.EnrolmentId == enrolmentId && one.Key == "PAR-1.2"));
        var answers = new JsonObject { ["track"] = "developer", ["attend"] = "all", ["covenant"] = true };
        var submission = await house.Installation.Operations.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, step.ActorId, answers, CancellationToken.None));
        if (submission != Submission.Accepted)
        {
            throw new InvalidOperationException($"The step of enrolment {enrolmentId} was not open.");
        }
    }

    static async Task ReadListsAsync(FullHouse house, Samples samples, int times)
    {
        var operations = house.Installation.Operations;
        for (var time = 0; time < times; time++)
        {
            await samples.TimeAsync(() => operations.ReadAsync<ListEnrolments, int>(async list => (await list.ExecuteAsync(house.EventId, 0, CancellationToken.None)).Count));
            await samples.TimeAsync(() => operations.ReadAsync<ListEnrolments, int>(async list => (await list.ExecuteAsync(house.EventId, 99, CancellationToken.None)).Count));
            await samples.TimeAsync(() => operations.ReadAsync<ReadToday, int>(async today => (await today.ExecuteAsync(house.LeadId, CancellationToken.None)).Count));
            await samples.TimeAsync(() => operations.ReadAsync<ListOutbox, int>(async outbox => (await outbox.ExecuteAsync(CancellationToken.None)).Count));
            await samples.TimeAsync(() => operations.ReadAsync<ReadEnrolment, bool>(async read => await read.ExecuteAsync(house.Enrolments[^(time + 1)], CancellationToken.None) is not null));
        }
    }

    /// <summary>Some of the timers become due one after another from then on.</summary>
    static async Task<Dictionary<string, DateTimeOffset>> LetComeDueAsync(FullHouse house, DateTimeOffset begin)
    {
        await using (var connection = await Crowd.OpenAsync(house.Installation))
        {
            await Crowd.ExecuteAsync(
                connection,
                "UPDATE Bookmarks SET DueAt = $begin + (rowid % $due) * $step WHERE rowid IN (SELECT Bookmarks.rowid FROM Bookmarks JOIN Instances ON Instances.Id = InstanceId WHERE DefinitionId = $definition LIMIT $due)",
                ("$begin", begin.UtcTicks),
                ("$due", Due),
                ("$step", Wave.Ticks / Due),
                ("$definition", Definitions.Later));
        }

        var last = begin + Wave;
        return await house.Installation.Operations.ReadAsync<PrismaDbContext, Dictionary<string, DateTimeOffset>>(
            db => db.Bookmarks.Where(bookmark => bookmark.DueAt >= begin && bookmark.DueAt <= last).ToDictionaryAsync(bookmark => bookmark.InstanceId, bookmark => bookmark.DueAt!.Value));
    }

    /// <summary>Asks what is due as often as the schedule does.</summary>
    static async Task WakeAsync(FullHouse house, DateTimeOffset until)
    {
        using var ticks = new PeriodicTimer(Schedules.TimersEvery, TimeProvider.System);
        while (TimeProvider.System.GetUtcNow() < until && await ticks.WaitForNextTickAsync())
        {
            await house.Installation.Get<ResumeDueTimers>().ExecuteAsync(Schedules.TimersAtOnce, CancellationToken.None);
        }
    }

    static async Task<Samples> LagsAsync(FullHouse house, Dictionary<string, DateTimeOffset> due)
    {
        var ended = await house.Installation.Operations.ReadAsync<PrismaDbContext, Dictionary<string, DateTimeOffset>>(
            db => db.Instances.Where(instance => instance.DefinitionId == Definitions.Later && instance.FinishedAt != null).ToDictionaryAsync(instance => instance.Id, instance => instance.UpdatedAt));
        var lags = new Samples();
        foreach (var (instance, at) in due)
        {
            lags.Add(ended.TryGetValue(instance, out var woken) ? woken - at : throw new InvalidOperationException($"The timer of {instance} did not wake it."));
        }

        return lags;
    }
}
