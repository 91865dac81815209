using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>Whoever comes when an event is over is told so, and is asked for nothing that nobody would read.</summary>
public sealed class EndedEventTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    const string Over = "This event has taken place.";

    [Theory]
    [InlineData(-1, "You have a place. Nothing waits for you now. We wait for the harvest, and write when it is your turn.")]
    [InlineData(1, "The days are over. Nothing waits for you now. We wait for the harvest, and write when it is your turn.")]
    public void A_seat_is_no_place_to_come_to_once_the_days_are_over(int days, string said)
    {
        var theEvent = Orrin();
        var person = new Person { FirstName = "Amina", Email = "amina@example.org" };
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-participant", InstanceId = "1", State = EnrolmentState.Active };

        Assert.Equal(said, WhereWords.Of(new EnrolmentView(enrolment, theEvent, person) { Seat = SeatState.Confirmed, WaitsFor = ["the harvest"], At = new DateTimeOffset(2027, 9, 16, 9, 0, 0, TimeSpan.Zero).AddDays(days - 1) }));
    }

    [Theory]
    [InlineData(EnrolmentState.Withdrawn, false, "you are welcome to begin anew while this event calls")]
    [InlineData(EnrolmentState.Withdrawn, true, "You stepped out, and nothing more is asked of you.")]
    [InlineData(EnrolmentState.Lapsed, false, "Write to us if you would like to go on: that is often possible.")]
    [InlineData(EnrolmentState.Lapsed, true, "stood still for long. You are welcome to answer another call.")]
    public void Nobody_who_is_gone_is_asked_back_to_an_event_that_will_not_take_place(EnrolmentState state, bool isCancelled, string said)
    {
        var at = new DateTimeOffset(2027, 5, 1, 9, 0, 0, TimeSpan.Zero);
        var theEvent = Orrin();
        (theEvent.CallOpenedAt, theEvent.CallClosesOn, theEvent.CancelledAt) = (at.AddDays(-30), new(2027, 6, 6), isCancelled ? at.AddDays(-1) : null);
        var person = new Person { FirstName = "Amina", Email = "amina@example.org" };
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-participant", InstanceId = "1", State = state };

        Assert.Contains(said, WhereWords.Of(new EnrolmentView(enrolment, theEvent, person) { At = at }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_closed_unanswered_leads_nobody_to_an_event_that_will_not_take_place()
    {
        const string Often = "that is often possible";
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var browser = village.Open();
        var step = await village.StepAsync(Village.IdOf(await browser.ApplyAsync("silent@reed.example")));
        await village.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            (await db.Steps.SingleAsync(one => one.Id == step.Id, WebProduct.Cancellation)).State = StepState.Lapsed;
            (await db.Enrolments.SingleAsync(one => one.Id == step.EnrolmentId, WebProduct.Cancellation)).State = EnrolmentState.Lapsed;
        }, WebProduct.Cancellation);
        Assert.Contains(Often, (await browser.GetAsync($"/steps/{step.Id}")).Text, StringComparison.Ordinal);

        await village.Operations.RunAsync<PrismaDbContext>(async db => (await db.Events.SingleAsync(WebProduct.Cancellation)).CancelledAt = village.Time.GetUtcNow(), WebProduct.Cancellation);
        Assert.DoesNotContain(Often, (await browser.GetAsync($"/steps/{step.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_takes_place_the_page_of_an_event_says_so_and_calls_nobody()
    {
        await using var during = new WebProduct();
        await during.FoundAsync();
        during.Time.SetUtcNow(new DateTimeOffset(2027, 9, 8, 9, 0, 0, TimeSpan.Zero));
        using var stranger = during.Open();

        var page = await stranger.GetAsync($"/e/{Village.Slug}");
        Assert.Contains("It is taking place now, until 15 September 2027.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Who is called", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_its_story_is_published_the_page_of_an_event_leads_to_it()
    {
        await using var after = new WebProduct();
        await after.FoundAsync();
        after.Time.SetUtcNow(new DateTimeOffset(2027, 12, 8, 9, 0, 0, TimeSpan.Zero));
        await after.Operations.RunAsync<PrismaDbContext>(async db =>
            db.Add(new EventSignal { EventId = (await db.Events.SingleAsync(WebProduct.Cancellation)).Id, Name = SignalNames.StoryPublished, At = after.Time.GetUtcNow(), By = "Maren Brook", Payload = """{"url":"https://brook.example/story"}""" }), WebProduct.Cancellation);
        using var stranger = after.Open();

        var page = await stranger.GetAsync($"/e/{Village.Slug}");
        Assert.Equal("Read the story of these days", page.Document.QuerySelector("a[href='https://brook.example/story']")?.TextContent);
    }

    [Fact]
    public async Task After_the_last_day_an_event_asks_nobody_to_join_and_answers_what_was_begun_before()
    {
        using var stranger = product.Open();
        var interest = $"/e/{Village.Slug}/interest/network";
        var begun = Browser.Hidden((await stranger.GetAsync(interest)).Form("apply")!);
        product.Time.SetUtcNow(new DateTimeOffset(2027, 9, 16, 9, 0, 0, TimeSpan.Zero));

        var page = await stranger.GetAsync($"/e/{Village.Slug}");
        Assert.Contains(Over, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("a[href*='/interest/'], a[href$='/apply']"));
        foreach (var kind in (string[])["hub", "network", "partner"])
        {
            Assert.Null((await stranger.GetAsync($"/e/{Village.Slug}/interest/{kind}")).Form("apply"));
        }

        var late = await stranger.PostAsync(interest, [.. begun, .. Village.Interest("late@example.org"), ("organisation", "Circle of Menders")]);
        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Contains(Over, late.Text, StringComparison.Ordinal);
    }

    static Event Orrin() => new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new(2027, 9, 6), EndsOn = new(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard };
}
