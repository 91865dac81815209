namespace Prisma.Workflows.Web.Tests.Wordings;

public sealed class UsedInTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Theory]
    [InlineData("/mails/E09")]
    [InlineData("/forms/F-12/edit")]
    [InlineData("/forms/F-12")]
    [InlineData("/agreements/A-06")]
    public async Task What_is_written_says_which_steps_use_it_and_leads_there(string address)
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var links = Used(await steward.GetAsync(address)).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToList();

        var link = links.First(link => link.StartsWith("/pathways/pathway-participant/outline?", StringComparison.Ordinal));
        var outline = await steward.GetAsync(link);
        Assert.NotNull(outline.Document.GetElementById(Uri.UnescapeDataString(link.Split('#')[1])));
    }

    [Fact]
    public async Task What_no_step_names_says_so()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        Assert.Contains("No step of a workflow names it. Prisma itself may send it", Used(await steward.GetAsync("/mails/E76")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_says_which_steps_run_it_before_it_is_taken_back()
    {
        using var steward = await product.SignInAsync(Role.Administrator);

        var versions = await steward.GetAsync("/pathways/case-study/versions");

        Assert.Contains(Used(versions).QuerySelectorAll("a"), link => link.GetAttribute("href")!.StartsWith("/pathways/event-codesign/outline?", StringComparison.Ordinal));
        Assert.Contains("One step of another workflow runs it. From then on that fails, unless this version is named there", versions.Document.QuerySelector("form:has(button.danger)")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No step of a workflow names it. It begins by itself", Used(await steward.GetAsync("/pathways/event-codesign/versions")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facilitator_who_tries_a_form_is_led_nowhere_they_may_not_go()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        Assert.Null((await facilitator.GetAsync("/forms/F-12")).Document.QuerySelector("#used-in"));
    }

    static AngleSharp.Dom.IElement Used(Browser.Answer answer) => answer.Document.QuerySelector("section[aria-labelledby=used-in]")!;
}
