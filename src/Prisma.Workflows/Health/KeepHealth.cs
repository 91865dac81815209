using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Health.Checks;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Invitations;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Health;

/// <summary>Keeps what a look has found, and owes the administrators the mail of it (E67): once for each ailment that lasts, and again each week while it does.</summary>
sealed class KeepHealth(PrismaDbContext db, Outbox outbox, IOptions<PrismaOptions> prisma, IOptions<MailOptions> mail, TimeProvider time)
{
    /// <summary>How long something is not well before it is told, and well before it is forgotten: of two nodes, only one may see it.</summary>
    internal static readonly TimeSpan Settles = TimeSpan.FromMinutes(30);

    static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(7);

    /// <summary>Answers with what was not known before.</summary>
    public async Task<IReadOnlyList<Ailment>> ExecuteAsync(HealthReport report, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var held = await db.Settings.AnyAsync(setting => setting.Key == Offline.Key, cancellation);
        var told = held ? [] : await db.Administrators().ToListAsync(cancellation);
        IReadOnlyList<Ailment> unknown = [];
        await HealthRecord.ChangeAsync(
            db,
            now,
            record =>
            {
                var found = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
                    .Select(entry => (record.Ailments.FirstOrDefault(known => known.Check == entry.Key && known.Since <= now) ?? new Ailment(entry.Key, "", now, now)) with { Sentence = SentenceOf(entry.Value), SeenAt = now }).ToList();
                unknown = [.. found.ExceptBy(record.Ailments.Select(known => known.Check), one => one.Check)];
                found.AddRange(record.Ailments.Where(known => (now - known.SeenAt).Duration() < Settles).ExceptBy(found.Select(one => one.Check), known => known.Check));
                return record with
                {
                    LookedAt = now,
                    Ailments = Tell(found, report, told, now),
                    OfflineDeclared = held ? record.OfflineDeclared : null,
                };
            },
            cancellation);
        return unknown;
    }

    List<Ailment> Tell(List<Ailment> ailments, HealthReport report, List<Person> told, DateTimeOffset now)
    {
        var lasting = ailments.FindAll(one => one.SeenAt - one.Since >= Settles);
        if (told is [] || !lasting.Exists(one => one.ToldAt is not { } before || (now - before).Duration() >= ToldAgainAfter))
            return ailments;
        var purpose = string.Create(CultureInfo.InvariantCulture, $"health-{now:yyyyMMddHHmm}");
        foreach (var person in told)
            outbox.Owe(new OwedMail("E67", person.Id, purpose, Facts(person, told[0].Email, lasting, report)));
        return ailments.ConvertAll(one => lasting.Contains(one) ? one with { ToldAt = now } : one);
    }

    JsonObject Facts(Person person, string contact, List<Ailment> lasting, HealthReport report)
    {
        var facts = HouseFacts.Of(mail.Value, person.Address, person.Language, contact, "you look after this installation");
        facts["action"] = new JsonObject { ["path"] = "/status" };
        facts["health"] = new JsonObject
        {
            ["instance"] = new Uri(prisma.Value.PublicUrl).Host,
            ["failing"] = new JsonArray([.. lasting.Select(one => (JsonNode)one.Sentence)]),
            ["well"] = new JsonArray([.. report.Entries.Where(entry => entry.Key is BackupCheck.Name or MailsCheck.Name && entry.Value.Status == HealthStatus.Healthy).Select(entry => (JsonNode)SentenceOf(entry.Value))]),
        };
        return facts;
    }

    static string SentenceOf(HealthReportEntry entry) => entry.Description ?? entry.Exception?.Message ?? "";
}
