using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>A rehearsed event: what it printed, and what the product kept of it.</summary>
public sealed record PlayedEvent(RehearsalCalendar Calendar, List<Enrolment> Enrolments, List<Review> Reviews, List<OutboxMessage> Mails, Dictionary<Guid, Person> People, TemplateLibrary Templates, LadderLibrary Ladders)
{
    public IEnumerable<Step> Steps => Enrolments.SelectMany(one => one.Steps);

    /// <summary>What somebody found in their mailbox.</summary>
    public IEnumerable<OutboxMessage> Sent => Mails.Where(mail => mail.State == OutboxState.Sent).OrderBy(mail => mail.SentAt);

    /// <summary>Whether it answers its recipient: they asked for it, handed something in, wrote in or stepped out within the minute.</summary>
    public bool HasJustActed(OutboxMessage mail)
    {
        return mail.Template is "E16c" or "E71" || Steps.Any(step => step.ActorId == mail.PersonId && IsThen(step.ClosedAt)) || Enrolments.Exists(one => one.PersonId == mail.PersonId && (IsThen(one.CreatedAt) || IsThen(one.EndedAt)));

        bool IsThen(DateTimeOffset? act) => act <= mail.SentAt && act > mail.SentAt - TimeSpan.FromMinutes(1);
    }

    public string Tell(OutboxMessage mail) => $"{mail.Template} to {People[mail.PersonId].Name}, owed {mail.CreatedAt:O}, sent {mail.SentAt:O}";

    public static async Task<PlayedEvent> PlayAsync(RehearsalRequest request, IProgress<DateOnly>? progress = null)
    {
        PlayedEvent? kept = null;
        var played = await Rehearsal.PlayAsync(request, Repository.Root, async room => kept = await ReadAsync(room), progress, TestContext.Current.CancellationToken);
        Assert.True(played.IsDone, string.Join(" ", played.Problems.Select(problem => problem.Value)));
        return kept! with { Calendar = played.Value };
    }

    static Task<PlayedEvent> ReadAsync(RehearsalRoom room) => room.ReadAsync(async db => new PlayedEvent(
        null!,
        await db.Enrolments.Include(one => one.Steps).Include(one => one.Contacts).ToListAsync(),
        await db.Reviews.ToListAsync(),
        await db.Outbox.ToListAsync(),
        await db.People.ToDictionaryAsync(person => person.Id),
        room.Get<TemplateLibrary>(),
        room.Get<LadderLibrary>()));

    /// <summary>Each event once for all who look at it.</summary>
    public sealed class Shelf
    {
        readonly Dictionary<RehearsalRequest, PlayedEvent> _played = [];

        public async Task<PlayedEvent> TakeAsync(RehearsalRequest request) =>
            _played.TryGetValue(request, out var played) ? played : _played[request] = await PlayAsync(request);
    }
}
