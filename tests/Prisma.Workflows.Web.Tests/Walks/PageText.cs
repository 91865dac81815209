using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>What somebody sees of a page without scripts: one line a block, and of inputs what stands in them.</summary>
static class PageText
{
    static readonly HashSet<string> _blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "body", "dd", "details", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "header", "label", "legend",
        "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "th", "thead", "tr", "ul", "br", "button",
    };

    static readonly HashSet<string> _unseen = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "template", "title", "svg", "noscript" };

    public static IReadOnlyList<string> Lines(IElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return [.. text.ToString().Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0)];
    }

    static void Write(INode node, StringBuilder text)
    {
        switch (node)
        {
            case IText words:
                text.Append(words.Data.Replace('\n', ' '));
                break;
            case IElement element when _unseen.Contains(element.LocalName) || element.HasAttribute("hidden") || element.ClassList.Contains("hidden-field"):
                break;
            case IHtmlInputElement { Type: not "hidden" } input:
                text.Append(input.Type is "radio" or "checkbox" ? (input.IsChecked ? "(x) " : "( ) ") : $"[{input.Value}]");
                break;
            case IElement element:
                var isBlock = _blocks.Contains(element.LocalName);
                text.Append(isBlock ? "\n" : "");
                foreach (var child in element.ChildNodes)
                {
                    Write(child, text);
                }

                text.Append(isBlock ? "\n" : "");
                break;
        }
    }
}
