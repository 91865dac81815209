using System.Diagnostics;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Web.Tests.Durability;

/// <summary>Two nodes over PostgreSQL share a burst of mails, and one of them is killed in the middle: nothing is lost, and at most the mail that was in flight is a doubt.</summary>
public sealed class KilledNodeTests
{
    const int Mails = 400;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Nobody_gets_a_mail_twice_and_none_is_lost_but_at_most_the_one_in_flight_is_a_doubt()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var database = await Database.CreateAsync(DatabaseProvider.PostgreSql);
        await using var folder = TemporaryFolder.Create("nodes");
        await using var first = new ScriptedSmtpServer();
        await using var second = new ScriptedSmtpServer();
        string[] over = ["--Database:Provider", "PostgreSql", "--Database:ConnectionString", database.ConnectionString];
        using var dying = await HostProcess.StartAsync(folder.Path, first.Port, Cancellation, over);
        using var other = await HostProcess.StartAsync(folder.Path, second.Port, Cancellation, over);
        await OweAsync(database);

        await UntilAsync(() => Task.FromResult(first.Mails.Count > 20 && second.Mails.Count > 20));
        dying.Kill();
        await UntilAsync(async () =>
        {
            await using var db = database.Open();
            return !await db.Outbox.AnyAsync(mail => mail.State == OutboxState.Pending, Cancellation) && await db.Outbox.CountAsync(mail => mail.State == OutboxState.Sending, Cancellation) <= 1;
        });

        await using var after = database.Open();
        var owed = await after.Outbox.ToListAsync(Cancellation);
        var inFlight = owed.Where(mail => mail.State != OutboxState.Sent).Select(mail => mail.MessageId.Trim('<', '>')).ToList();
        var arrived = first.Mails.Concat(second.Mails).Select(HostProcess.IdOf).ToList();
        Assert.Equal(Mails, owed.Count);
        Assert.InRange(inFlight.Count, 0, 1);
        Assert.All(owed, mail => Assert.True(mail.State is OutboxState.Sent or OutboxState.Sending or OutboxState.MaybeSent, mail.State.ToString()));
        Assert.Equal(arrived.Count, arrived.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(owed.Select(mail => mail.MessageId.Trim('<', '>')).Except(arrived, StringComparer.Ordinal).Except(inFlight, StringComparer.Ordinal));
    }

    static async Task OweAsync(Database database)
    {
        await using var db = database.Open();
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < Mails; number++)
        {
            var person = new Person { FirstName = $"Walker{number}", Email = $"walker-{number}@fern.example", CreatedAt = now };
            db.People.Add(person);
            db.Outbox.Add(new OutboxMessage
            {
                Key = $"burst-{number}",
                PersonId = person.Id,
                Template = "E76",
                Facts = """{"person":{"called":"Walker","first_name":"Walker","language":"en"},"hub":{"name":"Orrin","contact":""},"org":{"name":"Orrin","address":""},"reason_for_mail":"somebody asked for it","forgot":true}""",
                CreatedAt = now,
                DueAt = now,
                MessageId = $"<burst-{number}@orrin.example>",
            });
        }

        await db.SaveChangesAsync(Cancellation);
    }

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var clock = Stopwatch.StartNew(); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation))
        {
            Assert.True(clock.Elapsed < Patience);
        }
    }
}
