using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Bundles;

/// <summary>The content of this installation as people read it: the files, and the mails in the words that stewards published.</summary>
public sealed class SpokenContent(PrismaDbContext db, ContentShelf shelf)
{
    public async Task<SortedDictionary<string, byte[]>> ReadAsync(CancellationToken cancellation)
    {
        var files = shelf.Read();
        var folders = files.Where(file => file.Key.EndsWith("/mail.json", StringComparison.Ordinal)).ToDictionary(file => MailIn(file.Value), file => file.Key.Split('/')[2], StringComparer.Ordinal);
        var published = await db.MailWordings.AsNoTracking().Where(wording => wording.PublishedAs != null).OrderBy(wording => wording.PublishedAs).ToListAsync(cancellation);
        foreach (var wording in published.Where(wording => folders.ContainsKey(wording.Mail)))
        {
            var folder = $"templates/mails/{folders[wording.Mail]}/{wording.Language}";
            files[$"{folder}/subject.txt"] = Encoding.UTF8.GetBytes(wording.Subject);
            files[$"{folder}/body.md"] = Encoding.UTF8.GetBytes(wording.Body);
        }

        return files;
    }

    /// <summary>The id in a mail.json.</summary>
    public static string MailIn(byte[] json) => JsonNode.Parse(json)?["id"]?.GetValue<string>() ?? "";
}
