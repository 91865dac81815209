using Microsoft.Extensions.Options;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Wordings;

/// <summary>Changed words that are not published and that somebody can do something about: others' to read, and their own once another has read them (domain.md §4.3).</summary>
public sealed class ListWaitingWords(PrismaDbContext db, IEnumerable<IWordingKind> kinds, IOptions<AuthoringOptions> options)
{
    public async Task<IReadOnlyList<WaitingWords>> ExecuteAsync(Actor steward, CancellationToken cancellation)
    {
        // Without what is written in them: there may be many.
        var all = await db.Wordings.AsNoTracking().OrderByDescending(one => one.SavedAt).ThenByDescending(one => one.Id).Select(one => new Wording
        {
            Id = one.Id,
            Kind = one.Kind,
            Name = one.Name,
            Language = one.Language,
            Content = "",
            Hash = one.Hash,
            SavedBy = one.SavedBy,
            SavedById = one.SavedById,
            SavedAt = one.SavedAt,
            BaseId = one.BaseId,
            PublishedAs = one.PublishedAs,
        }).ToListAsync(cancellation);
        var waiting = all.GroupBy(one => (one.Kind, one.Name, one.Language))
            .OrderBy(same => same.Key)
            .SelectMany(same => new WordingShelf(kinds.Single(kind => kind.Kind == same.Key.Kind), same.Key.Name, same.Key.Language, [.. same]).Waiting).ToList();
        var ids = waiting.ConvertAll(one => one.Id.ToString());
        var answers = (await db.VersionConsents.AsNoTracking().Where(answer => ids.Contains(answer.VersionId)).ToListAsync(cancellation)).ToLookup(answer => answer.VersionId);
        return
        [
            .. from wording in waiting
               let answered = answers[wording.Id.ToString()]
               let isRead = answered.Any(answer => answer.PersonId != wording.SavedById)
               let isOwn = wording.SavedById == steward.PersonId
               where options.Value.SingleSteward
                   || (answered.All(answer => answer.Word is null) && (isOwn ? isRead : answered.All(answer => answer.PersonId != steward.PersonId)))
               select new WaitingWords(wording.Id, wording.Kind, wording.Name, wording.Language, wording.SavedBy, isOwn, isRead),
        ];
    }
}
