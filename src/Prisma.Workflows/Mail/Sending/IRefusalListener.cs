namespace Prisma.Workflows.Mail.Sending;

/// <summary>Told, in the commit that keeps it, of a mail that will not arrive: refused for good, or not taken for as long as Prisma tries.</summary>
public interface IRefusalListener
{
    Task RefusedAsync(OutboxMessage message, CancellationToken cancellation);
}
