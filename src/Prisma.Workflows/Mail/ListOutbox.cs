using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Prisma.Workflows.Mail.FromWorkflows;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Mail;

/// <summary>The newest mails owed, those that need a decision first. Who a concern is between is not said, nor the address that a server repeats in its answer.</summary>
public sealed partial class ListOutbox(PrismaDbContext db, TemplateLibrary library)
{
    public const int Most = 200;

    const string Sealed = "sealed";

    static readonly Expression<Func<OutboxMessage, bool>> _isUndecided = message => message.State == OutboxState.Failed || message.State == OutboxState.MaybeSent;

    /// <summary>Asked in two, for each half has an index to go by; all mails of years would have to be sorted for both at once.</summary>
    public async Task<IReadOnlyList<OutboxLine>> ExecuteAsync(CancellationToken cancellation)
    {
        var undecided = await NewestAsync(_isUndecided, Most, cancellation);
        var others = await NewestAsync(message => message.State != OutboxState.Failed && message.State != OutboxState.MaybeSent, Most - undecided.Count, cancellation);
        return [.. undecided, .. others];
    }

    /// <summary>How many mails wait for a decision, because they failed or may have been sent.</summary>
    public Task<int> CountUndecidedAsync(CancellationToken cancellation) => db.Outbox.CountAsync(_isUndecided, cancellation);

    /// <summary>Whether mails are held because there is no way to the server, and how many; null while there is one.</summary>
    public async Task<HeldMails?> HeldAsync(CancellationToken cancellation) =>
        Offline.Of(await db.Settings.Where(setting => setting.Key == Offline.Key).Select(setting => setting.Value).FirstOrDefaultAsync(cancellation)) is { } offline
            ? new HeldMails(offline, await db.Outbox.CountAsync(message => message.State == OutboxState.Pending, cancellation))
            : null;

    async Task<List<OutboxLine>> NewestAsync(Expression<Func<OutboxMessage, bool>> which, int most, CancellationToken cancellation)
    {
        var rows = await (from message in db.Outbox.Where(which).OrderByDescending(message => message.CreatedAt).Take(most)
                          join one in db.People on message.PersonId equals one.Id into people
                          from person in people.DefaultIfEmpty()
                          orderby message.CreatedAt descending
                          select new
                          {
                              Message = message,
                              Facts = message.Template == WorkflowMail.Template ? message.Facts : "",
                              To = person == null ? "" : person.FirstName + " " + person.LastName,
                              TimeZone = person == null ? "UTC" : person.TimeZone,
                          })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row =>
        {
            var (template, name, to) = Sketch(row.Message.Template, row.Facts, row.To);
            var error = to == Sealed ? Addresses().Replace(row.Message.LastError, "…") : row.Message.LastError;
            return new OutboxLine(row.Message.Id, template, name, to, row.Message.State, row.Message.CreatedAt, row.Message.DueAt, row.Message.SentAt, error, row.TimeZone, row.Message.EnrolmentId);
        });
    }

    (string Template, string Name, string To) Sketch(string template, string facts, string to) => template == WorkflowMail.Template
        ? WorkflowMail.Sketch(facts)
        : (template, library.Find(template)?.Name ?? "", library.Find(template)?.About == MailTemplate.OfConcern ? Sealed : to);

    [GeneratedRegex(@"[^\s<>""'(]+@[^\s<>""'),;:]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Addresses();
}
