using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Gatherings;

public sealed class GatheringPageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    const string Page = $"/events/{Village.Slug}/gatherings/GA-06a";

    [Fact]
    public async Task Saving_a_time_says_when_it_is_and_a_time_gone_by_is_not_saved()
    {
        var theEvent = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));
        await product.Operations.RunAsync<PlanGathering, Outcome<EventGathering>>(plan => plan.ExecuteAsync(theEvent, "GA-06a", null, null, "", Actor.Prisma, WebProduct.Cancellation), WebProduct.Cancellation);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        Assert.DoesNotContain("gatherings.ics", (await facilitator.GetAsync($"/events/{Village.Slug}/gatherings")).Body, StringComparison.Ordinal);

        var saved = await facilitator.SubmitAsync(Page, "plan", ("startsAt", "2027-06-26 10:00"), ("minutes", "90"), ("where", "The mill"));

        Assert.Equal($"{Page}?saved=plan#when", saved.Location);
        Assert.DoesNotContain("Were they there?", (await facilitator.GetAsync(Page)).Text, StringComparison.Ordinal);
        Assert.Contains("gatherings.ics", (await facilitator.GetAsync($"/events/{Village.Slug}/gatherings")).Body, StringComparison.Ordinal);
        Assert.Contains("Saved. It is 26 June 2027, 10:00 Lisbon time, 90 minutes.", (await facilitator.GetAsync(saved.Location)).Text, StringComparison.Ordinal);
        var late = await facilitator.SubmitAsync($"{Page}?saved=plan", "plan", ("startsAt", "2020-06-26 10:00"), ("minutes", "90"), ("where", "The mill"));
        Assert.Single(late.Problems);
        Assert.DoesNotContain("Saved.", late.Text, StringComparison.Ordinal);
        var unread = await facilitator.SubmitAsync(Page, "plan", ("startsAt", "next week"), ("minutes", "90"), ("where", "The mill"));
        Assert.Contains("“next week” is not a time. Write it like 2027-06-26 10:00.", Assert.Single(unread.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_of_whom_can_be_read_until_it_counts()
    {
        const string Open = "GA-06b";
        var hosting = await product.AskWhoCameAsync(Open);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var page = $"/events/{Village.Slug}/gatherings/{Open}";
        var before = await facilitator.GetAsync(page);
        Assert.Contains("1 not said yet", before.Text, StringComparison.Ordinal);

        await facilitator.SubmitAsync(page, "attendance", (hosting.Id.ToString("N"), "no"), ("notes", "Two rooms.\nOne fire."));

        var said = await facilitator.GetAsync(page);
        Assert.Equal("was not there", said.Document.QuerySelector("td[data-label='Were they there?']")!.TextContent.Trim());
        Assert.Contains("Lisbon time on, or a minute after", said.Text, StringComparison.Ordinal);
        Assert.Equal("Two rooms.\nOne fire.", said.Document.QuerySelector(".as-typed")!.TextContent);
        Assert.Equal(("180", true), (Minutes(before), before.Text.Contains("suit its purpose", StringComparison.Ordinal)));
        Assert.Equal(("180", true), (Minutes(said), said.Text.Contains("suit its purpose", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_gathering_gone_by_of_which_nobody_said_who_was_there_says_so()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var facilitator = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        await facilitator.SubmitAsync(Page, "plan", ("startsAt", "2027-06-26 10:00"), ("minutes", "90"), ("where", "The mill"));
        var hosting = await village.AskWhoCameAsync("GA-06a");
        await village.Operations.RunAsync<PrismaDbContext>(db => db.Steps.Where(one => one.Id == hosting.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, StepState.Lapsed), WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.Contains("1 invited", (await facilitator.GetAsync($"/events/{Village.Slug}/gatherings")).Text, StringComparison.Ordinal);

        village.Time.SetUtcNow(new DateTimeOffset(2027, 6, 26, 11, 0, 0, TimeSpan.Zero));
        using var later = await village.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);

        Assert.Contains("1 of whom nobody said whether they were there", (await later.GetAsync($"/events/{Village.Slug}/gatherings")).Text, StringComparison.Ordinal);
        Assert.Equal("nobody said whether they were there", (await later.GetAsync(Page)).Document.QuerySelector("td[data-label='How they stand to it']")!.TextContent);
    }

    [Fact]
    public async Task Nobody_plans_a_gathering_of_an_event_that_will_not_take_place()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var facilitator = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        await facilitator.SubmitAsync(Page, "plan", ("startsAt", "2027-06-26 10:00"), ("minutes", "90"), ("where", "The mill"));
        var planned = Browser.Hidden((await facilitator.GetAsync(Page)).Form("plan")!);
        Assert.DoesNotContain("STATUS:", (await facilitator.GetAsync($"/events/{Village.Slug}/gatherings.ics")).Body, StringComparison.Ordinal);
        await CancelAsync(new DateTimeOffset(2027, 6, 27, 10, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain("STATUS:", (await facilitator.GetAsync($"/events/{Village.Slug}/gatherings.ics")).Body, StringComparison.Ordinal);
        await CancelAsync(village.Time.GetUtcNow());

        var page = await facilitator.GetAsync(Page);
        Assert.Null(page.Form("plan"));
        Assert.Contains("This event will not take place; nothing is planned for it any more.", page.Text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", (await facilitator.GetAsync($"/events/{Village.Slug}/gatherings.ics")).Body, StringComparison.Ordinal);
        var late = await facilitator.PostAsync(Page, [.. planned, ("startsAt", "2027-06-27 10:00"), ("minutes", "90"), ("where", "The barn")]);
        Assert.Contains("The barn", late.Form("plan")!.QuerySelector("[name=where]")!.GetAttribute("value"), StringComparison.Ordinal);

        Task CancelAsync(DateTimeOffset at) =>
            village.Operations.RunAsync<PrismaDbContext>(async db => (await db.Events.SingleAsync(WebProduct.Cancellation)).CancelledAt = at, WebProduct.Cancellation);
    }

    static string? Minutes(Browser.Answer page) => page.Document.QuerySelector("[name=minutes]")!.GetAttribute("value");
}
