using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class EventPagesTests(WebProduct product) : IClassFixture<WebProduct>
{
    static (string, string)[] Form(string slug) =>
    [
        ("name", "Waters of <the> Vale"), ("slug", slug), ("place", "Vale of Orrin"), ("summary", "How do we live with the river again?"), ("startsOn", "2027-09-06"), ("endsOn", "2027-09-15"),
        ("timeZone", "Europe/Lisbon"), ("capacity", "40"), ("profile", "Standard"), ("stages", "planned"),
    ];

    [Fact]
    public async Task An_event_is_created_called_and_seen_by_strangers()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var stranger = product.Open();

        Assert.Equal("/events/vale", (await facilitator.SubmitAsync("/events/new", "create", Form("vale"))).Location);
        Assert.Contains("The call is not open yet", (await stranger.GetAsync("/e/vale")).Text, StringComparison.Ordinal);
        await LeadAsync(facilitator, "vale");
        Assert.Equal("/events/vale?saved=call#call", (await facilitator.SubmitAsync("/events/vale", "call", ("closesOn", "2027-06-06"), ("intentionConsented", "yes"), ("hosted", "yes"))).Location);

        Assert.Equal("I'd like to hear more, as a practice network", (await stranger.GetAsync("/e/vale/interest/network")).Document.QuerySelector("h1")!.TextContent);
        var page = await stranger.GetAsync("/e/vale");
        Assert.Contains("The call is open until 6 June 2027", page.Text, StringComparison.Ordinal);
        Assert.Equal("/e/vale/apply", page.Document.QuerySelector("main a.primary")!.GetAttribute("href"));
        Assert.Equal("Waters of <the> Vale", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("/e/vale\"", (await stranger.GetAsync("/")).Body, StringComparison.Ordinal);

        product.Time.Advance(TimeSpan.FromDays(120));
        Assert.Contains("The call closed on 6 June 2027", (await stranger.GetAsync("/e/vale")).Text, StringComparison.Ordinal);
        Assert.Null((await stranger.GetAsync("/e/vale")).Document.QuerySelector("main a.primary"));
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_event_and_filled_in_anew_another()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var typed = Form("").Where(field => field.Item1 != "name");
        IReadOnlyList<(string, string)> sent = [.. Browser.Hidden((await facilitator.GetAsync("/events/new")).Form("create")!), .. typed, ("name", "Reeds at dusk")];

        Assert.Equal("/events/reeds-at-dusk", (await facilitator.PostAsync("/events/new", sent)).Location);
        Assert.Equal("/events/reeds-at-dusk", (await facilitator.PostAsync("/events/new", sent)).Location);
        Assert.Equal("/events/reeds-at-dawn", (await facilitator.PostAsync("/events/new", [.. sent.SkipLast(1), ("name", "Reeds at dawn")])).Location);
        Assert.Equal(2, await product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Events.CountAsync(one => one.Name.StartsWith("Reeds at"), WebProduct.Cancellation)));
    }

    [Fact]
    public async Task Of_many_events_the_nearest_stands_first_and_what_is_over_last()
    {
        await using var years = new WebProduct();
        using var facilitator = await years.SignInAsync(Role.Facilitator);
        foreach (var (slug, first, last) in new[] { ("far", "2028-05-01", "2028-05-10"), ("early", "2027-07-01", "2027-07-10"), ("near", "2027-09-06", "2027-09-15") })
        {
            await facilitator.SubmitAsync("/events/new", "create", [.. Form(slug).Where(field => field.Item1 is not ("startsOn" or "endsOn")), ("startsOn", first), ("endsOn", last)]);
        }

        years.Time.SetUtcNow(new DateTimeOffset(2027, 8, 1, 9, 0, 0, TimeSpan.Zero));
        using var later = await years.SignInAsync(Role.Facilitator);
        var list = (await later.GetAsync("/events")).Document;
        Assert.Equal(["/events/near", "/events/far", "/events/early"], list.QuerySelectorAll("article a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Over", list.QuerySelector(".grid + h2")?.TextContent);
        Assert.Equal("over", list.QuerySelectorAll("article .badge")[^1].TextContent.Trim());

        years.Time.SetUtcNow(new DateTimeOffset(2027, 9, 8, 9, 0, 0, TimeSpan.Zero));
        using var during = await years.SignInAsync(Role.Facilitator);
        Assert.Equal("takes place now", (await during.GetAsync("/events")).Document.QuerySelector("article .badge")?.TextContent.Trim());
    }

    [Fact]
    public async Task Who_may_stand_with_an_event_finds_it_before_its_call_once_it_has_a_place()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var stranger = product.Open();
        await facilitator.SubmitAsync("/events/new", "create", Form("to-come"));
        Assert.DoesNotContain("/e/to-come\"", (await stranger.GetAsync("/")).Body, StringComparison.Ordinal);

        await facilitator.SubmitAsync("/events/to-come", "signal", ("signal", "hub.agreement.active"));

        var home = await stranger.GetAsync("/");
        Assert.Contains("Their call is still to come", home.Text, StringComparison.Ordinal);
        Assert.NotNull(home.Document.QuerySelector("main a[href='/e/to-come']"));
        Assert.NotNull((await stranger.GetAsync("/e/to-come")).Document.QuerySelector("main a[href='/e/to-come/interest/network']"));
    }

    [Theory]
    [InlineData("Consented", true)]
    [InlineData("", false)]
    public async Task The_hubs_own_words_stand_on_the_page_once_a_facilitator_found_them_true(string outcome, bool isShown)
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var stranger = product.Open();
        var slug = isShown ? "own-words" : "unread-words";
        await facilitator.SubmitAsync("/events/new", "create", Form(slug));
        await HandInAsync(slug, Guid.CreateVersion7(), outcome, """{"title":"The year the Orrin is heard","aims_to":{"text":"listen to the river","voice":{"id":"1"}},"so_that":"the spring is looked after","who_is_called":"Whoever has wet feet <often>","roles":[{"role":"Scribe","how_many":2}],"cost":"Nothing but bread","languages":"English, Portuguese"}""");

        var text = (await stranger.GetAsync($"/e/{slug}")).Text;

        foreach (var said in new[] { "The year the Orrin is heard", "listen to the river", "the spring is looked after", "Whoever has wet feet <often>", "Scribe: 2", "Nothing but bread", "English, Portuguese" })
        {
            Assert.Equal(isShown, text.Contains(said, StringComparison.Ordinal));
        }

        Assert.Equal(!isShown, text.Contains("Makers, artists, scribes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Consented", Dot, true)]
    [InlineData("", Dot, false)]
    [InlineData("Consented", "255044462D312E37", false)]
    public async Task The_hubs_picture_stands_on_the_page_with_its_words_once_a_facilitator_found_them_true(string outcome, string file, bool isShown)
    {
        using var stranger = product.Open();
        var slug = await InvitingAsync($"seen-{outcome.Length}-{file[..2]}", outcome, file);

        var picture = (await stranger.GetAsync($"/e/{slug}")).Document.QuerySelector("main img");
        var opened = await stranger.GetAsync($"/e/{slug}/picture");

        Assert.Equal(isShown ? ("The spring in May", $"/e/{slug}/picture") : default, (picture?.GetAttribute("alt"), picture?.GetAttribute("src")));
        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.NotFound, opened.Status);
        Assert.Equal(isShown, opened.Headers["Content-Security-Policy"] == "default-src 'none'; sandbox");
    }

    /// <summary>An event with a hub that has written its page, and a file it sent along.</summary>
    async Task<string> InvitingAsync(string slug, string outcome, string file)
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form(slug));
        var step = Guid.CreateVersion7();
        using var content = new MemoryStream(Convert.FromHexString(file));
        var kept = (await product.Services.GetRequiredService<UploadFolder>().KeepAsync(step, "spring.png", content, WebProduct.Cancellation))!;
        await HandInAsync(slug, step, outcome, $$"""{"picture":[{"id":"{{kept.Id}}","name":"spring.png","type":"{{kept.Type}}","size":8}],"picture_alt":"The spring in May"}""");
        return slug;
    }

    /// <summary>The hub has written its page and signed; a facilitator has read it or not.</summary>
    Task HandInAsync(string slug, Guid page, string outcome, string answers) => product.Operations.RunAsync<PrismaDbContext>(async db =>
    {
        var theEvent = await db.Events.SingleAsync(one => one.Slug == slug, WebProduct.Cancellation);
        var (person, now) = (new Person { FirstName = "Maren", Email = $"{slug}@example.org", CreatedAt = theEvent.CreatedAt }, theEvent.CreatedAt);
        var hub = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-hub", InstanceId = slug, State = EnrolmentState.Active, LiveKey = slug };
        db.AddRange(
            person,
            hub,
            new Step { Id = page, EnrolmentId = hub.Id, Key = "HUB-4.1", Round = 1, Kind = StepKind.Form, Title = "Page", StageKey = "HUB-3", ActorId = person.Id, ActorPart = "stakeholder", FormId = "F-06b", FormVersion = 1, OpenedAt = now, DueAt = now, State = StepState.Submitted, ClosedAt = now, Answers = answers },
            new Review { EnrolmentId = hub.Id, StepKey = "HUB-4.2", GateId = "H4", Round = 1, Title = "Is the invitation true?", OpenedAt = now, DueAt = now, Outcome = outcome },
            new Agreement { EnrolmentId = hub.Id, StepKey = "HUB-3.4", Round = 1, TemplateId = "A-03", Version = 1, Title = "Hosting", Text = "…", Hash = "0", State = AgreementState.Active, OpenedAt = now, ExpiresAt = now });
    }, WebProduct.Cancellation);

    [Fact]
    public async Task What_was_typed_stays_when_something_is_wrong()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        var answer = await facilitator.SubmitAsync("/events/new", "create", [.. Form("Not Good").Where(field => field.Item1 != "endsOn"), ("endsOn", "")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(2, answer.Problems.Count);
        Assert.Equal("Not Good", answer.Document.GetElementById("f-slug")!.GetAttribute("value"));
        Assert.True(answer.Document.QuerySelector("input[value=planned]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task A_long_page_opens_where_it_needs_another_look()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("long-page"));

        var answer = await facilitator.SubmitAsync("/events/long-page", "call", ("closesOn", "some day"));

        Assert.True(answer.Document.QuerySelector("[role=alert]")!.HasAttribute("autofocus"));
    }

    [Fact]
    public async Task Scenario_01_A_call_that_comes_late_is_refused_with_the_three_paces_and_their_first_days()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var today = DateOnly.FromDateTime(product.Time.GetUtcNow().UtcDateTime);
        await facilitator.SubmitAsync("/events/new", "create", [.. Form("late-call").Where(field => field.Item1 is not ("startsOn" or "endsOn")), ("startsOn", $"{today.AddDays(80):O}"), ("endsOn", $"{today.AddDays(84):O}")]);

        var refused = await facilitator.SubmitAsync("/events/late-call", "call", ("closesOn", $"{today.AddDays(20):O}"), ("intentionConsented", "yes"), ("hosted", "yes"));

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        var options = refused.Document.QuerySelectorAll("#f-openAnyway li").Select(option => option.TextContent).ToList();
        Assert.Equal(3, options.Count);
        Assert.Contains($"with a first day from {DayWords.Say(today.AddDays(150))}", options[0], StringComparison.Ordinal);
        Assert.Contains($"with a first day from {DayWords.Say(today.AddDays(113))}", options[1], StringComparison.Ordinal);
        Assert.Contains("fits the first day you have", options[2], StringComparison.Ordinal);
        Assert.Contains("The call is not open yet", (await facilitator.GetAsync("/e/late-call")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_top_of_the_page_leads_to_each_of_its_parts()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("parts"));

        var page = (await facilitator.GetAsync("/events/parts")).Document;

        Assert.Equal(page.QuerySelectorAll("main h2").Select(part => $"/events/parts#{part.Id}"), page.QuerySelectorAll("nav.index a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_picture_shows_every_stage_and_lists_its_days_for_those_who_cannot_see_it()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("picture"));

        var page = await facilitator.GetAsync("/events/picture");

        Assert.Equal(32, page.Document.QuerySelectorAll("svg.timeline.wide rect title").Length);
        Assert.Equal(32, page.Document.QuerySelectorAll("details tbody tr").Length);
        Assert.Contains("the intensive is 6–15 September 2027", page.Document.QuerySelector("svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_move_changes_is_shown_before_anybody_is_told()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("moving"));
        await LeadAsync(facilitator, "moving");
        (string, string)[] days = [("startsOn", "2027-10-16"), ("endsOn", "2027-10-25"), ("reason", "The harvest is late this year.")];

        Assert.Single((await facilitator.SubmitAsync("/events/moving/move", "move", ("do", "show"), ("startsOn", "2027-09-06"), ("endsOn", "2027-09-15"))).Problems);
        Assert.Equal("An event begins within five years. Is the year right?", Assert.Single((await facilitator.SubmitAsync("/events/moving/move", "move", ("do", "show"), ("startsOn", "9999-12-31"), ("endsOn", "9999-12-31"))).Problems));
        var shown = await facilitator.SubmitAsync("/events/moving/move", "move", [.. days, ("do", "show")]);
        Assert.Equal(32, shown.Document.QuerySelectorAll("details tbody tr").Length);
        Assert.Contains("6–15 September 2027", (await facilitator.GetAsync("/events/moving")).Text, StringComparison.Ordinal);
        Assert.Equal("/events/moving#changes", (await facilitator.PostAsync("/events/moving/move", [.. Browser.Hidden(shown.Form("move")!), .. days, ("do", "move")])).Location);
        Assert.Contains("It moved to 16–25 October 2027", (await facilitator.GetAsync("/events/moving")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_over_asks_nobody_in_any_more()
    {
        await using var years = new WebProduct();
        using var facilitator = await years.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("walked"));
        string[] ahead = ["call", "call-event", "invite", "slots", "stage"];
        var page = await facilitator.GetAsync("/events/walked");
        Assert.All(ahead, form => Assert.NotNull(page.Form(form)));
        Assert.Equal(2, page.Document.QuerySelectorAll("a[href$='/move'], a[href$='/cancel']").Length);

        years.Time.SetUtcNow(new DateTimeOffset(2027, 9, 20, 9, 0, 0, TimeSpan.Zero));
        using var later = await years.SignInAsync(Role.Facilitator);

        page = await later.GetAsync("/events/walked");
        Assert.Equal(["stage"], ahead.Where(form => page.Form(form) is not null));
        await later.SubmitAsync("/events/walked", "signal", ("signal", SignalNames.Goes));
        Assert.Empty((await later.GetAsync("/events/walked")).Document.QuerySelectorAll("a[href$='/move'], a[href$='/cancel']"));
    }

    [Fact]
    public async Task The_maps_stand_on_the_page_as_pictures_and_as_lists()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("maps"));

        var page = await facilitator.GetAsync("/events/maps");

        Assert.Equal(5, page.Document.QuerySelectorAll("svg.field-map.wide rect").Length);
        Assert.Contains("None of 10 conditions is met yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("The hosting agreement is signed", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_member_of_the_staff_is_folded_behind_what_they_hold()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("folded"));
        await LeadAsync(facilitator, "folded");

        var team = (await facilitator.GetAsync("/events/folded")).Form("team")!;

        Assert.All(team.QuerySelectorAll("details"), one => Assert.False(one.HasAttribute("open")));
        Assert.Equal("Sam Vale lead facilitator", team.QuerySelector("details:has(input[checked]) summary")!.TextContent);
        Assert.DoesNotContain(team.QuerySelectorAll("input[name=team]"), box => box.Closest("details") is null);
    }

    [Fact]
    public async Task An_event_is_called_once_and_its_page_offers_it_no_more()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("called"));
        await LeadAsync(facilitator, "called");
        Assert.NotNull((await facilitator.GetAsync("/events/called")).Form("call-event"));

        Assert.Equal("/events/called?saved=field#field", (await facilitator.SubmitAsync("/events/called", "call-event")).Location);

        var page = await facilitator.GetAsync("/events/called");
        Assert.Null(page.Form("call-event"));
        Assert.Contains("Its own passage has begun; the lead is asked to call it.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_event_was_set_up_with_stands_in_the_form_that_calls_it()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("set-up"));
        await LeadAsync(facilitator, "set-up");
        await facilitator.SubmitAsync("/events/set-up", "call-event");
        var step = (await facilitator.GetAsync("/today")).Document.QuerySelectorAll("a").First(link => link.TextContent.Contains("Call the event", StringComparison.Ordinal)).GetAttribute("href")!;

        var form = (await facilitator.GetAsync(step)).Document;

        var wanted = Form("set-up").ToDictionary(one => one.Item1, one => one.Item2);
        Assert.Equal((wanted["name"], wanted["place"], wanted["startsOn"], wanted["endsOn"], ""), (Value("name"), Value("place"), Value("days.from"), Value("days.to"), Value("host_name")));
        Assert.Equal(wanted["profile"], form.QuerySelector("[name=profile][checked]")!.GetAttribute("value"), ignoreCase: true);

        string Value(string name) => form.QuerySelector($"[name='{name}']")!.GetAttribute("value") ?? "";
    }

    [Fact]
    public async Task A_gathering_that_was_held_is_named()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("held"));

        await facilitator.SubmitAsync("/events/held", "signal", ("signal", "gathering.ga-00.held"));

        Assert.Contains("“First call” was held", (await facilitator.GetAsync("/events/held")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_recorded_by_hand_is_offered_with_its_words_and_the_story_only_with_its_address()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.SubmitAsync("/events/new", "create", Form("by-hand"));
        await facilitator.SubmitAsync("/events/by-hand", "signal", ("signal", "event.called"));

        var offered = (await facilitator.GetAsync("/events/by-hand")).Document.QuerySelectorAll("#known-signals option").ToDictionary(one => one.GetAttribute("value")!, one => one.TextContent);
        Assert.Equal("“Alignment assembly” was held", offered["gathering.ga-09.held"]);
        Assert.False(offered.ContainsKey("event.called") || offered.ContainsKey("event.cancelled"));

        var refused = await facilitator.SubmitAsync("/events/by-hand", "signal", ("signal", "case.published"), ("address", "millrace"));
        Assert.Contains("the address at which the story can be read", refused.Text, StringComparison.Ordinal);
        await facilitator.SubmitAsync("/events/by-hand", "signal", ("signal", "case.published"), ("address", "https://millrace.example/story"));
        Assert.Equal("https://millrace.example/story", await product.Operations.ReadAsync<PrismaDbContext, string>(async db =>
            (await db.EventSignals.SingleAsync(one => one.Name == "case.published", WebProduct.Cancellation)).Told("url")));
    }

    /// <summary>Whoever is signed in last leads the event.</summary>
    static async Task LeadAsync(Browser facilitator, string slug)
    {
        var lead = (await facilitator.SubmitAsync($"/events/{slug}", "team", ("staff", "sam"), ("act", "find"))).Document.QuerySelectorAll("input[name=team]").Select(box => box.GetAttribute("value")!)
            .Where(value => value.EndsWith(":Lead", StringComparison.Ordinal)).Max(StringComparer.Ordinal)!;
        await facilitator.SubmitAsync($"/events/{slug}", "team", ("team", lead));
    }

    [Fact]
    public async Task A_cancelled_event_says_so_to_strangers_and_offers_nothing_more_to_its_team()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var stranger = product.Open();
        await facilitator.SubmitAsync("/events/new", "create", Form("called-off"));
        (string, string)[] asked = [("reason", "The river took the bridge this spring."), ("name", "Waters of <the> Vale")];

        Assert.Contains("Name a lead facilitator", (await facilitator.GetAsync("/events/called-off/cancel")).Text, StringComparison.Ordinal);
        await LeadAsync(facilitator, "called-off");
        Assert.Equal("/events/called-off#changes", (await facilitator.SubmitAsync("/events/called-off/cancel", "cancel", asked)).Location);

        Assert.Contains("will not take place", (await stranger.GetAsync("/e/called-off")).Text, StringComparison.Ordinal);
        Assert.Null((await stranger.GetAsync("/e/called-off/interest/hub")).Form("apply"));
        var page = await facilitator.GetAsync("/events/called-off");
        Assert.Contains("The river took the bridge", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.GetElementById("call"));
        Assert.Null(page.Document.QuerySelector("a[href$='/cancel']"));
        Assert.Contains("will not take place", (await facilitator.GetAsync("/events")).Document.QuerySelector("article:has([href='/events/called-off'])")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_with_only_another_role_is_told_so()
    {
        using var node = await product.SignInAsync(Role.TrustNode);
        var answer = await node.GetAsync("/events");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("needs another role", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_can_be_tried_and_keeps_a_hundred_kilobytes_that_were_typed_into_it()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var typed = new string('x', 100_000);

        var answer = await facilitator.SubmitAsync("/forms/F-12", "try", ("why", typed), ("edge", "<script>alert(1)</script>"));

        Assert.Contains(answer.Problems, problem => problem.Contains("up to 900 characters", StringComparison.Ordinal));
        Assert.Equal(typed, answer.Document.GetElementById("f-why")!.TextContent.Trim());
        Assert.Empty(answer.Document.QuerySelectorAll("main script:not([src])"));
    }
}
