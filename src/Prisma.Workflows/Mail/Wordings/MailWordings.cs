using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Mail.FromWorkflows;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Mail.Wordings;

/// <summary>Stewards change the words of mails: each saved text is kept, and one is published.</summary>
public sealed class MailWordings(PrismaDbContext db, TemplateLibrary library, TemplateCheck check, Outbox outbox, AuditTrail audit, TimeProvider time)
{
    const int LongestSubject = 200;
    const int LongestBody = 20_000;

    /// <summary>Lets the library speak the words published by now, on whichever node.</summary>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        var latest = await db.MailWordings.MaxAsync(wording => wording.PublishedAs, cancellation) ?? 0;
        if (latest == library.SpokenAs)
        {
            return;
        }

        var published = await db.MailWordings.AsNoTracking().Where(wording => wording.PublishedAs != null).OrderBy(wording => wording.PublishedAs).ToListAsync(cancellation);
        library.Speak(latest, published);
    }

    /// <summary>The newest first.</summary>
    public Task<List<MailWording>> OfAsync(string mail, string language, CancellationToken cancellation) =>
        db.MailWordings.AsNoTracking().Where(wording => wording.Mail == mail && wording.Language == language).OrderByDescending(wording => wording.SavedAt).ToListAsync(cancellation);

    /// <summary>Keeps the words as a version of their own; the same words again are the same version.</summary>
    public async Task<Outcome<MailWording>> SaveAsync(string mail, string language, string subject, string body, Actor by, CancellationToken cancellation)
    {
        (subject, body) = (subject.Trim(), body.ReplaceLineEndings("\n").Trim() + "\n");
        var problems = Check(mail, language, subject, body);
        if (problems.Any)
        {
            return problems;
        }

        var hash = MailWording.HashOf(subject, body);
        if (await db.MailWordings.SingleOrDefaultAsync(one => one.Mail == mail && one.Language == language && one.Hash == hash, cancellation) is { } known)
        {
            return known;
        }

        var wording = new MailWording { Mail = mail, Language = language, Subject = subject, Body = body, Hash = hash, SavedBy = by.Name, SavedAt = time.GetUtcNow() };
        db.MailWordings.Add(wording);
        return wording;
    }

    /// <summary>From now on this is what people read; of two who publish at once, the second comes after the first.</summary>
    public async Task<Outcome<MailWording>> PublishAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        var wording = await db.MailWordings.SingleAsync(one => one.Id == id, cancellation);
        var problems = Check(wording.Mail, wording.Language, wording.Subject, wording.Body);
        if (problems.Any)
        {
            return problems;
        }

        wording.PublishedAs = (await db.MailWordings.MaxAsync(one => one.PublishedAs, cancellation) ?? 0) + 1;
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} published new words for the mail {wording.Mail} ({wording.Language}, {wording.Hash[..12]}).");
        return wording;
    }

    /// <summary>Owes whoever asks the mail as it would read with invented facts, plainly marked as a test.</summary>
    public async Task SendTestAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        var wording = await db.MailWordings.SingleAsync(one => one.Id == id, cancellation);
        var person = await db.People.SingleAsync(one => one.Id == by.PersonId, cancellation);
        var mail = check.Preview(library.WithWords(wording.Mail, wording.Language, wording.Subject, wording.Body)!, wording.Language);
        var facts = new JsonObject { ["to"] = person.Email, ["subject"] = $"Test: {mail.Subject}", ["body"] = mail.Html };
        outbox.Owe(new OwedMail(WorkflowMail.Template, person.Id, $"test-{id:N}-{time.GetUtcNow():yyyyMMddHHmmss}", facts), immediate: true);
    }

    public RenderedMail Preview(string mail, string language, string subject, string body) => check.Preview(library.WithWords(mail, language, subject, body)!, language);

    /// <summary>What would keep these words from being published.</summary>
    public Problems Check(string mail, string language, string subject, string body)
    {
        var problems = new Problems();
        problems.Require(subject.Length is > 0 and <= LongestSubject && !subject.Contains('\n', StringComparison.Ordinal), "subject", "Please give a subject of one line, with up to 200 characters.");
        problems.Require(body.Length is > 1 and <= LongestBody, "body", "Please write a text of up to 20,000 characters.");
        if (!problems.Any)
        {
            foreach (var problem in library.WithWords(mail, language, subject, body) is { } worded ? check.WordingProblems(worded, library.Shipped(mail)!, language) : ["There is no such mail."])
            {
                problems.Add("body", problem);
            }
        }

        return problems;
    }
}
