using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Mail.FromWorkflows;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Mail;

/// <summary>The newest mails owed, those that need a decision first. Who a concern is between is not said.</summary>
public sealed class ListOutbox(PrismaDbContext db, TemplateLibrary library)
{
    const int Most = 200;

    const string Sealed = "sealed";

    public async Task<IReadOnlyList<OutboxLine>> ExecuteAsync(CancellationToken cancellation)
    {
        var rows = await (from message in db.Outbox
                          join one in db.People on message.PersonId equals one.Id into people
                          from person in people.DefaultIfEmpty()
                          orderby message.State == OutboxState.Failed || message.State == OutboxState.MaybeSent ? 0 : 1, message.CreatedAt descending
                          select new
                          {
                              Message = message,
                              Facts = message.Template == WorkflowMail.Template ? message.Facts : "",
                              To = person == null ? "" : person.FirstName + " " + person.LastName,
                          })
            .Take(Most).ToListAsync(cancellation);
        return rows.ConvertAll(row => new OutboxLine(
            row.Message.Id, row.Message.Template, To(row.Message.Template, row.Facts, row.To), row.Message.State, row.Message.DueAt, row.Message.SentAt, row.Message.LastError));
    }

    string To(string template, string facts, string name) => template switch
    {
        WorkflowMail.Template => WorkflowMail.Recipients(facts),
        _ when library.Find(template)?.About == MailTemplate.OfConcern => Sealed,
        _ => name,
    };
}
