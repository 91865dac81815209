using Prisma.Workflows.Authoring;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Admin;

/// <summary>What grows with the years is read a page at a time, and found by a word of it; the address keeps both.</summary>
public sealed class LongListPagesTests(FoundedVillage product) : IClassFixture<FoundedVillage>, IAsyncLifetime
{
    const int Many = 60;

    public async ValueTask InitializeAsync()
    {
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var now = product.Time.GetUtcNow();
            if (await db.People.AnyAsync(person => person.FirstName == "Özlem", WebProduct.Cancellation))
            {
                return;
            }

            var shipped = await db.Definitions.SingleAsync(version => version.DefinitionId == "pathway-partner", WebProduct.Cancellation);
            for (var number = 100; number < 100 + Many; number++)
            {
                var person = new Person { FirstName = "Özlem", LastName = $"Reed {number}", Email = $"o{number}@reed.example", TimeZone = "Europe/Lisbon", CreatedAt = now };
                person.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Facilitator, GrantedAt = now });
                var theEvent = new Event { Name = $"Waters {number}", Slug = $"waters-{number}", Place = "Vale of Árvore", StartsOn = new DateOnly(2027, 9, 6), EndsOn = new DateOnly(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard, CreatedAt = now };
                var definition = new DefinitionVersion { Id = $"kettle-{number}", DefinitionId = $"kettle-{number}", Version = 1, Name = $"Kettle {number}", IsLatest = true, Json = shipped.Json, ContentHash = shipped.ContentHash, CreatedAt = now };
                db.AddRange(person, theEvent, definition);
            }
        }, WebProduct.Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/events", "article", "arvore 133", "Waters 133")]
    [InlineData("/people", "tbody tr", "ozlem o133@", "Özlem Reed 133")]
    [InlineData("/definitions", "tbody tr", "kettle-133", "Kettle 133")]
    [InlineData("/mails", "tbody tr", "E16c code", "Your code for signing – The Orrin Waters")]
    [InlineData("/forms", "ul.card > li", "F-15b", "F-15b")]
    public async Task A_long_list_has_pages_and_is_searched(string list, string row, string asked, string found)
    {
        using var administrator = await product.SignInAsync(Role.Administrator, Role.Facilitator, Role.Steward);

        var first = await administrator.GetAsync(list);
        var second = await administrator.GetAsync(first.Document.QuerySelector("nav[aria-label='Pages of the list'] a")!.GetAttribute("href")!);
        var one = await administrator.GetAsync($"{list}?find={Uri.EscapeDataString(asked)}");
        var none = await administrator.GetAsync($"{list}?find=%3Cx%3E");

        Assert.Equal(50, Rows(first).Length);
        Assert.InRange(Rows(second).Length, 10, 50);
        Assert.Empty(Rows(first).Intersect(Rows(second)));
        Assert.Contains(found, Assert.Single(Rows(one)), StringComparison.Ordinal);
        Assert.Equal(asked, one.Document.QuerySelector("form[role=search] input")!.GetAttribute("value"));
        Assert.Empty(Rows(none));
        Assert.Contains("Nothing is found for “<x>”. Show all", none.Text, StringComparison.Ordinal);
        Assert.Contains("nothing on this page of the list", (await administrator.GetAsync($"{list}?page=99")).Text, StringComparison.Ordinal);

        string[] Rows(Browser.Answer page) => [.. page.Document.QuerySelectorAll($"main {row}").Select(line => line.TextContent)];
    }

    [Fact]
    public async Task Of_many_staff_the_team_form_shows_the_team_and_whoever_is_searched_for_and_forgets_no_tick()
    {
        using var administrator = await product.SignInAsync(Role.Administrator);
        const string page = $"/events/{Village.Slug}";
        Assert.Empty(Shown(await administrator.GetAsync(page)));

        var one = await administrator.SubmitAsync(page, "team", ("staff", "ozlem 133"), ("act", "find"));
        Assert.Equal(["Özlem Reed 133"], Shown(one));
        var first = Box(one, "Özlem Reed 133");
        var two = await administrator.SubmitAsync(page, "team", ("team", first), ("staff", "o141@reed"), ("act", "find"));
        Assert.Equal(["Özlem Reed 133", "Özlem Reed 141"], Shown(two));
        Assert.NotNull(two.Document.QuerySelector($"input[value='{first}'][checked]"));
        Assert.Contains("Nobody with an account is called “nobody at all”", (await administrator.SubmitAsync(page, "team", ("staff", "nobody at all"), ("act", "find"))).Text, StringComparison.Ordinal);
        Assert.Equal(50, Shown(await administrator.SubmitAsync(page, "team", ("staff", "reed"), ("act", "find"))).Count());

        await administrator.SubmitAsync(page, "team", ("team", first), ("team", Box(two, "Özlem Reed 141")));
        Assert.Equal(["Özlem Reed 133", "Özlem Reed 141"], Shown(await administrator.GetAsync(page)));

        static IEnumerable<string> Shown(Browser.Answer answer) => answer.Form("team")!.QuerySelectorAll("details strong").Select(name => name.TextContent);
        static string Box(Browser.Answer answer, string name) => answer.Form("team")!.QuerySelectorAll("details").Single(one => one.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("input")[2].GetAttribute("value")!;
    }
}
