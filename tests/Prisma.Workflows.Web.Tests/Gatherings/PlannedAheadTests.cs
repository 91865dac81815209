using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Gatherings;

public sealed class PlannedAheadTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task A_gathering_to_which_nobody_was_invited_yet_is_planned_ahead()
    {
        const string ahead = $"/events/{Village.Slug}/gatherings/GA-25";
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var list = await facilitator.GetAsync($"/events/{Village.Slug}/gatherings");
        Assert.Equal("Learning call", list.Document.QuerySelector($"#ahead a[href^='{ahead}']")!.TextContent);

        var saved = await facilitator.SubmitAsync(ahead, "plan", ("startsAt", "2027-06-28 10:00"), ("minutes", "60"), ("where", "By video"));

        Assert.Equal($"{ahead}?saved=plan#when", saved.Location);
        var after = await facilitator.GetAsync($"/events/{Village.Slug}/gatherings");
        Assert.Null(after.Document.QuerySelector($"#ahead a[href^='{ahead}']"));
        Assert.NotNull(after.Document.QuerySelector($"td a[href='{ahead}']"));
        Assert.NotNull((await facilitator.GetAsync(ahead)).Document.QuerySelector("a[href$='gatherings.ics']"));
    }
}
