namespace Prisma.Workflows.Web.Tests.Stewardship;

/// <summary>What a steward does with a draft or with words, pressed twice or in a second window: the page says how things stand, and shows what was typed.</summary>
public sealed class DoneTwiceTests
{
    const string Pathway = "/pathways/pathway-participant", Publish = $"{Pathway}/publish", Versions = $"{Pathway}/versions", Mail = "/mails/E02", Why = "A warmer word.";

    [Fact]
    public async Task A_draft_that_is_read_published_and_taken_back_twice_is_so_once()
    {
        await using var product = new WebProduct();
        using var author = await product.SignInAsync(Role.Administrator, Role.Steward);
        using var reader = await product.SignInAsync(Role.Steward);
        await DraftAsync(author, "mail-received-interest");

        await TwiceAsync(reader, Publish, "consent");
        var published = await TwiceAsync(author, Publish, "publish", ("sentence", Why), ("looked", "yes"));
        Assert.Contains("There is no draft to publish", published.Text, StringComparison.Ordinal);
        Assert.Equal(Why, published.Document.QuerySelector(".as-typed")!.TextContent);
        await TwiceAsync(author, Versions, "retract");
        await TwiceAsync(author, Versions, "again");
        await DraftAsync(author, "mail-application-received");
        await TwiceAsync(author, Versions, "discard");
    }

    [Fact]
    public async Task Words_that_are_read_and_published_twice_are_so_once()
    {
        await using var product = new WebProduct();
        using var author = await product.SignInAsync(Role.Steward);
        using var reader = await product.SignInAsync(Role.Steward);
        var saved = (await author.SubmitAsync(Mail, "words", ("subject", "We have your words"), ("body", "Thank you."), ("act", "save"))).Location;

        await TwiceAsync(reader, saved, "consent");
        var published = await TwiceAsync(author, saved, "publish", ("sentence", Why));

        Assert.Equal(Why, published.Document.QuerySelector("main .as-typed")!.TextContent);
    }

    /// <summary>A draft in which one mail less is sent.</summary>
    static async Task DraftAsync(Browser browser, string mail)
    {
        var form = (await browser.GetAsync($"{Pathway}/outline")).Document.QuerySelector("button[value=undo]")!.Closest("form")!;
        var done = await browser.PostAsync($"{Pathway}/outline", [.. Browser.Hidden(form), ("do", $"remove:{mail}")]);
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
    }

    static async Task<Browser.Answer> TwiceAsync(Browser browser, string page, string name, params (string Name, string Value)[] fields)
    {
        var form = Browser.Hidden((await browser.GetAsync(page)).Form(name)!);
        Assert.Equal((name, HttpStatusCode.Redirect), (name, (await browser.PostAsync(page, [.. form, .. fields])).Status));
        var again = await browser.PostAsync(page, [.. form, .. fields]);
        Assert.Equal((name, HttpStatusCode.OK), (name, again.Status));
        Assert.Contains("was done already", again.Text, StringComparison.Ordinal);
        return again;
    }
}
