using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>Makes the draft the version on which people begin: without an error, with a reason, and read by a steward other than who publishes.</summary>
public sealed class PublishDraft(PrismaDbContext db, ReadyToPublish ready, VersionNews news, SecondReader readers, TimeProvider time)
{
    public const string SentenceField = "sentence";

    public async Task<Outcome<DefinitionVersion>> ExecuteAsync(PublishRequest request, Actor by, CancellationToken cancellation)
    {
        var versions = await db.Definitions.Where(version => version.DefinitionId == request.DefinitionId).ToListAsync(cancellation);
        var draft = versions.Find(version => version.IsLatest);
        if (draft is null)
            return Problems.Refused("This definition is no longer here.");
        if (draft.State == VersionState.Published)
            return draft;
        if (draft.State == VersionState.Retired)
            return Problems.Refused($"Version {draft.Version} of “{draft.Name}” was published before. Revert to it to make a draft of it, and publish that.");
        var problems = await ProblemsAsync(draft, request, by, cancellation);
        if (problems.Any)
            return problems;
        versions.ForEach(version => version.IsPublished = false);
        Collide(versions);
        draft.IsPublished = true;
        draft.PublishedAt = time.GetUtcNow();
        draft.PublishedBy = by.Name;
        draft.Sentence = request.Sentence.Trim();
        await news.TellAsync(draft, $"{by.Name} published version {draft.Version} of “{draft.Name}” ({draft.ContentHash[..12]}): {draft.Sentence}", by, cancellation);
        return draft;
    }

    /// <summary>Undoes a taking back: the version people began on last is theirs again, unchanged, as it was read and reasoned then. It has to be without an error in what is here by now.</summary>
    public async Task<Outcome<DefinitionVersion>> AgainAsync(string definitionId, Actor by, CancellationToken cancellation)
    {
        var versions = await db.Definitions.Where(version => version.DefinitionId == definitionId).ToListAsync(cancellation);
        if (versions.Exists(version => version.IsPublished) || versions.Where(version => version.PublishedAt is not null).MaxBy(version => version.PublishedAt) is not { } last)
            return Problems.Refused("Nothing of this definition was taken back.");
        var problems = new Problems();
        await AddErrorsAsync(problems, last, cancellation);
        if (problems.Any)
            return problems;
        Collide(versions);
        last.IsPublished = true;
        last.TakenBackAt = null;
        await news.TellAsync(last, $"{by.Name} published version {last.Version} of “{last.Name}” again, as it was taken back ({last.ContentHash[..12]}).", by, cancellation);
        return last;
    }

    /// <summary>Every version is written, also where nothing of it changes: one is published at a time.</summary>
    void Collide(List<DefinitionVersion> versions) => versions.ForEach(version => db.Entry(version).Property(one => one.IsPublished).IsModified = true);

    async Task<Problems> ProblemsAsync(DefinitionVersion draft, PublishRequest request, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        problems.Require(
            request.BaseRevision is null || request.BaseRevision == draft.Revision,
            "revision", $"{draft.SavedBy} changed “{draft.Name}” since you looked at it. Look again before you publish.");
        problems.Require(!string.IsNullOrWhiteSpace(request.Sentence), SentenceField, "Say in a sentence what changes and why.");
        await AddErrorsAsync(problems, draft, cancellation);
        await readers.RequireAsync(problems, draft.Id, draft.ContentHash, by, cancellation);
        return problems;
    }

    async Task AddErrorsAsync(Problems problems, DefinitionVersion version, CancellationToken cancellation)
    {
        var number = 0;
        foreach (var error in (await ready.ProblemsOfAsync(DefinitionJson.Read(version.Json), cancellation)).Where(problem => problem.Severity == Severity.Error))
            problems.Add($"problem{number++}", error.Message);
    }
}
