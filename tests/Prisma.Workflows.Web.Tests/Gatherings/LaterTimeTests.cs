using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Gatherings;

/// <summary>Whoever says how a gathering went while somebody else has set a later time for it.</summary>
public sealed class LaterTimeTests : IAsyncDisposable
{
    readonly WebProduct _product = new();

    const string NotBegun = "It has not begun yet. Please say afterwards who was there.";

    [Fact]
    public async Task That_it_took_place_is_refused_with_a_sentence()
    {
        var (host, address, _) = await HostAsync("GA-06a", form: "");
        var opened = Browser.Hidden((await host.GetAsync(address)).Form("held")!);
        await LaterAsync("GA-06a");

        var answer = await host.PostAsync(address, opened);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([NotBegun], answer.Problems);
        Assert.Null((await host.GetAsync(address)).Form("held"));
    }

    [Fact]
    public async Task Its_record_is_refused_with_a_sentence_and_its_words_stay()
    {
        var (host, address, step) = await HostAsync("GA-06b", form: "F-22");
        var opened = (await host.GetAsync(address)).Form("step")!;
        await LaterAsync("GA-06b");

        var answer = await host.PostAsync(address, [.. Browser.Hidden(opened), ("coming", "phone"), ("needs", "Two chairs by the fire.")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([NotBegun], answer.Problems);
        Assert.True((await _product.StepAsync(step)).IsOpen);
        Assert.Equal("Two chairs by the fire.", answer.Form("step")!.QuerySelector("textarea")!.TextContent);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    async Task<(Browser Host, string Address, Guid Step)> HostAsync(string gathering, string form)
    {
        await _product.FoundAsync();
        var hosting = await _product.AskWhoCameAsync(gathering);
        await _product.Operations.RunAsync<PrismaDbContext>(db => db.Steps.Where(one => one.Id == hosting.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.FormId, form).SetProperty(one => one.FormVersion, form.Length > 0 ? 1 : 0), WebProduct.Cancellation), WebProduct.Cancellation);
        var host = _product.Open();
        await host.GetAsync(await _product.LinkAsync(hosting.Id, hosting.ActorId));
        return (host, $"/steps/{hosting.Id}", hosting.Id);
    }

    async Task LaterAsync(string gathering)
    {
        var theEvent = await _product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));
        await _product.Operations.RunAsync<PlanGathering, Outcome<EventGathering>>(plan => plan.ExecuteAsync(theEvent, gathering, _product.Time.GetUtcNow().AddDays(3), 90, "", Actor.Prisma, WebProduct.Cancellation), WebProduct.Cancellation);
    }
}
