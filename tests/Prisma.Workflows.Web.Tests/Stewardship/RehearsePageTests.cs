using System.Net;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Tests.Harness;

namespace Prisma.Workflows.Web.Tests.Stewardship;

public sealed class RehearsePageTests(WebProduct product) : IClassFixture<WebProduct>
{
    const string Here = "/pathways/pathway-partner/";

    [Fact]
    public async Task A_steward_sees_the_calendar_of_what_is_drawn_in_a_frame()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        var page = await browser.GetAsync($"{Here}rehearse?start=2027-03-10&profile=Compact");
        Assert.Equal("compact", page.Document.QuerySelector("option[selected]")!.TextContent);

        var played = await browser.GetAsync(page.Document.QuerySelector("iframe")!.GetAttribute("src")!);

        Assert.Contains("Nothing was sent.", played.Text, StringComparison.Ordinal);
        Assert.Equal("March 2027", played.Document.QuerySelector("h2")!.TextContent);
        Assert.Contains("Playing ", played.Document.QuerySelector(".now")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains(played.Document.QuerySelectorAll(".badge"), kind => kind.TextContent == "mail");
        Assert.Contains("frame-ancestors 'self'", played.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_played_says_so_and_strangers_see_nothing()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/pathways/nowhere/rehearse")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/pathways/nowhere/rehearsal?start=2027-03-10&profile=Full")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"{Here}rehearsal?start=soon&profile=Full")).Status);

        using var facilitator = await product.SignInAsync(Role.Facilitator);
        Assert.NotEqual(HttpStatusCode.OK, (await facilitator.GetAsync($"{Here}rehearsal?start=2027-03-10&profile=Full")).Status);
    }
}
