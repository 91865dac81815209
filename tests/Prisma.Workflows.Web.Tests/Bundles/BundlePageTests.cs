using Prisma.Workflows.Bundles;

namespace Prisma.Workflows.Web.Tests.Bundles;

public sealed class BundlePageTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_bundle_goes_out_from_an_events_page_and_comes_in_once_an_administrator_saw_what_is_different()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", ("name", "The Orrin Waters"), ("slug", "orrin-bundle"), ("place", "Vale of Orrin"), ("startsOn", "2027-09-06"), ("endsOn", "2027-09-15"), ("timeZone", "Europe/Lisbon"), ("capacity", "40"), ("profile", "Standard"), ("stages", "planned"));
        Assert.NotNull((await facilitator.GetAsync("/events/orrin-bundle")).Document.QuerySelector("a[href='/events/orrin-bundle/bundle']"));
        var zip = await facilitator.Client.GetByteArrayAsync(new Uri("/events/orrin-bundle/bundle", UriKind.Relative), WebProduct.Cancellation);
        var bundle = EventBundle.Open("orrin.zip", zip);
        var changed = new SortedDictionary<string, byte[]>(bundle.Members.ToDictionary(), StringComparer.Ordinal) { ["templates/mails/story-release/en/subject.txt"] = "Is this you, in {{ event.name }}?"u8.ToArray() };
        using var administrator = await product.SignInAsync(Role.Administrator);

        var shown = await BringAsync(administrator, EventBundle.Of(changed).ToZip());
        Assert.Contains("0 new, 1 changed", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Is this you, in {{ event.name }}?", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Is this you, in", (await administrator.GetAsync("/mails/E62")).Body, StringComparison.Ordinal);

        var alone = await administrator.PostAsync("/bundles", Browser.Hidden(shown.Form("adopt")!));
        Assert.Contains("A steward other than you", alone.Text, StringComparison.Ordinal);
        using var steward = await product.SignInAsync(Role.Steward);
        Assert.Null(await TodayAsync(administrator));
        Assert.Equal("The bundle of “The Orrin Waters”, brought from elsewhere", await TodayAsync(steward));
        var kept = await steward.GetAsync(shown.Document.QuerySelector("a[href^='/bundles?kept=']")!.GetAttribute("href")!);
        Assert.Contains("Is this you, in {{ event.name }}?", kept.Text, StringComparison.Ordinal);
        Assert.Null(kept.Form("adopt"));
        Assert.Contains("Say what to change", Assert.Single((await steward.PostAsync("/bundles", Browser.Hidden(kept.Form("return")!))).Problems), StringComparison.Ordinal);
        var returned = await steward.GetAsync((await steward.PostAsync("/bundles", [.. Browser.Hidden(kept.Form("return")!), ("word", "Ask them who wrote it.")])).Location);
        Assert.Equal("", returned.Document.QuerySelector("textarea[name=word]")!.TextContent.Trim());
        Assert.Null(await TodayAsync(steward));
        var refused = await administrator.PostAsync("/bundles", Browser.Hidden(shown.Form("adopt")!));
        Assert.Contains("returned exactly this content", refused.Text, StringComparison.Ordinal);
        Assert.All([returned, refused], page => Assert.Contains("“Ask them who wrote it.”", page.Text, StringComparison.Ordinal));
        var read = await steward.PostAsync("/bundles", Browser.Hidden(kept.Form("consent")!));
        Assert.DoesNotContain("Nobody yet.", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Returned with a word", read.Text, StringComparison.Ordinal);
        Assert.Null(await TodayAsync(steward));
        Assert.Equal("The bundle of “The Orrin Waters”, brought from elsewhere and read since", await TodayAsync(administrator));

        var adopted = await administrator.PostAsync("/bundles", Browser.Hidden(shown.Form("adopt")!));
        Assert.Contains("Adopted: 0 new, 1 changed", adopted.Text, StringComparison.Ordinal);
        Assert.Null(await TodayAsync(administrator));
        Assert.Contains("Nothing was changed", (await BringAsync(administrator, EventBundle.Of(changed).ToZip())).Text, StringComparison.Ordinal);
        Assert.Contains("is cut short or damaged", Assert.Single((await BringAsync(administrator, "PK"u8.ToArray())).Problems), StringComparison.Ordinal);
        Assert.Null(await TodayAsync(steward));
        Assert.Contains("no longer kept", Assert.Single((await administrator.PostAsync("/bundles", [.. Browser.Hidden(shown.Form("adopt")!).Where(field => field.Name != "Key"), ("Key", "../../prisma.db")])).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_adopt_and_strangers_get_no_bundle()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var stranger = product.Open();

        Assert.NotEqual(HttpStatusCode.OK, (await facilitator.GetAsync("/bundles")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.GetAsync("/events/no-such-event/bundle")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync("/events/orrin-bundle/bundle")).Status);
    }

    static async Task<string?> TodayAsync(Browser browser) =>
        (await browser.GetAsync("/today")).Document.QuerySelector("a[href^='/bundles?kept=']")?.ParentElement!.TextContent.Trim();

    static async Task<Browser.Answer> BringAsync(Browser browser, byte[] zip)
    {
        var form = (await browser.GetAsync("/bundles")).Form("bring")!;
        using var content = new MultipartFormDataContent { { new ByteArrayContent(zip), "Upload", "orrin.zip" } };
        foreach (var (name, value) in Browser.Hidden(form))
        {
            content.Add(new StringContent(value), name);
        }

        return await Browser.ReadAsync(await browser.Client.PostAsync(new Uri("/bundles", UriKind.Relative), content, WebProduct.Cancellation));
    }
}
