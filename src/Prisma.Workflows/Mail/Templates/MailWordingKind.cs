using System.Text.RegularExpressions;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>The words of a mail in one language: its subject, an empty line, its text.</summary>
public sealed partial class MailWordingKind(TemplateLibrary library, TemplateCheck check) : IWordingKind
{
    public const string Name = "mail";

    internal const string SubjectPlace = "The subject", TextPlace = "The text";

    const int LongestBody = 20_000;

    public string Kind => Name;

    public int SpokenAs => library.SpokenAs;

    public void Speak(int upTo, IReadOnlyList<Wording> published) => library.Speak(upTo, published);

    public string? Shipped(string name, string language) => library.Shipped(name)?.TextIn(language) is { } words ? Write(words.Subject, words.Body) : null;

    public int ShippedVersion(string name) => 1;

    public static string Write(string subject, string body) => $"{subject.Trim()}\n\n{body.ReplaceLineEndings("\n").Trim()}\n";

    public static (string Subject, string Body) Read(string content) =>
        content.IndexOf("\n\n", StringComparison.Ordinal) is var end and >= 0 ? (content[..end], content[(end + 2)..]) : (content, "");

    /// <summary>The line of the text that a problem names; null where it names none.</summary>
    public static int? LineIn(string? problem) =>
        problem is not null && InText().Match(problem) is { Success: true } found ? int.Parse(found.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : null;

    public IReadOnlyList<string> Lines(string content) => content.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Problems Check(string name, string language, string content)
    {
        var (subject, body) = Read(content);
        var problems = new Problems();
        problems.Require(subject.Length is > 0 and <= MailText.LongestSubject && !subject.Contains('\n', StringComparison.Ordinal), "subject", "Please give a subject of one line, with up to 200 characters.");
        problems.Require(body.Length is > 1 and <= LongestBody, "body", "Please write a text of up to 20,000 characters.");
        if (!problems.Any)
        {
            foreach (var problem in library.WithWords(name, language, subject, body) is { } worded ? check.WordingProblems(worded, library.Shipped(name)!, language) : ["There is no such mail."])
                problems.Add(problem.Contains($"{SubjectPlace}, line ", StringComparison.Ordinal) ? "subject" : "body", problem);
        }

        return problems;
    }

    [GeneratedRegex(TextPlace + ", line (?<line>[0-9]{1,6}):", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InText();
}
