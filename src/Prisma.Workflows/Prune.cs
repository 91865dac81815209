using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Stories;

namespace Prisma.Workflows;

/// <summary>Clears away what has had its time: drafts 14 days after the last word, codes after a day, calls, local mails and the words of mails that went out or were taken back after 30, links that died 90 days ago, what people need, how they travel and what interviewers noted 30 days after their event ended or was cancelled, what was looked into 12 months after a refusal, recordings of voices 90 days after their event or after their passage, and files nobody names any longer.</summary>
public sealed class Prune(Operations operations, TimeProvider time, FormLibrary forms, UploadFolder uploads, StoryPictures pictures, LocalMailbox mailbox)
{
    /// <summary>How the way there was kept before it was sealed.</summary>
    const string Unsealed = "\"arrive\":";

    static readonly TimeSpan _drafts = TimeSpan.FromDays(14);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await operations.RunAsync<PrismaDbContext>(db => PruneAsync(db, cancellation), cancellation);
        await ForgetFilesAsync(time.GetUtcNow() - _drafts, cancellation);
        mailbox.Forget(time.GetUtcNow().AddDays(-30));
    }

    async Task PruneAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var drafts = now - _drafts;
        await db.Steps.Where(step => step.Draft != "" && step.DraftSavedAt < drafts && step.State != StepState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(step => step.Draft, ""), cancellation);
        var codes = now.AddDays(-1);
        await db.SigningCodes.Where(code => code.ExpiresAt < codes).ExecuteDeleteAsync(cancellation);
        var calls = now.AddDays(-30);
        await db.OutgoingCalls.Where(call => call.State != CallState.Pending && call.State != CallState.Calling && call.CreatedAt < calls).ExecuteDeleteAsync(cancellation);
        var links = now.AddDays(-90);
        await db.AccessLinks.Where(link => link.ExpiresAt < links).ExecuteDeleteAsync(cancellation);
        await db.Outbox.Where(mail => mail.Facts != "{}" && (((mail.State == OutboxState.Sent || mail.State == OutboxState.InDigest) && mail.SentAt < calls) || (mail.State == OutboxState.Cancelled && mail.DueAt < calls)))
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Facts, "{}"), cancellation);
        await ForgetCareAsync(db, now.AddDays(-30), cancellation);
        await ForgetConversationsAsync(db, now.AddDays(-30), cancellation);
        await ForgetDiligenceAsync(db, now.AddMonths(-12), cancellation);
        await ForgetVoicesAsync(db, links, cancellation);
    }

    /// <summary>Files of answers and pictures of stories that were taken out, never handed in, or deleted with what named them: once that is committed, and while others write.</summary>
    async Task ForgetFilesAsync(DateTimeOffset addedBefore, CancellationToken cancellation)
    {
        foreach (var id in uploads.Steps)
        {
            var said = await operations.ReadAsync<PrismaDbContext, string?>(db => db.Steps.Where(step => step.Id == id).Select(step => step.Answers + step.Draft).FirstOrDefaultAsync(cancellation)) ?? "";
            uploads.Forget(id, addedBefore, file => said.Contains(file.Id, StringComparison.Ordinal));
        }

        foreach (var id in pictures.Enrolments)
        {
            var shown = await operations.ReadAsync<PrismaDbContext, List<string>>(db => db.Excerpts.Where(excerpt => excerpt.EnrolmentId == id).Select(excerpt => excerpt.Picture).ToListAsync(cancellation));
            pictures.Forget(id, addedBefore, file => shown.Contains(file.Id));
        }
    }

    async Task ForgetCareAsync(PrismaDbContext db, DateTimeOffset before, CancellationToken cancellation)
    {
        foreach (var step in await Over(db, Form.OfCare, before).Where(step => step.Answers.Contains(SealedAnswers.Mark) || step.Answers.Contains(Unsealed) || step.Draft != "").ToListAsync(cancellation))
        {
            var form = forms.Find(step.FormId)!;
            step.Answers = step.Answers.Length > 0 ? SealedAnswers.Without(SealedAnswers.Seal(form, JsonNode.Parse(step.Answers)!.AsObject())).ToJsonString() : "";
            step.Draft = "";
            step.Revision++;
        }
    }

    /// <summary>Recordings of those who did not choose to have them kept (domain.md §19.4).</summary>
    static async Task ForgetVoicesAsync(PrismaDbContext db, DateTimeOffset before, CancellationToken cancellation)
    {
        var endedBefore = DateOnly.FromDateTime(before.UtcDateTime);
        var kept = ConsentChoice.WhereChosen(db, ConsentChoice.VoiceKept, ConsentChoice.On);
        var spoken = from step in db.Steps
                     join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
                     where step.Answers.Contains(VoiceAnswers.Mark) && step.ActorId == enrolment.PersonId && !kept.Contains(enrolment.Id)
                     where enrolment.EndedAt < before || enrolment.Event.EndsOn < endedBefore || enrolment.Event.CancelledAt < before
                     select step;
        foreach (var step in await spoken.ToListAsync(cancellation))
        {
            var answers = JsonNode.Parse(step.Answers)!.AsObject();
            VoiceAnswers.TakeOut(answers);
            step.Answers = answers.ToJsonString();
            step.Revision++;
        }
    }

    /// <summary>What an interviewer noted.</summary>
    async Task ForgetConversationsAsync(PrismaDbContext db, DateTimeOffset before, CancellationToken cancellation)
    {
        foreach (var step in await Over(db, "conversation", before).Where(step => step.Answers != "" || step.Draft != "").ToListAsync(cancellation))
        {
            (step.Answers, step.Draft) = ("", "");
            step.Revision++;
        }
    }

    /// <summary>What was looked into before somebody was refused (domain.md §15, F-11).</summary>
    async Task ForgetDiligenceAsync(PrismaDbContext db, DateTimeOffset refusedBefore, CancellationToken cancellation)
    {
        var ids = forms.ReadBy("due-diligence");
        var noted = db.Steps.Where(step => ids.Contains(step.FormId) && (step.Answers != "" || step.Draft != "") && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.State == EnrolmentState.Declined && one.EndedAt < refusedBefore));
        foreach (var step in await noted.ToListAsync(cancellation))
        {
            (step.Answers, step.Draft) = ("", "");
            step.Revision++;
        }
    }

    /// <summary>Steps with forms of a sensitive kind, of events that ended or were cancelled before.</summary>
    IQueryable<Step> Over(PrismaDbContext db, string kind, DateTimeOffset before)
    {
        var endedBefore = DateOnly.FromDateTime(before.UtcDateTime);
        var ids = forms.ReadBy(kind);
        return db.Steps.Where(step => ids.Contains(step.FormId) && db.Enrolments.Any(one => one.Id == step.EnrolmentId && (one.Event.EndsOn < endedBefore || one.Event.CancelledAt < before)));
    }
}
