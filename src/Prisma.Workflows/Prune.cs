using Microsoft.Extensions.Options;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows;

/// <summary>Clears away what has had its time: drafts 14 days after the last word, codes after a day, calls and the words of mails that went out or were taken back after 30, links that died 90 days ago, what was looked into 12 months after a refusal, what people need, how they travel, what interviewers noted, recordings of voices and the list of mails as <see cref="RetentionOptions"/> say.</summary>
public sealed class Prune(Operations operations, TimeProvider time, FormLibrary forms, IOptions<RetentionOptions> retention)
{
    /// <summary>How the way there was kept before it was sealed.</summary>
    const string Unsealed = "\"arrive\":";

    /// <summary>For how long a draft is kept after the last word, and a file that nothing names.</summary>
    internal static readonly TimeSpan Drafts = TimeSpan.FromDays(14);

    public Task ExecuteAsync(CancellationToken cancellation) => operations.RunAsync<PrismaDbContext>(db => PruneAsync(db, cancellation), cancellation);

    async Task PruneAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var drafts = now - Drafts;
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
        await ForgetMailsAsync(db, now.AddMonths(-retention.Value.MailMonths), cancellation);
        await ForgetCareAsync(db, now.AddDays(-retention.Value.CareDays), cancellation);
        await ForgetConversationsAsync(db, now.AddDays(-retention.Value.CareDays), cancellation);
        await ForgetDiligenceAsync(db, now.AddMonths(-12), cancellation);
        await ForgetVoicesAsync(db, now.AddDays(-retention.Value.VoiceDays), cancellation);
    }

    /// <summary>That a mail went out, failed or was taken back (domain.md §19.4); not of a step that is still open, for what was owed once is not owed again while its row is there.</summary>
    static async Task ForgetMailsAsync(PrismaDbContext db, DateTimeOffset before, CancellationToken cancellation)
    {
        var old = db.Outbox.Where(mail => mail.State != OutboxState.Pending && mail.State != OutboxState.Sending && (mail.SentAt ?? mail.DueAt) < before
            && !db.Steps.Any(step => step.Id == mail.StepId && step.State == StepState.Open));
        await db.Deliveries.Where(delivery => old.Any(mail => mail.Id == delivery.MessageId)).ExecuteDeleteAsync(cancellation);
        await old.ExecuteDeleteAsync(cancellation);
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
