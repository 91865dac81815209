using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Bundles;

/// <summary>The content of this installation as people read it: the files, and mails, agreements and forms in the words that stewards published.</summary>
public sealed class SpokenContent(PrismaDbContext db, ContentShelf shelf)
{
    static readonly JsonSerializerOptions _readable = new(EventBundle.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<SortedDictionary<string, byte[]>> ReadAsync(CancellationToken cancellation)
    {
        var files = shelf.Read();
        var folders = files.Where(file => file.Key.EndsWith("/mail.json", StringComparison.Ordinal)).ToDictionary(file => MailIn(file.Value), file => file.Key.Split('/')[2], StringComparer.Ordinal);
        var published = await db.Wordings.AsNoTracking().Where(wording => wording.PublishedAs != null).OrderBy(wording => wording.PublishedAs).ToListAsync(cancellation);
        foreach (var wording in published.Where(wording => wording.Kind == MailWordingKind.Name && folders.ContainsKey(wording.Name)))
        {
            var folder = $"templates/mails/{folders[wording.Name]}/{wording.Language}";
            var (subject, body) = MailWordingKind.Read(wording.Content);
            files[$"{folder}/subject.txt"] = Encoding.UTF8.GetBytes(subject);
            files[$"{folder}/body.md"] = Encoding.UTF8.GetBytes(body);
        }

        foreach (var wording in published.Where(wording => wording.Kind == AgreementWordingKind.Name))
        {
            var folder = $"templates/agreements/{wording.Name}/{wording.Language}";
            var words = AgreementWords.Read(wording.Content);
            files[$"{folder}/text.md"] = Encoding.UTF8.GetBytes(words.Text);
            files[$"{folder}/texts.json"] = JsonSerializer.SerializeToUtf8Bytes(new { title = words.Title, noticeDays = words.NoticeDays > 0 ? words.NoticeDays : (int?)null, summary = words.Summary }, _readable);
        }

        foreach (var wording in published.Where(wording => wording.Kind == FormWordingKind.Name))
        {
            var written = WrittenForm.Read(wording.Content);
            files[$"workflows/forms/{wording.Name}/form.json"] = JsonSerializer.SerializeToUtf8Bytes(written.Form, _readable);
            foreach (var (language, text) in written.Texts)
                files[$"workflows/forms/{wording.Name}/{language}.json"] = JsonSerializer.SerializeToUtf8Bytes(text, _readable);
        }

        return files;
    }

    /// <summary>The id in a mail.json.</summary>
    public static string MailIn(byte[] json) => JsonNode.Parse(json)?["id"]?.GetValue<string>() ?? "";
}
