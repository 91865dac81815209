using System.Text;
using System.Text.Json;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Bundles;

/// <summary>The words a bundle brings for mails that are here already, and for agreements and forms that stewards changed here: they are published as a steward's would be, so that they hold at once and can be taken back.</summary>
public sealed class ComingWords(WordingBook book, IEnumerable<IWordingKind> kinds, TemplateLibrary mails, AgreementLibrary agreements, FormLibrary forms)
{
    /// <param name="coming">The members that differ from what is here.</param>
    public IReadOnlyList<string> ProblemsOf(EventBundle bundle, IEnumerable<string> coming) =>
        [.. Of(bundle, coming).SelectMany(one => kinds.Single(kind => kind.Kind == one.Words.Kind).Check(one.Words.Name, one.Words.Language, one.Words.Content).Select(problem => $"{one.Folder}: {problem.Value}"))];

    /// <summary>The members that were taken this way.</summary>
    public async Task<IReadOnlySet<string>> PublishAsync(EventBundle bundle, IEnumerable<string> coming, Actor by, CancellationToken cancellation)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (folder, words) in Of(bundle, coming))
        {
            await book.AdoptAsync(words, "Came with the bundle of an event.", by, cancellation);
            taken.UnionWith(bundle.Members.Keys.Where(member => member.StartsWith($"{folder}/", StringComparison.Ordinal)));
        }

        return taken;
    }

    IEnumerable<(string Folder, NewWording Words)> Of(EventBundle bundle, IEnumerable<string> coming)
    {
        var members = coming.ToList();
        return OfTemplates(bundle, members).Concat(OfForms(bundle, members));
    }

    /// <summary>Whole, with all its languages.</summary>
    IEnumerable<(string Folder, NewWording Words)> OfForms(EventBundle bundle, IEnumerable<string> coming) =>
        from id in coming.Select(member => member.Split('/')).Where(path => path is ["workflows", "forms", _, _]).Select(path => path[2]).Distinct(StringComparer.Ordinal)
        where forms.Current(id) != forms.Shipped(id)
        let folder = $"workflows/forms/{id}"
        let texts = bundle.Members.Keys.Where(member => member.StartsWith($"{folder}/", StringComparison.Ordinal) && !member.EndsWith("/form.json", StringComparison.Ordinal))
        let form = JsonSerializer.Deserialize<Form>(Text(bundle, $"{folder}/form.json"), JsonSerializerOptions.Web)
        select (folder, new NewWording(FormWordingKind.Name, id, "", new WrittenForm(form, texts.ToDictionary(member => Path.GetFileNameWithoutExtension(member), member => JsonSerializer.Deserialize<FormText>(Text(bundle, member), JsonSerializerOptions.Web)!, StringComparer.Ordinal)).Content));

    IEnumerable<(string Folder, NewWording Words)> OfTemplates(EventBundle bundle, IEnumerable<string> coming) =>
        from place in coming.Select(BundleMember.PlaceOfWords).OfType<(string Kind, string Folder, string Language)>().Distinct()
        let folder = $"templates/{place.Kind}/{place.Folder}"
        let words = place.Kind == BundleMember.Mails ? OfMail(bundle, folder, place.Language) : OfAgreement(bundle, folder, place.Folder, place.Language)
        where words is not null
        select ($"{folder}/{place.Language}", words);

    NewWording? OfMail(EventBundle bundle, string folder, string language)
    {
        var mail = bundle.Members.TryGetValue($"{folder}/mail.json", out var json) ? SpokenContent.MailIn(json) : "";
        return mails.Shipped(mail)?.Languages.Contains(language, StringComparer.Ordinal) == true
            ? new NewWording(MailWordingKind.Name, mail, language, MailWordingKind.Write(Text(bundle, $"{folder}/{language}/subject.txt"), Text(bundle, $"{folder}/{language}/body.md")))
            : null;
    }

    /// <summary>Where nobody changed it here, its files are enough.</summary>
    NewWording? OfAgreement(EventBundle bundle, string folder, string id, string language) =>
        agreements.IsChanged(id) && JsonSerializer.Deserialize<AgreementWords>(Text(bundle, $"{folder}/{language}/texts.json"), JsonSerializerOptions.Web) is { } words
            ? new NewWording(AgreementWordingKind.Name, id, language, (words with { Text = Text(bundle, $"{folder}/{language}/text.md") }).Content)
            : null;

    static string Text(EventBundle bundle, string member) =>
        bundle.Members.TryGetValue(member, out var bytes) ? Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n") : "";
}
