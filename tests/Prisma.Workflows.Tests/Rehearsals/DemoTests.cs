using System.Globalization;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>A data folder filled with invented events up to a given hour.</summary>
public sealed class DemoTests
{
    static readonly DateTimeOffset Now = new(2027, 11, 24, 16, 0, 0, TimeSpan.Zero);

    static readonly string[] Phases = ["EV-1", "EV-2", "EV-3", "EV-4", "EV-5", "EV-6", "EV-7"];

    static readonly string[] HubStages = ["HUB-1", "HUB-2", "HUB-3", "HUB-4", "HUB-5", "HUB-6", "HUB-7"];

    [Fact]
    public async Task It_shows_an_event_in_each_phase_a_hub_in_each_stage_and_what_does_not_go_to_plan()
    {
        await using var folder = TemporaryFolder.Create("demo");
        await using var db = await MakeAsync(folder, int.MaxValue);

        var enrolments = await db.Enrolments.Include(one => one.Event).ToListAsync(Cancellation);
        Assert.Equal(Phases, StagesOf(enrolments, Pathway.Event, Pathway.Case));
        Assert.Equal(HubStages, StagesOf(enrolments, Pathway.Hub));
        Assert.Contains(enrolments.GroupBy(one => one.EventId), passages => passages.Count(one => one.Pathway == Pathway.Participant) == 12);
        Assert.Contains(enrolments, one => one.Pathway == Pathway.Participant && one.State == EnrolmentState.Paused);
        Assert.Contains(enrolments, one => one.Pathway == Pathway.Partner && one.State == EnrolmentState.Withdrawn);
        Assert.True(await db.Seats.AnyAsync(seat => seat.State == SeatState.Waitlisted, Cancellation));
        var objected = db.ReviewResponses.Where(response => response.Kind == ResponseKind.Object).Select(response => response.ReviewId);
        Assert.True(await db.Reviews.AnyAsync(review => review.Outcome == "Returned" && objected.Contains(review.Id), Cancellation));
        Assert.False(await db.Outbox.AnyAsync(mail => mail.State == OutboxState.Failed, Cancellation));
    }

    [Fact]
    public async Task It_is_the_same_each_time_and_its_mails_lie_in_the_folder()
    {
        await using var folder = TemporaryFolder.Create("demo");
        await using var another = TemporaryFolder.Create("demo");
        await using var db = await MakeAsync(folder, 35);
        await using var again = await MakeAsync(another, 35);

        var told = await TellAsync(db);
        Assert.Equal(told, await TellAsync(again));
        Assert.Contains("Bread for the Fells, pathway-hub, HUB-1, Active", told);
        Assert.Equal(
            await db.Outbox.CountAsync(mail => mail.State == OutboxState.Sent, Cancellation),
            Directory.GetFiles(Path.Combine(folder.Path, "mail"), "*.eml").Length);
    }

    static async Task<SqlitePrismaDbContext> MakeAsync(TemporaryFolder folder, int oldest)
    {
        var options = new PrismaOptions { DataFolder = folder.Path, ContentFolder = Repository.Root };
        await Demo.MakeAsync(options, Now, "four plain words here", null, Cancellation, oldest);
        return new SqlitePrismaDbContext(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite($"Data Source={Path.Combine(folder.Path, "prisma.db")}").Options);
    }

    static IEnumerable<string> StagesOf(IEnumerable<Enrolment> enrolments, params string[] pathways) =>
        enrolments.Where(one => one.State == EnrolmentState.Active && pathways.Contains(one.Pathway)).Select(one => one.StageKey).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Who stands where, who was asked what and when, and what was sent.</summary>
    static async Task<List<string>> TellAsync(SqlitePrismaDbContext db)
    {
        var passages = await db.Enrolments.Select(one => $"{one.Event.Name}, {one.Pathway}, {one.StageKey}, {one.State}").ToListAsync(Cancellation);
        var steps = await db.Steps.Join(db.People, step => step.ActorId, person => person.Id, (step, person) => new { step.Key, step.State, step.OpenedAt, person.Email }).ToListAsync(Cancellation);
        return
        [
            .. passages.Order(StringComparer.Ordinal),
            .. steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.OpenedAt:O} {step.Key} {step.Email} {step.State}")).Order(StringComparer.Ordinal),
        ];
    }
}
