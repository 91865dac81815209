using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Stories;

namespace Prisma.Workflows;

/// <summary>Clears away files of answers and pictures of stories that nothing names any longer, what is not kept of a picture any more, and local mails after 30 days.</summary>
public sealed class PruneFiles(Operations operations, TimeProvider time, UploadFolder uploads, StoryPictures pictures, LocalMailbox mailbox)
{
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await ForgetFilesAsync(time.GetUtcNow() - Prune.Drafts, cancellation);
        mailbox.Forget(time.GetUtcNow().AddDays(-30));
    }

    /// <summary>Files of answers and pictures of stories that were taken out, never handed in, or deleted with what named them: once that is committed, and while others write.</summary>
    async Task ForgetFilesAsync(DateTimeOffset addedBefore, CancellationToken cancellation)
    {
        foreach (var id in uploads.Steps)
        {
            var said = await operations.ReadAsync<PrismaDbContext, string?>(db => db.Steps.Where(step => step.Id == id).Select(step => step.Answers + step.Draft).FirstOrDefaultAsync(cancellation)) ?? "";
            uploads.Forget(id, addedBefore, file => said.Contains(file.Id, StringComparison.Ordinal));
            await uploads.CleanAsync(id, cancellation);
        }

        foreach (var id in pictures.Enrolments)
        {
            var shown = await operations.ReadAsync<PrismaDbContext, List<string>>(db => db.Excerpts.Where(excerpt => excerpt.EnrolmentId == id).Select(excerpt => excerpt.Picture).ToListAsync(cancellation));
            pictures.Forget(id, addedBefore, file => shown.Contains(file.Id));
            await pictures.CleanAsync(id, cancellation);
        }
    }
}
