using Microsoft.Extensions.Options;
using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Stories;

/// <summary>The pictures of stories, apart from the files of answers: one folder for each person's passage.</summary>
public sealed class StoryPictures(IOptions<PrismaOptions> options)
{
    readonly UploadFolder _folder = new(options, "story");

    /// <summary>Null when it is no picture, or too heavy.</summary>
    public async Task<StoredFile?> KeepAsync(Guid enrolmentId, string name, Stream content, CancellationToken cancellation)
    {
        var kept = await _folder.KeepAsync(enrolmentId, name, content, cancellation);
        if (kept is null or { Kind: StoredFile.Image })
            return kept;
        Remove(enrolmentId, kept.Id);
        return null;
    }

    public StoredFile? Find(Guid enrolmentId, string id) => _folder.Of(enrolmentId).GetValueOrDefault(id);

    public Stream Open(Guid enrolmentId, StoredFile file) => _folder.Open(enrolmentId, file);

    public void Remove(Guid enrolmentId, string id) => Forget(enrolmentId, DateTimeOffset.MaxValue, file => file.Id != id);

    /// <summary>Its picture is gone with the commit, and what it showed is no longer told.</summary>
    public void RemoveFrom(Excerpt excerpt, Errands errands)
    {
        if (excerpt.Picture is { Length: > 0 } picture)
        {
            errands.Removals.Add(() => Remove(excerpt.EnrolmentId, picture));
            (excerpt.Picture, excerpt.PictureInWords) = ("", "");
        }
    }

    /// <inheritdoc cref="UploadFolder.CleanAsync"/>
    public Task CleanAsync(Guid enrolmentId, CancellationToken cancellation) => _folder.CleanAsync(enrolmentId, cancellation);

    /// <summary>The enrolments that have pictures here.</summary>
    public IEnumerable<Guid> Enrolments => _folder.Steps;

    /// <summary>Removes what was added before that time and is named no longer.</summary>
    public void Forget(Guid enrolmentId, DateTimeOffset addedBefore, Func<StoredFile, bool> isNamed) => _folder.Forget(enrolmentId, addedBefore, isNamed);

    public void RemoveAll(Guid enrolmentId) => Forget(enrolmentId, DateTimeOffset.MaxValue, _ => false);
}
