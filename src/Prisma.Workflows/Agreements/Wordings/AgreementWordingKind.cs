using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Agreements.Wordings;

/// <summary>The words of agreements, which stewards change: an agreement that is open for signing keeps the text it was opened with.</summary>
public sealed class AgreementWordingKind(AgreementLibrary library, IOptions<PrismaOptions> options, IOptions<RetentionOptions> retention) : IWordingKind
{
    public const string Name = "agreement";

    const int LongestTitle = 80;
    const int MostPoints = 5;
    const int LongestPoint = 240;
    const int LongestText = 60_000;
    const int LongestNotice = 365;

    readonly ConcurrentDictionary<(string Id, string Language, string Content), IReadOnlyList<string>> _known = new();
    readonly Uri _home = new(options.Value.PublicUrl.TrimEnd('/') + "/");

    public string Kind => Name;

    public int SpokenAs => library.SpokenAs;

    public void Speak(int upTo, IReadOnlyList<Wording> published) => library.Speak(upTo, published);

    public string? Shipped(string name, string language) => library.Ids.Contains(name, StringComparer.Ordinal) ? library.Shipped(name, language).Words.Content : null;

    public int ShippedVersion(string name) => library.Shipped(name, Languages.Fallback).Version;

    public IReadOnlyList<string> Lines(string content) => content.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The text with invented facts, and with how long this installation keeps things.</summary>
    /// <exception cref="MissingVariableException">It names something that no step knows, or cannot be read.</exception>
    public string Try(string id, int version, AgreementWords words) => PlainText.Render(words.Text, AgreementFact.Samples(id, version, words.NoticeDays, retention.Value), _home);

    /// <summary>Why nobody could sign it, in each of its languages, as it is written now; looked for once for the same words.</summary>
    public IReadOnlyList<string> ProblemsOf(string id)
    {
        try
        {
            return [.. library.LanguagesOf(id).SelectMany(language => _known.GetOrAdd((id, language, library.Find(id, language).Words.Content), Find))];
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return [exception.Message];
        }
    }

    IReadOnlyList<string> Find((string Id, string Language, string Content) words) =>
        [.. Unsignable(words.Id, AgreementWords.Read(words.Content)).Select(problem => $"{words.Language}/{problem.Key}: {problem.Value}")];

    public Problems Check(string name, string language, string content)
    {
        var words = AgreementWords.Read(content);
        var problems = Unsignable(name, words);
        problems.Require(words.NoticeDays is >= 0 and <= LongestNotice, "notice", $"Please give a whole number of days, up to {LongestNotice}.");
        if (words.NoticeDays > 0 && problems["text"] is null && !TemplateSource.Parse(MailWordingKind.TextPlace, words.Text).Names.Named.Contains(AgreementFact.NoticeDays.Path))
            problems.Add("text", $"Its notice is {words.NoticeDays} days: please name them as {{{{ {AgreementFact.NoticeDays.Path} }}}}, so that what is signed is what happens.");
        return problems;
    }

    Problems Unsignable(string name, AgreementWords words)
    {
        var problems = new Problems();
        problems.Require(words.Title.Length is > 0 and <= LongestTitle && IsPlain(words.Title), "title", "Please give a title of one line, with up to 80 characters and without double braces.");
        problems.Require(
            words.Summary.Count is > 0 and <= MostPoints && words.Summary.All(point => point.Length is > 0 and <= LongestPoint && IsPlain(point)),
            "summary", "Please say it in one to five plain sentences, one a line, each with up to 240 characters and without double braces.");
        problems.Require(words.Text.Trim().Length is > 0 and <= LongestText, "text", "Please write a text of up to 60,000 characters.");
        if (problems["text"] is null && TextProblem(name, words) is { } problem)
            problems.Add("text", problem);
        return problems;
    }

    static bool IsPlain(string line) => !line.Contains("{{", StringComparison.Ordinal) && !line.Contains('\n', StringComparison.Ordinal);

    string? TextProblem(string name, AgreementWords words)
    {
        var source = TemplateSource.Parse(MailWordingKind.TextPlace, words.Text);
        if (source.SyntaxErrors.FirstOrDefault() is { } error)
            return $"The double braces cannot be read: {error}";
        if (source.Names.Named.FirstOrDefault(path => AgreementFact.Of(words.NoticeDays).All(fact => fact.Path != path)) is { } unknown)
            return $"{source.At(unknown)}: {unknown} is not known when this is signed. Choose a fact from the list, or write it out.";
        try
        {
            Try(name, 1, words);
            return null;
        }
        catch (Exception exception) when (exception is MissingVariableException or InvalidOperationException)
        {
            return $"The text cannot be written: {exception.Message}";
        }
    }
}
