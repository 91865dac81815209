using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether no mail has waited for more than six hours after it was due, or somebody has said that the house is offline (domain.md §18.4).</summary>
sealed class MailsCheck(PrismaDbContext db, ListOutbox outbox, IOptions<MailOptions> options, TimeProvider time) : IHealthCheck
{
    public const string Name = "Mails";

    static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var then = time.GetUtcNow() - Longest;

        // What was tried is due again later, each time; it waits since the first try.
        var waiting = await db.Outbox.CountAsync(
            mail => mail.State == OutboxState.Pending && (mail.DueAt < then || (mail.Attempts > 0 && db.Deliveries.Any(delivery => delivery.MessageId == mail.Id && delivery.At < then))), cancellationToken);
        var held = await outbox.HeldAsync(cancellationToken);
        if (held is not null && (await HealthRecord.ReadAsync(db, cancellationToken))?.OfflineDeclared is { } declared)
            return HealthCheckResult.Healthy($"Offline, as {declared.Name} has said. {Count(held.Count)} held until there is a way to the mail server.");
        if (waiting > 0)
            return HealthCheckResult.Degraded($"{(waiting == 1 ? "One mail has" : $"{waiting} mails have")} waited for more than six hours{(held is null ? "" : $", for there is no way to the mail server: {held.Offline.Why.TrimEnd('.')}")}. See “Outbox”.");
        if (options.Value.IsLocal)
            return HealthCheckResult.Healthy("No mail server is set up, so nothing is sent: mails are put into the mailbox instead. See “Mailbox”.");
        return HealthCheckResult.Healthy(held is null ? "No mail waits for longer than it should." : $"There is no way to the mail server at the moment; {Count(held.Count).ToLowerInvariant()} held.");
    }

    static string Count(int mails) => mails == 1 ? "One mail is" : $"{mails} mails are";
}
