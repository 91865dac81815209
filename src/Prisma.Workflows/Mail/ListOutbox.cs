using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Mail;

/// <summary>The newest mails owed, those that need a decision first.</summary>
public sealed class ListOutbox(PrismaDbContext db)
{
    const int Most = 200;

    public async Task<IReadOnlyList<OutboxLine>> ExecuteAsync(CancellationToken cancellation) =>
        await (from message in db.Outbox
               join person in db.People on message.PersonId equals person.Id
               orderby message.State == OutboxState.Failed || message.State == OutboxState.MaybeSent ? 0 : 1, message.CreatedAt descending
               select new OutboxLine(message.Id, message.Template, person.FirstName + " " + person.LastName, message.State, message.DueAt, message.SentAt, message.LastError))
            .Take(Most).ToListAsync(cancellation);
}
