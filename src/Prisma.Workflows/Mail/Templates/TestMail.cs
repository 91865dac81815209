using Prisma.Workflows.Mail.FromWorkflows;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>A mail as it would read, before anybody is owed it: on a page, or sent to whoever asks.</summary>
public sealed class TestMail(PrismaDbContext db, TemplateLibrary library, TemplateCheck check, Outbox outbox, TimeProvider time)
{
    /// <param name="mail">The template's id.</param>
    /// <param name="facts">Of a real step; invented ones when left out.</param>
    public RenderedMail Read(string mail, string language, string content, JsonObject? facts = null)
    {
        var (subject, body) = MailWordingKind.Read(content);
        return check.Preview(library.WithWords(mail, language, subject, body)!, language, facts);
    }

    /// <summary>Owes whoever asks the mail, plainly marked as a test.</summary>
    /// <param name="name">The template's id.</param>
    /// <param name="mail">As it was read.</param>
    public async Task SendAsync(string name, RenderedMail mail, Actor by, CancellationToken cancellation)
    {
        var person = await db.People.SingleAsync(one => one.Id == by.PersonId, cancellation);
        var owed = new JsonObject { ["to"] = person.Email, ["kind"] = "test", ["subject"] = $"Test: {mail.Subject}", ["body"] = mail.Html, ["text"] = mail.Text };
        outbox.Owe(new OwedMail(WorkflowMail.Template, person.Id, $"test-{name}-{time.GetUtcNow():yyyyMMddHHmmss}", owed), immediate: true);
    }
}
