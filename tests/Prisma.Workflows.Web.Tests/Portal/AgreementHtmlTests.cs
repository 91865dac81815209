using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>The words of an agreement may come from another hub's bundle; on our page they lead nowhere but to web and mail addresses.</summary>
public sealed class AgreementHtmlTests
{
    [Theory]
    [InlineData(false, "<section><h1>Covenant</h1>\n<p>Ours.</p>\n</section>\n<section><h2>1. Who</h2>\n<p>We.</p>\n</section>\n<section><h2>2. Why</h2>\n<p>So.</p>\n</section>")]
    [InlineData(true, "<section><h2>Covenant</h2>\n<p>Ours.</p>\n</section>\n<section><h3>1. Who</h3>\n<p>We.</p>\n</section>\n<section><h3>2. Why</h3>\n<p>So.</p>\n</section>")]
    public void Each_clause_is_a_part_of_its_own_that_no_page_breaks(bool demote, string html) =>
        Assert.Equal(html, AgreementHtml.Of("# Covenant\n\nOurs.\n\n## 1. Who\n\nWe.\n\n## 2. Why\n\nSo.\n", demote));

    [Fact]
    public void Its_lines_carry_no_marks() =>
        Assert.Equal(["Covenant", "Noor Aske, called the network.", "We.", "So it is."], AgreementHtml.LinesOf("# Covenant\n\n- **Noor Aske**, called *the network*.\n- We.\n\nSo it is.\n").Where(line => line.Length > 0));

    [Theory]
    [InlineData("[here](javascript:alert)")]
    [InlineData("[here][1]\n\n[1]: javascript:alert")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[here](data:text/html,x)")]
    public void A_link_that_would_run_something_leads_nowhere(string markdown)
    {
        var html = AgreementHtml.Of(markdown, demote: true);

        Assert.DoesNotContain("=\"javascript:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("=\"data:", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("<https://reed.example/terms>", "href=\"https://reed.example/terms\"")]
    [InlineData("<hub@reed.example>", "href=\"mailto:hub@reed.example\"")]
    [InlineData("[here](mailto:hub@reed.example)", "href=\"mailto:hub@reed.example\"")]
    public void A_link_to_a_web_or_mail_address_is_kept(string markdown, string link) =>
        Assert.Contains(link, AgreementHtml.Of(markdown, demote: true), StringComparison.Ordinal);
}
