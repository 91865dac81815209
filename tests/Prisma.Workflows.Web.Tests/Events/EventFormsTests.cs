using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>The forms on the page of an event: what is wrong is said beside them and stays typed, what is right is seen at once.</summary>
public sealed class EventFormsTests(FoundedVillage product) : IClassFixture<FoundedVillage>, IAsyncLifetime
{
    const string Page = $"/events/{Village.Slug}";

    Browser _facilitator = null!;

    public async ValueTask InitializeAsync()
    {
        _facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
    }

    public ValueTask DisposeAsync()
    {
        _facilitator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_organisation_is_asked_to_the_event()
    {
        Assert.NotEmpty((await _facilitator.SubmitAsync(Page, "invite", ("organisation", "Reed Circle"))).Problems);

        var asked = await _facilitator.SubmitAsync(Page, "invite", ("pathway", Pathway.Network), ("organisation", "Reed Circle"), ("name", "Ida Pike"), ("email", "ida@reed.example"));

        Assert.Equal($"{Page}?saved=field#field", asked.Location);
        Assert.Contains("Reed Circle", (await _facilitator.GetAsync(Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_for_conversations_are_read_line_by_line()
    {
        var wrong = await _facilitator.SubmitAsync(Page, "slots", ("slots", "2027-06-10 14:00\nafter lunch"));
        Assert.Equal("“after lunch” is not a time. Write it like 2027-06-10 14:00.", Assert.Single(wrong.Problems));
        Assert.Contains("after lunch", wrong.Document.GetElementById("f-slots")!.TextContent, StringComparison.Ordinal);

        var saved = await _facilitator.SubmitAsync(Page, "slots", ("slots", "2027-06-10 14:00\n2027-06-11 9:30"));

        var page = await _facilitator.GetAsync(saved.Location);
        Assert.Contains("Applicants are offered those that lie ahead and are free.", page.Text, StringComparison.Ordinal);
        Assert.Equal("2027-06-10 14:00\n2027-06-11 09:30", page.Document.GetElementById("f-slots")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_stage_is_opened_before_its_day_with_a_reason_and_then_no_more()
    {
        const string Early = "/events/early";
        await _facilitator.SubmitAsync("/events/new", "create", [.. Fields("early"), ("name", "Early birds")]);
        Assert.NotEmpty((await _facilitator.SubmitAsync(Early, "stage", ("stage", "PAR-3"))).Problems);

        var opened = await _facilitator.SubmitAsync(Early, "stage", ("stage", "PAR-3"), ("stageReason", "Everybody has a seat already."));

        Assert.Equal($"{Early}#signals", opened.Location);
        Assert.Null((await _facilitator.GetAsync(Early)).Form("stage")!.QuerySelector("option[value=PAR-3]"));
        Assert.Equal("This stage was opened early already.", Assert.Single((await _facilitator.SubmitAsync(Early, "stage", ("stage", "PAR-3"), ("stageReason", "Once more, to be sure."))).Problems));
    }

    [Fact]
    public async Task What_an_event_says_of_itself_is_edited_and_its_name_stands_everywhere()
    {
        await _facilitator.SubmitAsync("/events/new", "create", [.. Fields("roots"), ("name", "Roots")]);

        var wrong = await _facilitator.SubmitAsync("/events/roots/edit", "edit", [.. Fields("roots"), ("name", "")]);
        Assert.Single(wrong.Problems);
        Assert.Equal("How do trees speak?", wrong.Document.GetElementById("f-summary")!.TextContent.Trim());
        Assert.Equal("/events/roots", (await _facilitator.SubmitAsync("/events/roots/edit", "edit", [.. Fields("roots"), ("name", "Roots and crowns")])).Location);

        using var stranger = product.Open();
        Assert.Contains("Roots and crowns", (await stranger.GetAsync("/e/roots")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _facilitator.GetAsync("/events/moss/edit")).Status);
    }

    [Fact]
    public async Task The_gatherings_of_an_event_are_listed_with_when_and_who()
    {
        var list = $"{Page}/gatherings";
        var theEvent = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));
        Assert.Contains("Nobody has been invited to a gathering yet.", (await _facilitator.GetAsync(list)).Text, StringComparison.Ordinal);

        await product.Operations.RunAsync<PlanGathering, Outcome<EventGathering>>(
            plan => plan.ExecuteAsync(theEvent, "GA-06a", new DateTimeOffset(2027, 6, 26, 9, 0, 0, TimeSpan.Zero), 90, "The mill", Actor.Prisma, WebProduct.Cancellation), WebProduct.Cancellation);

        var row = (await _facilitator.GetAsync(list)).Document.QuerySelector("tbody tr")!;
        Assert.Equal($"{list}/GA-06a", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("26 June 2027, 10:00", row.QuerySelector("[data-label=When]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _facilitator.GetAsync("/events/moss/gatherings")).Status);
    }

    static (string, string)[] Fields(string slug) =>
    [
        ("slug", slug), ("place", "Vale of Orrin"), ("summary", "How do trees speak?"), ("startsOn", "2027-10-06"), ("endsOn", "2027-10-15"),
        ("timeZone", "Europe/Lisbon"), ("capacity", "24"), ("profile", "Standard"), ("stages", "planned"),
    ];
}
