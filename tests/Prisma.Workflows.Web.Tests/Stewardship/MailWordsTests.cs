using System.Net;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Tests.Harness;

namespace Prisma.Workflows.Web.Tests.Stewardship;

public sealed class MailWordsTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_steward_previews_saves_and_publishes_other_words_and_can_go_back()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        Assert.Contains("E03", (await steward.GetAsync("/mails")).Text, StringComparison.Ordinal);
        const string Body = "Hello {{ person.called }}, {{ step.title }} is still open.";

        var preview = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Whenever you like"), ("body", Body), ("act", "preview"));
        Assert.Contains("Hello Ida, Your application is still open.", preview.Text, StringComparison.Ordinal);
        var saved = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Whenever you like"), ("body", Body), ("act", "save"));
        var page = await steward.GetAsync(saved.Location);
        Assert.Contains("not published", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("changed here", (await steward.GetAsync("/mails")).Text, StringComparison.Ordinal);

        var publish = page.Document.QuerySelectorAll("input[name=_handler]").Select(input => input.GetAttribute("value")!).Single(name => name.StartsWith("publish-", StringComparison.Ordinal));
        await steward.SubmitAsync("/mails/E03", publish);
        Assert.Contains("changed here", (await steward.GetAsync("/mails")).Text, StringComparison.Ordinal);
        Assert.Equal("Whenever you like", (await steward.GetAsync("/mails/E03")).Document.QuerySelector("input[name=subject]")!.GetAttribute("value"));
        Assert.Contains("A gentle note", (await steward.GetAsync("/mails/E03?version=shipped")).Document.QuerySelector("input[name=subject]")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_would_fail_are_refused_and_what_was_typed_is_still_there()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Open"), ("body", "{{ agreement.title }}"), ("act", "save"));

        Assert.Contains("agreement.title", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal("{{ agreement.title }}", answer.Document.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task Only_stewards_and_administrators_see_the_words_and_an_unknown_mail_is_not_there()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var steward = await product.SignInAsync(Role.Steward);

        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync("/mails/E03")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/mails/E99")).Status);
    }
}
