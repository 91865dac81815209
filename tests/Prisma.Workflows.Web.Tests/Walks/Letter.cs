using AngleSharp.Html.Parser;
using MimeKit;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>A mail as it lies in somebody's mailbox.</summary>
sealed record Letter(DateTimeOffset At, string Name, string Address, string Subject, string Plain, string Html)
{
    readonly Lazy<IReadOnlyList<(string Words, string Address)>> _links = new(() => LinksOf(Html));

    public static Letter Of(MimeMessage mail, DateTimeOffset at)
    {
        var to = mail.To.Mailboxes.Single();
        return new(at, to.Name ?? "", to.Address, mail.Subject ?? "", mail.TextBody ?? "", mail.HtmlBody ?? "");
    }

    /// <summary>Its links into the product, as they stand in it.</summary>
    public IReadOnlyList<(string Words, string Address)> Links => _links.Value;

    static List<(string Words, string Address)> LinksOf(string html) =>
        [.. new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href^='http']").Select(link => (link.TextContent.Trim(), new Uri(link.GetAttribute("href")!).PathAndQuery))];
}
