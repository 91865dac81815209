namespace Prisma.Workflows.Web.Tests.Wordings;

public sealed class AgreementWordsTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_steward_reads_an_agreement_as_signers_do_changes_it_and_publishes_it()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        using var other = await product.SignInAsync(Role.Steward);

        var shipped = await steward.GetAsync("/agreements/A-06");
        Assert.Contains("Ida Marsh, who takes part in The Orrin Waters", shipped.Text, StringComparison.Ordinal);
        Assert.Contains("SHA-256 of the text above the signatures", shipped.Text, StringComparison.Ordinal);
        Assert.Contains("{{ lead.name }}", shipped.Document.QuerySelector(".facts-named")!.TextContent, StringComparison.Ordinal);

        var saved = await steward.SubmitAsync("/agreements/A-06", "words", ("title", "Taking part"), ("summary", "You come.\r\nYou may leave."), ("text", "## 1. Who\r\n\r\n{{ person.name }} comes."), ("act", "save"));
        var page = await steward.GetAsync(saved.Location);
        Assert.Contains("Ida Marsh comes.", page.Document.QuerySelector("article.agreement")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Taken out: Participation agreement", page.Text, StringComparison.Ordinal);
        await other.SubmitAsync(saved.Location, "consent");
        await steward.SubmitAsync(saved.Location, "publish", ("sentence", "Nobody read the long one."));

        var list = await steward.GetAsync("/agreements");
        Assert.Contains("Have them reviewed by local counsel", list.Text, StringComparison.Ordinal);
        Assert.Contains("Taking part", list.Text, StringComparison.Ordinal);
        Assert.Equal(["version 2", "changed here"], Says("A-06"));
        Assert.Equal(["version 1"], Says("A-05"));

        IEnumerable<string> Says(string id) => list.Document.QuerySelector($"a[href='/agreements/{id}']")!.ParentElement!.QuerySelectorAll("span").Select(said => said.TextContent);
    }

    [Fact]
    public async Task A_fact_that_nobody_has_is_refused_and_what_was_typed_is_still_there()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/agreements/A-05", "words", ("title", "Gift"), ("summary", ""), ("text", "## Gift\r\n\r\n{{ budget.table }}"), ("notice", "14"), ("act", "preview"));

        Assert.Equal(2, answer.Problems.Count);
        Assert.Contains("The text, line 3: budget.table is not known", answer.Problems[1], StringComparison.Ordinal);
        Assert.Equal("{{ budget.table }}", answer.Document.QuerySelector("ol.excerpt mark")!.TextContent);
        Assert.EndsWith("{{ budget.table }}", answer.Document.QuerySelector("textarea[name=text]")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_of_notice_are_changed_beside_the_text_that_names_them()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        var (summary, named) = (("summary", "You may leave."), ("text", "Either may leave with {{ agreement.notice_days }} days' notice."));
        Assert.Equal("14", (await steward.GetAsync("/agreements/A-04")).Document.QuerySelector("input[name=notice]")!.GetAttribute("value"));
        Assert.Null((await steward.GetAsync("/agreements/A-06")).Document.QuerySelector("input[name=notice]"));

        var none = await steward.SubmitAsync("/agreements/A-04", "words", ("title", "Together"), summary, named, ("notice", "0"), ("act", "save"));
        var elsewhere = await steward.SubmitAsync("/agreements/A-04", "words", ("title", "Together"), summary, ("text", "Either may leave with 60 days' notice."), ("notice", "90"), ("act", "save"));
        var saved = await steward.SubmitAsync("/agreements/A-04", "words", ("title", "Together"), summary, named, ("notice", "90"), ("act", "save"));

        Assert.Equal("Please give a whole number of days, up to 365.", Assert.Single(none.Problems));
        Assert.Equal("Its notice is 90 days: please name them as {{ agreement.notice_days }}, so that what is signed is what happens.", Assert.Single(elsewhere.Problems));
        var page = await steward.GetAsync(saved.Location);
        Assert.Contains("with 90 days' notice", page.Document.QuerySelector("article.agreement")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("90", page.Document.QuerySelector("input[name=notice]")!.GetAttribute("value"));
        Assert.Contains("Days of notice: 90", page.Text, StringComparison.Ordinal);
    }
}
