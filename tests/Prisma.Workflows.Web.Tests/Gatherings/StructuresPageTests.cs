namespace Prisma.Workflows.Web.Tests.Gatherings;

public sealed class StructuresPageTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_facilitator_finds_ways_of_meeting_for_a_purpose_a_number_of_people_and_a_time()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        var page = await facilitator.GetAsync("/structures?purpose=alignment&people=30&minutes=60");

        Assert.Contains("What I Need From You", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Integrated~Autonomy", page.Text, StringComparison.Ordinal);
        Assert.Contains("CC BY-SA 4.0", page.Text, StringComparison.Ordinal);
        Assert.Equal("30", page.Document.GetElementById("f-people")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("?purpose=&people=&minutes=", "33 ways fit")]
    [InlineData("?people=5000", "Nothing fits")]
    [InlineData("?purpose=<script>&people=many", "33 ways fit")]
    public async Task A_wish_left_open_leaves_everything_and_an_impossible_one_says_so(string query, string said)
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        Assert.Contains(said, (await facilitator.GetAsync($"/structures{query}")).Text, StringComparison.Ordinal);
    }
}
