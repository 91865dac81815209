using System.Net;
using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Markdown in, HTML out: plain CommonMark without raw HTML, and values that cannot become markup.</summary>
static class MailMarkdown
{
    const string ButtonTitle = "button";

    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            Require(!link.IsImage && OutwardLink.IsSafe(link.Url));
            if (link.Title == ButtonTitle)
            {
                link.Title = null;
                link.GetAttributes().AddClass(ButtonTitle);
            }
        }

        // An address in pointed brackets; that of a mail stands there without its scheme.
        Require(document.Descendants<AutolinkInline>().All(bare => bare.IsEmail || OutwardLink.IsSafe(bare.Url)));
        return document.ToHtml(Pipeline).Trim();
    }

    /// <summary>Every mark of punctuation escaped, every line without the indentation that would make it code.</summary>
    public static string Escape(string value)
    {
        var lines = MailText.Clean(value).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join("\\\n", lines.Select(EscapeLine));
    }

    public static Verbatim Link(string label, string url, bool isButton) =>
        new($"[{Escape(MailText.OneLine(label))}](<{url.Replace("&", "&amp;", StringComparison.Ordinal)}>{(isButton ? $" \"{ButtonTitle}\"" : "")})");

    public static Verbatim Anchor(string label, string url, bool isButton) =>
        new($"<a href=\"{WebUtility.HtmlEncode(url)}\"{(isButton ? $" class=\"{ButtonTitle}\"" : "")}>{WebUtility.HtmlEncode(MailText.OneLine(label))}</a>");

    static void Require(bool holds)
    {
        if (!holds)
            throw new FormatException("A mail holds no pictures, and links only to web and mail addresses.");
    }

    static string EscapeLine(string line)
    {
        var escaped = new StringBuilder(line.Length * 2);
        foreach (var character in line)
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                _ when char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character)) => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
