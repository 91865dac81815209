using Prisma.Workflows.Agreements;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class WherePageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Whoever_comes_by_a_mail_confirms_their_address_with_one_button_and_is_told_so()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("button@example.org")));
        var where = $"/where/{step.EnrolmentId}";
        Assert.Null((await browser.GetAsync(where)).Form("confirm"));

        using var phone = product.Open();
        await phone.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        Assert.DoesNotContain("our mails reach you", (await phone.GetAsync($"{where}?confirmed=1")).Text, StringComparison.Ordinal);
        Assert.Contains("Is button@example.org your address?", (await phone.GetAsync(where)).Text, StringComparison.Ordinal);

        var confirmed = await phone.GetAsync((await phone.SubmitAsync(where, "confirm")).Location);
        Assert.Contains("our mails reach you at button@example.org", confirmed.Text, StringComparison.Ordinal);
        Assert.Null(confirmed.Form("confirm"));
    }

    [Fact]
    public async Task Whoever_rests_reads_that_what_is_open_waits_and_no_last_day_that_will_move()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("resting@example.org")));
        var where = $"/where/{step.EnrolmentId}";
        Assert.Contains("Open until", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);

        await browser.SubmitAsync(where + "/pause", "pause", ("until", "2027-03-20"));

        var resting = (await browser.GetAsync(where)).Text;
        Assert.DoesNotContain("Open until", resting, StringComparison.Ordinal);
        Assert.Contains("It waits until you are back, and its last day moves on with you.", resting, StringComparison.Ordinal);
        var form = await browser.GetAsync($"/steps/{step.Id}");
        Assert.Contains("It waits until you are back, and its last day moves on with you.", form.Text, StringComparison.Ordinal);
        Assert.Empty(form.Document.QuerySelectorAll($"a[href='{where}/pause'], a[href$='more-time']"));
    }

    [Fact]
    public async Task Whoever_rests_chooses_another_day_without_coming_back_first()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("longer@example.org")));
        var where = $"/where/{step.EnrolmentId}";
        await browser.SubmitAsync(where + "/pause", "pause", ("until", "2027-03-20"));

        var another = (await browser.GetAsync(where)).Document.QuerySelectorAll($"a[href='{where}/pause']").Single();
        var page = await browser.GetAsync(where + "/pause");
        Assert.Equal("Rest until another day", another.TextContent);
        Assert.Equal("2027-03-20", page.Form("pause")!.QuerySelector("[name=until]")!.GetAttribute("value"));
        Assert.Equal(where, (await browser.SubmitAsync(where + "/pause", "pause", ("until", "2027-03-27"))).Location);

        Assert.Contains("You rest until Saturday 27 March 2027", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_rests_since_they_kept_silent_reads_when_silence_closes_what_is_open()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("silent@example.org")));
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            db.Steps.Single(one => one.Id == step.Id).RungsDone = 5;
            var enrolment = db.Enrolments.Single(one => one.Id == step.EnrolmentId);
            (enrolment.State, enrolment.PausedAt) = (EnrolmentState.Paused, product.Time.GetUtcNow());
            await db.SaveChangesAsync(WebProduct.Cancellation);
        }, WebProduct.Cancellation);

        var closes = $"It waits for you until {DayWords.SayInFull(DateOnly.FromDateTime(step.DueAt.Date).AddDays(30))}, and closes then if we hear nothing from you.";
        Assert.Contains(closes, (await browser.GetAsync($"/where/{step.EnrolmentId}")).Text, StringComparison.Ordinal);
        Assert.Contains(closes, (await browser.GetAsync($"/steps/{step.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_to_rest_reads_until_when_at_most()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("tired@example.org")));

        var latest = DayWords.SayInFull(DateOnly.FromDateTime(product.Time.GetUtcNow().UtcDateTime).AddDays(60));
        Assert.Contains($"{latest} at the latest.", (await browser.GetAsync($"/where/{step.EnrolmentId}/pause")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thanks_are_said_for_what_was_sent_and_not_to_whoever_types_the_address()
    {
        using var browser = product.Open();
        var applied = await browser.SubmitAsync($"/e/{Village.Slug}/apply", "apply", Village.Interest("thanked@example.org"));
        var application = (await browser.GetAsync(applied.Location)).Location;
        Assert.Contains("Thank you. We have what you sent. This is what comes next.", (await browser.GetAsync(application)).Text, StringComparison.Ordinal);

        await browser.SubmitAsync(application, "step", Village.Application);
        var enrolment = (await product.StepAsync(Village.IdOf(application))).EnrolmentId;
        var reading = await product.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Steps.SingleAsync(step => step.EnrolmentId == enrolment && step.Kind == StepKind.Reading, WebProduct.Cancellation));
        using var reader = product.Open();
        await reader.GetAsync(await product.LinkAsync(reading.Id, reading.ActorId));

        Assert.DoesNotContain("Thank you", (await reader.GetAsync($"/steps/{reading.Id}?thanks=1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_can_be_read_again_from_where_one_is_as_long_as_the_link_lets_act()
    {
        using var browser = product.Open();
        var application = await browser.ApplyAsync("rereads@example.org");
        await browser.SubmitAsync(application, "step", Village.Application);
        var step = await product.StepAsync(Village.IdOf(application));

        var where = (await browser.GetAsync($"/where/{step.EnrolmentId}")).Document;
        Assert.Contains("What you sent is being read, by Sunday 14 March 2027. We write when there is an answer.", where.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(where.QuerySelectorAll("a"), link => link.GetAttribute("href") == $"/steps/{step.Id}" && link.TextContent == "Your application");
        var why = Village.Application.Single(field => field.Name == "why").Value;
        Assert.Contains(why, (await browser.GetAsync($"/steps/{step.Id}")).Text, StringComparison.Ordinal);

        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.AccessLinks.Where(link => link.PersonId == step.ActorId)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, product.Time.GetUtcNow().AddDays(-1)), WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.DoesNotContain(why, (await browser.GetAsync($"/steps/{step.Id}")).Text, StringComparison.Ordinal);
        Assert.Null((await browser.GetAsync($"/where/{step.EnrolmentId}")).Document.QuerySelector($"a[href='/steps/{step.Id}']"));
    }

    [Fact]
    public async Task What_we_keep_of_somebody_is_taken_along_and_who_has_left_says_what_becomes_of_it()
    {
        using var amina = product.Open();
        var address = await amina.ApplyAsync("takes@reed.example");
        await amina.SubmitAsync(address, "step", Village.Application);
        var where = $"/where/{(await product.StepAsync(Village.IdOf(address))).EnrolmentId}";

        var file = await amina.GetAsync($"{where}/data.json");
        Assert.StartsWith("application/json", file.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("The river behind our house has changed", file.Body, StringComparison.Ordinal);
        using var other = product.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{where}/data.json")).Status);

        Assert.Null((await amina.GetAsync($"{where}/data")).Form("wish"));
        await amina.SubmitAsync($"{where}/leave", "leave", ("confirm", "true"), ("data", "keep"));
        await amina.SubmitAsync($"{where}/data", "wish", ("wish", "delete"));
        Assert.Contains("You asked us to delete it. It is done on", (await amina.GetAsync($"{where}/data")).Text, StringComparison.Ordinal);
        await amina.SubmitAsync($"{where}/data", "wish", ("wish", "keep"));
        Assert.Contains("You asked us to keep it.", (await amina.GetAsync($"{where}/data")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_nothing_to_do_reads_what_is_waited_for()
    {
        using var browser = product.Open();
        await browser.SubmitAsync($"/e/{Village.Slug}/interest/network", "apply", [.. Village.Interest("loom@example.org"), ("organisation", "The Loom")]);
        var step = await product.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Enrolments.Where(one => one.Organisation!.Name == "The Loom").SelectMany(one => one.Steps).SingleAsync(WebProduct.Cancellation));
        await browser.GetAsync(await product.LinkAsync(step.Id, step.ActorId));

        var said = (await browser.GetAsync($"/where/{step.EnrolmentId}")).Document.QuerySelector(".lead")!.TextContent;

        Assert.Matches("^Nothing waits for you now. We wait for the event to be called; “.+”.*, and write when it is your turn.$", said);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        Assert.Contains("nothing; waits for “", (await facilitator.GetAsync($"/events/{Village.Slug}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EnrolmentState.Declined, "own-choice", "This way has ended with a no.")]
    [InlineData(EnrolmentState.Declined, "next-event", "Not this time.")]
    [InlineData(EnrolmentState.Declined, "not-eligible", "What was said is in the last mail you got.")]
    [InlineData(EnrolmentState.Lapsed, "no-seat", "No place became free")]
    [InlineData(EnrolmentState.Lapsed, "no-call", "The call that this waited for did not come")]
    [InlineData(EnrolmentState.Lapsed, "no-conversation", "we did not meet")]
    [InlineData(EnrolmentState.Lapsed, "not-arrived", "You were not there when the days began")]
    [InlineData(EnrolmentState.Lapsed, "silence", "it stood still for long")]
    public async Task How_a_way_ended_is_said_as_it_was(EnrolmentState state, string reason, string said)
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync($"{reason}@example.org")));
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Enrolments.Where(one => one.Id == step.EnrolmentId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, state).SetProperty(one => one.EndingReason, reason), WebProduct.Cancellation), WebProduct.Cancellation);

        Assert.Contains(said, (await browser.GetAsync($"/where/{step.EnrolmentId}")).Document.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sides_of_a_conversation_see_when_and_how_it_is_held()
    {
        using var browser = product.Open();
        var application = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("talks@example.org")));
        var now = product.Time.GetUtcNow();
        var host = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.People.Where(person => person.Email == "ode@example.org").Select(person => person.Id).SingleAsync(WebProduct.Cancellation));
        var conversation = A(application, "PAR-2.2", StepKind.Gathering, host, "Our conversation", now.AddMinutes(1), gathering: "GA-23");
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var asked = A(application, "PAR-2.1", StepKind.Form, application.ActorId, "A time to talk", now, "F-32");
            (asked.State, asked.ClosedAt) = (StepState.Submitted, now);
            asked.Answers = """{ "choice": "offered", "slot": "2027-06-14T18:00:00+00:00", "channel": "phone", "phone": "+351 210 000 000" }""";
            db.Steps.AddRange(asked, conversation);
            (await db.Steps.SingleAsync(step => step.Id == application.Id, WebProduct.Cancellation)).State = StepState.Skipped;
        }, WebProduct.Cancellation);
        using var ode = product.Open();
        await ode.GetAsync(await product.LinkAsync(conversation.Id, host));

        foreach (var page in new[] { await browser.GetAsync($"/where/{application.EnrolmentId}"), await ode.GetAsync($"/steps/{conversation.Id}") })
        {
            var card = page.Document.QuerySelectorAll("section.card").First(one => one.QuerySelector("h2")?.TextContent == "A time to talk").TextContent;
            Assert.Contains("Monday 14 June 2027, 19:00", card, StringComparison.Ordinal);
            Assert.Contains("+351 210 000 000", card, StringComparison.Ordinal);
        }

        var asked = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Steps.Where(step => step.EnrolmentId == application.EnrolmentId && step.Key == "PAR-2.1").Select(step => step.Id).SingleAsync(WebProduct.Cancellation));
        foreach (var (whose, page, step) in new[] { (browser, $"/where/{application.EnrolmentId}", asked), (ode, $"/steps/{conversation.Id}", conversation.Id) })
        {
            var link = (await whose.GetAsync(page)).Document.QuerySelector($"a[href='/steps/{step}/calendar.ics']");
            Assert.Equal("Put it into your calendar", link?.TextContent);
            var file = (await whose.GetAsync(link!.GetAttribute("href")!)).Body;
            Assert.Contains("DTSTART:20270614T180000Z", file, StringComparison.Ordinal);
            Assert.Contains("SUMMARY:Our conversation", file, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ode.GetAsync($"/steps/{asked}/calendar.ics")).Status);
        Assert.Equal("Our conversation comes next.", (await browser.GetAsync($"/where/{application.EnrolmentId}")).Document.QuerySelector(".lead")!.TextContent);
        Assert.Contains("Ode meets you then. Has something changed? Write to ode@example.org.", (await browser.GetAsync($"/where/{application.EnrolmentId}")).Text, StringComparison.Ordinal);

        await product.Operations.RunAsync<PrismaDbContext>(async db => (await db.Steps.SingleAsync(step => step.Id == asked, WebProduct.Cancellation)).Answers =
            """{ "choice": "propose", "proposals": [{ "day": "2027-06-15", "from": "six in the evening" }, { "day": "2027-06-16", "from": "ten" }], "channel": "video" }""", WebProduct.Cancellation);
        var proposed = (await browser.GetAsync($"/where/{application.EnrolmentId}")).Text;
        Assert.Contains("Ode holds it, and tells you which of these times it is or asks you for another.", proposed, StringComparison.Ordinal);
        Assert.DoesNotContain("meets you then", proposed, StringComparison.Ordinal);
        Assert.Contains("No time is set yet. Agree on one of these, or on another, with Amina Reed", (await ode.GetAsync($"/steps/{conversation.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gathering_of_many_has_one_time_for_all_and_nobody_is_asked_to_agree_on_one()
    {
        using var browser = product.Open();
        var application = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("weaves@example.org")));
        var host = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.People.Where(person => person.Email == "ode@example.org").Select(person => person.Id).SingleAsync(WebProduct.Cancellation));
        var weaving = A(application, "PAR-4.2", StepKind.Gathering, host, "Team weaving", product.Time.GetUtcNow(), "F-22n", "GA-12b");
        await product.Operations.RunAsync<PrismaDbContext>(db => Task.FromResult(db.Steps.Add(weaving)), WebProduct.Cancellation);
        using var ode = product.Open();
        await ode.GetAsync(await product.LinkAsync(weaving.Id, host));

        Assert.Contains("Team weaving: no time is set yet. One is set for all who come, and told to you by mail. Ode holds it.", (await browser.GetAsync($"/where/{application.EnrolmentId}")).Text, StringComparison.Ordinal);
        var page = await ode.GetAsync($"/steps/{weaving.Id}");
        Assert.DoesNotContain("Agree on one", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/events/{Village.Slug}/gatherings/GA-12b']"));

        await product.Operations.RunAsync<PrismaDbContext>(
            async db => db.EventGatherings.Add(new EventGathering { EventId = (await db.Enrolments.SingleAsync(one => one.Id == application.EnrolmentId, WebProduct.Cancellation)).EventId, GatheringId = "GA-12b", Minutes = 120, StartsAt = new(2027, 6, 14, 17, 0, 0, TimeSpan.Zero), Where = "In the barn" }), WebProduct.Cancellation);
        var where = await browser.GetAsync($"/where/{application.EnrolmentId}");
        Assert.Contains("Team weaving: Monday 14 June 2027, 18:00 (Europe/Lisbon), 120 minutes, In the barn. Ode holds it. Put it into your calendar", where.Text, StringComparison.Ordinal);
        var calendar = where.Document.QuerySelector("main a[href$='calendar.ics']")!.GetAttribute("href")!;
        var file = (await browser.GetAsync(calendar)).Body;
        Assert.Contains("DTSTART:20270614T170000Z", file, StringComparison.Ordinal);
        Assert.Contains("LOCATION:In the barn", file, StringComparison.Ordinal);
        using var stranger = product.Open();
        await stranger.ApplyAsync("strange@example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(calendar)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/where/{application.EnrolmentId}/{application.Id}/calendar.ics")).Status);
        Assert.DoesNotContain("No time is set yet", (await ode.GetAsync($"/steps/{weaving.Id}")).Text, StringComparison.Ordinal);
    }

    static Step A(Step beside, string key, StepKind kind, Guid actor, string title, DateTimeOffset openedAt, string form = "", string gathering = "") => new()
    {
        EnrolmentId = beside.EnrolmentId,
        Key = key,
        Round = 1,
        Kind = kind,
        Title = title,
        StageKey = "PAR-2",
        ActorId = actor,
        ActorPart = "stakeholder",
        FormId = form,
        FormVersion = 1,
        Gathering = gathering,
        OpenedAt = openedAt,
        DueAt = openedAt.AddDays(5),
    };

    [Fact]
    public async Task Whoever_waits_for_a_seat_sees_how_near_it_is()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("waits@example.org")));
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var enrolment = await db.Enrolments.SingleAsync(one => one.Id == step.EnrolmentId, WebProduct.Cancellation);
            db.Seats.Add(new Seat { EventId = enrolment.EventId, EnrolmentId = enrolment.Id, Pool = SeatPool.Participants, State = SeatState.Waitlisted, At = step.OpenedAt, Mean = 3 });
        }, WebProduct.Cancellation);
        await browser.SubmitAsync($"/steps/{step.Id}", "step", Village.Application);

        var where = (await browser.GetAsync($"/where/{step.EnrolmentId}")).Document;
        var lead = where.QuerySelector(".lead")!.TextContent;
        Assert.Contains("You are on the waiting list, among the first three.", lead, StringComparison.Ordinal);
        Assert.EndsWith("at the latest, when the list closes.", lead.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "A place is kept for you until Saturday 5 June 2027, 23:59 (Europe/Lisbon). Please answer by then: without an answer it goes to whoever waits.")]
    [InlineData(6, "Your answer to our offer was due on Saturday 5 June 2027. The place is kept a day longer; then it goes to whoever waits.")]
    public void Whoever_was_offered_a_place_reads_until_when_it_is_kept(int day, string said)
    {
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new(2027, 9, 6), EndsOn = new(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard };
        var person = new Person { FirstName = "Amina", Email = "amina@reed.example", TimeZone = "Europe/Lisbon" };
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-participant", InstanceId = "1", State = EnrolmentState.Active };
        var due = new DateTimeOffset(2027, 6, 5, 22, 59, 59, TimeSpan.Zero);
        enrolment.Steps.Add(new Step { EnrolmentId = enrolment.Id, Key = "PAR-2.4o", Round = 1, Kind = StepKind.Form, FormId = "F-33", Title = "Your answer to our offer", StageKey = "PAR-2", ActorId = person.Id, ActorPart = "stakeholder", OpenedAt = due.AddDays(-7), DueAt = due });

        Assert.Equal(said, WhereWords.Of(new EnrolmentView(enrolment, theEvent, person) { Seat = SeatState.Reserved, At = new(2027, 6, day, 12, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void Whoever_did_not_answer_an_offer_reads_that_the_place_went_on()
    {
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new(2027, 9, 6), EndsOn = new(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard };
        var person = new Person { FirstName = "Amina", Email = "amina@reed.example", TimeZone = "Europe/Lisbon" };
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-participant", InstanceId = "1", State = EnrolmentState.Lapsed };
        var due = new DateTimeOffset(2027, 6, 5, 22, 59, 59, TimeSpan.Zero);
        enrolment.Steps.Add(new Step { EnrolmentId = enrolment.Id, Key = "PAR-2.4o", Round = 1, Kind = StepKind.Form, FormId = "F-33", Title = "Your answer to our offer", StageKey = "PAR-2", ActorId = person.Id, ActorPart = "stakeholder", OpenedAt = due.AddDays(-7), DueAt = due, State = StepState.Lapsed });

        Assert.StartsWith("We had no answer to our offer, so the place has gone to whoever waits.", WhereWords.Of(new EnrolmentView(enrolment, theEvent, person)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_on_two_ways_of_one_event_finds_from_the_one_to_the_other_and_nobody_else_does()
    {
        const string email = "both@example.org";
        using var browser = product.Open();
        var participant = await product.StepAsync(Village.IdOf(await browser.ApplyAsync(email)));
        var hub = await product.ShowInterestAsync("The Weir House", email);
        var here = $"/where/{hub.EnrolmentId}";
        using var phone = product.Open();
        await phone.GetAsync(await product.LinkAsync(hub.Id, hub.ActorId));

        var page = await phone.GetAsync(here);
        Assert.Contains($"You are on the way here as participant too. “{participant.Title}” is open for you there until ", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"a[href='/where/{participant.EnrolmentId}']"));
        Assert.Contains("The link is on its way", (await phone.GetAsync((await phone.SubmitAsync(here, "other-way")).Location)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Outbox.CountAsync(mail => mail.Template == "E71" && mail.EnrolmentId == participant.EnrolmentId, WebProduct.Cancellation)));

        await phone.GetAsync(await product.LinkAsync(participant.Id, participant.ActorId));
        page = await phone.GetAsync(here);
        Assert.Equal("See where you are there", page.Document.QuerySelector($"a[href='/where/{participant.EnrolmentId}']")?.TextContent);
        Assert.Null(page.Form("other-way"));
        Assert.Contains("as hub, The Weir House too", (await phone.GetAsync($"/where/{participant.EnrolmentId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_did_not_sign_reads_who_talks_with_them()
    {
        var now = product.Time.GetUtcNow();
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new(2027, 9, 6), EndsOn = new(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard };
        var (person, lead) = (new Person { FirstName = "Ode", Email = "ode@example.org" }, Guid.CreateVersion7());
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-hub", InstanceId = "1", State = EnrolmentState.Active };
        enrolment.Steps.Add(new Step { EnrolmentId = enrolment.Id, Key = "HUB-3.4t", Round = 1, Kind = StepKind.Task, Title = "Talk over what stands in the way", StageKey = "HUB-3", ActorId = lead, ActorPart = "lead", OpenedAt = now, DueAt = now.AddDays(7) });
        var agreement = new Agreement { EnrolmentId = enrolment.Id, StepKey = "HUB-3.4", Round = 1, TemplateId = "A-03", Version = 1, Title = "Hosting agreement", State = AgreementState.Declined, Text = "", Hash = "", OpenedAt = now, ExpiresAt = now };

        Assert.Equal(
            "“Hosting agreement” was not signed. Wren Alder is asked to talk with you about what stands in the way.",
            WhereWords.Of(new EnrolmentView(enrolment, theEvent, person) { Agreements = [agreement], Names = new Dictionary<Guid, string> { [lead] = "Wren Alder" } }));
    }

    [Theory]
    [InlineData(6, "You stepped out. If you think again, you are welcome to begin anew while this event calls, or to answer another call.")]
    [InlineData(7, "You stepped out, and nothing more is asked of you. You are welcome to answer another call.")]
    public void Whoever_stepped_out_begins_anew_only_while_the_event_calls(int day, string said)
    {
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new(2027, 9, 6), EndsOn = new(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard, CallClosesOn = new(2027, 6, 6) };
        var person = new Person { FirstName = "Amina", Email = "amina@reed.example", TimeZone = "Europe/Lisbon" };
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-participant", InstanceId = "1", State = EnrolmentState.Withdrawn };

        Assert.Equal(said, WhereWords.Of(new EnrolmentView(enrolment, theEvent, person) { At = new(2027, 6, day, 12, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void While_whoever_signs_waits_for_an_answer_nobody_reads_a_last_day_that_stands_still()
    {
        var now = product.Time.GetUtcNow();
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new(2027, 9, 6), EndsOn = new(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard };
        var (person, delegated) = (new Person { FirstName = "Noor", Email = "noor@example.org" }, Guid.CreateVersion7());
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = person.Id, Pathway = "pathway-practice-network", InstanceId = "1", State = EnrolmentState.Active };
        var agreement = new Agreement { EnrolmentId = enrolment.Id, StepKey = "NET-3.3", Round = 1, TemplateId = "A-04", Version = 1, Title = "Collaboration agreement", Text = "", Hash = "", OpenedAt = now, ExpiresAt = now, ClockStoppedAt = now };
        enrolment.Steps.Add(new Step { EnrolmentId = enrolment.Id, Key = "NET-3.3", Round = 1, Kind = StepKind.Signature, Title = agreement.Title, StageKey = "NET-3", ActorId = delegated, ActorPart = "steward-delegate", AgreementId = agreement.Id, OpenedAt = now, DueAt = now });

        Assert.Equal(
            "Edda Vale asked something about “Collaboration agreement” before signing it. The time for signing stands still until there is an answer.",
            WhereWords.Of(new EnrolmentView(enrolment, theEvent, person) { Agreements = [agreement], Names = new Dictionary<Guid, string> { [delegated] = "Edda Vale" } }));
    }
}
