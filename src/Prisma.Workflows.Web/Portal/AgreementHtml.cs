using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Prisma.Workflows.Web.Portal;

/// <summary>The frozen Markdown of an agreement as a page shows it: no raw HTML, no pictures, links to web and mail addresses only.</summary>
static class AgreementHtml
{
    static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="demote">One level down, beneath the title of a page.</param>
    public static string Of(string markdown, bool demote)
    {
        var document = Markdown.Parse(markdown, _pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level += demote ? 1 : 0;
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = Leading(link.Url);
        }

        // An address in pointed brackets; that of a mail stands there without its scheme.
        foreach (var bare in document.Descendants<AutolinkInline>().Where(bare => !bare.IsEmail))
            bare.Url = Leading(bare.Url)!;

        // Each clause by itself, so that a printed page breaks between two of them.
        var clause = demote ? "<h3>" : "<h2>";
        return $"<section>{document.ToHtml(_pipeline).Replace(clause, $"</section>\n<section>{clause}", StringComparison.Ordinal)}</section>";
    }

    /// <summary>Its lines without the marks of Markdown.</summary>
    public static string[] LinesOf(string markdown) => Markdown.ToPlainText(markdown, _pipeline).Split('\n');

    static string? Leading(string? url) => OutwardLink.IsSafe(url) ? url : "#main";
}
