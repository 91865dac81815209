using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Forms;

/// <summary>What is typed into a form that is open in two places.</summary>
public sealed class DraftTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task A_page_that_was_left_open_does_not_by_itself_replace_what_was_kept_elsewhere_since()
    {
        using var desk = product.Open();
        using var phone = product.Open();
        var address = await desk.ApplyAsync("two-places@example.org");
        var step = await product.StepAsync(Village.IdOf(address));
        await phone.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        var (left, other) = (Browser.Hidden((await desk.GetAsync(address)).Form("step")!), Browser.Hidden((await phone.GetAsync(address)).Form("step")!));

        var kept = await phone.PostAsync($"{address}/draft", [.. other, ("why", "A long thought, written on the train.")]);
        var late = await desk.PostAsync($"{address}/draft", [.. left, ("why", "S")]);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.PreconditionFailed), (kept.Status, late.Status));
        Assert.Equal("A long thought, written on the train.", await WhyAsync(phone, address));
        product.Time.Advance(TimeSpan.FromSeconds(5));
        var again = await phone.PostAsync($"{address}/draft", [.. other.Where(field => field.Name != "_drafted"), ("_drafted", kept.Headers["ETag"].Trim('"')), ("why", "A long thought, and one more.")]);
        Assert.Equal(HttpStatusCode.NoContent, again.Status);
        Assert.Equal("A long thought, and one more.", await WhyAsync(phone, address));

        await desk.PostAsync(address, [.. left, ("why", "What stands here is to be kept."), ("_later", "1")]);
        Assert.Equal("What stands here is to be kept.", await WhyAsync(phone, address));
    }

    [Fact]
    public async Task What_came_too_late_can_be_copied_also_where_it_was_not_whole()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("too-late@example.org");
        var left = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        var id = Village.IdOf(address);
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var step = await db.Steps.SingleAsync(one => one.Id == id, WebProduct.Cancellation);
            (step.State, step.ClosedAt, step.NextRungAt) = (StepState.Cancelled, product.Time.GetUtcNow(), null);
        }, WebProduct.Cancellation);

        var late = await browser.PostAsync(address, [.. left, ("why", "I had only begun to write.")]);

        Assert.Contains("It stands below, to be copied.", late.Text, StringComparison.Ordinal);
        Assert.Contains("I had only begun to write.", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_link_whose_days_are_over_nothing_is_kept_any_more()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("over@example.org");
        var id = Village.IdOf(address);
        var left = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        await product.Operations.RunAsync<PrismaDbContext>(
            db => db.AccessLinks.Where(link => link.StepId == id).ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, product.Time.GetUtcNow().AddDays(-1)), WebProduct.Cancellation), WebProduct.Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"{address}/draft", [.. left, ("why", "Once more.")])).Status);
        Assert.Equal("", (await product.StepAsync(id)).Draft);
    }

    static async Task<string> WhyAsync(Browser browser, string address) =>
        (await browser.GetAsync(address)).Document.QuerySelector("[name=why]")!.TextContent.Trim();
}
