using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Web.Ui;

/// <summary>Where an owed mail stands, for people.</summary>
static class OutboxWords
{
    public static string InWords(this OutboxState state, DateTimeOffset? sentAt, bool isHeld) => state switch
    {
        OutboxState.Pending when isHeld => "waits for 08:00 where they live",
        OutboxState.Pending => "waits",
        OutboxState.Sending => "on its way",
        OutboxState.Sent => "sent",
        OutboxState.MaybeSent => "maybe sent",
        OutboxState.Failed => "failed",
        OutboxState.InDigest => sentAt is null ? "waits for the digest" : "sent in the digest",
        _ => "no longer needed",
    };

    public static string Badge(this OutboxState state) => state switch
    {
        OutboxState.Sent => "good",
        OutboxState.Failed or OutboxState.MaybeSent => "bad",
        OutboxState.Cancelled => "",
        _ => "waiting",
    };
}
