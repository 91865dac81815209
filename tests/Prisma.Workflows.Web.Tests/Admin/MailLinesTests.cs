using Prisma.Workflows.Web.Admin;

namespace Prisma.Workflows.Web.Tests.Admin;

public sealed class MailLinesTests
{
    [Theory]
    [InlineData("Open https://reed.example/l/a-b_, and come back.", "https://reed.example/l/a-b_")]
    [InlineData("It is here (https://reed.example/l/abc).", "https://reed.example/l/abc")]
    [InlineData("https://reed.example/l/abc?to=mails", "https://reed.example/l/abc?to=mails")]
    [InlineData("Look: https://reed.example/?", "https://reed.example/")]
    public void A_link_ends_where_its_sentence_goes_on(string text, string link)
    {
        var parts = MailLines.Of(text).ToList();

        Assert.Equal(link, Assert.Single(parts, part => part.IsLink).Text);
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
    }
}
