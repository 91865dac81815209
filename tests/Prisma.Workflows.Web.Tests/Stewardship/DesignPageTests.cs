using Microsoft.Extensions.FileProviders;
using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Web.Studio;

namespace Prisma.Workflows.Web.Tests.Stewardship;

public sealed class DesignPageTests(WebProduct product) : IClassFixture<WebProduct>, IDisposable
{
    const string Pathway = "/pathways/pathway-participant/design";

    readonly DirectoryInfo _package = Directory.CreateTempSubdirectory("prisma-studio-");

    public void Dispose() => _package.Delete(recursive: true);

    [Fact]
    public async Task Without_the_studios_files_the_page_says_so_and_leads_to_the_outline()
    {
        await using var without = new WebProduct { Studio = new StudioFiles(new NullFileProvider()) };
        using var browser = await without.SignInAsync(Role.Steward);

        var page = await browser.GetAsync(Pathway);

        Assert.Contains("its files are not installed here", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main .notice a[href='/pathways/pathway-participant/outline']"));
        Assert.Null(page.Document.QuerySelector("iframe"));
    }

    [Theory]
    [InlineData("", "plain")]
    [InlineData("?view=expert", "expert")]
    public async Task The_canvas_is_a_document_of_its_own_within_the_pathways_page(string view, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(_package.FullName, "package.json"), """{ "version": "9.8.7" }""", WebProduct.Cancellation);
        using var files = new PhysicalFileProvider(_package.FullName);
        await using var with = new WebProduct { Studio = new StudioFiles(files) };
        using var browser = await with.SignInAsync(Role.Steward);

        var page = await browser.GetAsync(Pathway + view);
        var frame = await browser.GetAsync(page.Document.QuerySelector("iframe")!.GetAttribute("src")!);

        Assert.Equal("/pathways/pathway-participant/design", page.Document.QuerySelector("nav[aria-label='This pathway'] a[aria-current]")!.GetAttribute("href"));
        Assert.Equal((HttpStatusCode.OK, expected, "/studio/9.8.7/"), (frame.Status, frame.Document.Body!.ClassName, frame.Document.QuerySelector("base")!.GetAttribute("href")));
        Assert.Equal("pathway-participant", frame.Document.QuerySelector("elsa-workflow-definition-editor")!.GetAttribute("definition-id"));
        Assert.Contains("frame-ancestors 'self'", frame.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-", frame.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_opens_the_canvas_is_seen_by_the_others()
    {
        using var first = await product.SignInAsync(Role.Steward);
        using var second = await product.SignInAsync(Role.Administrator);
        Assert.DoesNotContain("the canvas) has this pathway open", (await second.GetAsync(Pathway)).Text, StringComparison.Ordinal);

        await TellAsync(first, HttpMethod.Post, "design");

        Assert.Contains("Sam Vale (the canvas) has this pathway open too", (await second.GetAsync(Pathway)).Text, StringComparison.Ordinal);
        product.Time.Advance(TellPresence.Lasts + TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("the canvas) has this pathway open", (await second.GetAsync(Pathway)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_goes_from_the_canvas_to_the_outline_is_seen_there()
    {
        using var first = await product.SignInAsync(Role.Steward);
        using var second = await product.SignInAsync(Role.Administrator);
        await TellAsync(first, HttpMethod.Post, "design");

        await TellAsync(first, HttpMethod.Delete, "design");
        Assert.DoesNotContain("has this pathway open", (await second.GetAsync(Pathway)).Text, StringComparison.Ordinal);

        await TellAsync(first, HttpMethod.Post, "outline");
        await TellAsync(first, HttpMethod.Delete, "design");
        Assert.Contains("Sam Vale (the outline) has this pathway open too", (await second.GetAsync(Pathway)).Text, StringComparison.Ordinal);
        await TellAsync(first, HttpMethod.Delete, "outline");
    }

    [Theory]
    [InlineData(Pathway)]
    [InlineData("/studio/any/design/pathway-participant")]
    public async Task Who_draws_nothing_does_not_open_it(string address)
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync(address)).Status);
    }

    static async Task TellAsync(Browser browser, HttpMethod method, string place)
    {
        using var told = new HttpRequestMessage(method, new Uri($"/pathways/pathway-participant/{place}/presence", UriKind.Relative)) { Headers = { { "Origin", "http://localhost" } } };
        using var answer = await browser.Client.SendAsync(told, WebProduct.Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
