using System.Text;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Mail.Wordings;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Bundles;

/// <summary>The words a bundle brings for mails that are here already: they are published as a steward's would be, so that they hold at once and can be taken back.</summary>
public sealed class ComingWords(PrismaDbContext db, MailWordings wordings, TemplateLibrary library)
{
    /// <param name="bundle">Where the words stand.</param>
    /// <param name="coming">The members that differ from what is here.</param>
    public IReadOnlyList<string> ProblemsOf(EventBundle bundle, IEnumerable<string> coming) =>
        [.. Of(bundle, coming).SelectMany(one => wordings.Check(one.Mail, one.Language, one.Subject, one.Body).Select(problem => $"{one.Folder}: {problem.Value}"))];

    /// <summary>The members that were taken this way.</summary>
    public async Task<IReadOnlySet<string>> PublishAsync(EventBundle bundle, IEnumerable<string> coming, Actor by, CancellationToken cancellation)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in Of(bundle, coming))
        {
            var saved = await wordings.SaveAsync(one.Mail, one.Language, one.Subject, one.Body, by, cancellation);
            await db.SaveChangesAsync(cancellation);
            await wordings.PublishAsync(saved.Value!.Id, by, cancellation);
            await db.SaveChangesAsync(cancellation);
            taken.UnionWith([$"{one.Folder}/subject.txt", $"{one.Folder}/body.md"]);
        }

        return taken;
    }

    IEnumerable<(string Folder, string Mail, string Language, string Subject, string Body)> Of(EventBundle bundle, IEnumerable<string> coming) =>
        from words in coming.Select(BundleMember.WordsOfMail).OfType<(string Folder, string Language)>().Distinct()
        let folder = $"templates/mails/{words.Folder}"
        let mail = bundle.Members.TryGetValue($"{folder}/mail.json", out var json) ? SpokenContent.MailIn(json) : ""
        where library.Shipped(mail)?.Languages.Contains(words.Language, StringComparer.Ordinal) == true
        let path = $"{folder}/{words.Language}"
        select (path, mail, words.Language, Text(bundle, $"{path}/subject.txt").Trim(), Text(bundle, $"{path}/body.md").Trim() + "\n");

    static string Text(EventBundle bundle, string member) =>
        bundle.Members.TryGetValue(member, out var bytes) ? Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n") : "";
}
