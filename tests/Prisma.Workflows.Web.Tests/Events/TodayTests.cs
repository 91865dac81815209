using Prisma.Workflows.Tensions;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class TodayTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Whoever_answers_a_gate_is_thanked_there_and_who_is_asked_again_reads_so_where_they_are()
    {
        using var reader = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        using var browser = product.Open();
        var (enrolment, answered) = await ReturnAsync(reader, browser, "returned@example.org", isReader: true);
        Assert.StartsWith("Thank you.", (await reader.GetAsync(answered.Location)).Document.QuerySelector("[role=status]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("Once more: Your application", (await browser.GetAsync($"/where/{enrolment}")).Document.QuerySelector("section.card h2")?.TextContent);
    }

    [Fact]
    public async Task A_gathering_to_which_people_are_invited_waits_for_a_time_until_it_has_one()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var facilitator = await village.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        using var elsewhere = await village.SignInAsync(Role.Facilitator);
        foreach (var (email, coming) in new[] { ("asked@example.org", true), ("comes@example.org", true), ("was-there@example.org", false) })
        {
            using var browser = village.Open();
            var step = await village.StepAsync(Village.IdOf(await browser.ApplyAsync(email)));
            await village.Operations.RunAsync<PrismaDbContext>(db =>
            {
                Step Of(string key, StepKind kind, StepState state) => new()
                {
                    EnrolmentId = step.EnrolmentId,
                    Key = key,
                    Round = 1,
                    Kind = kind,
                    State = state,
                    Title = "Welcome Day",
                    StageKey = "PAR-3",
                    ActorId = step.ActorId,
                    ActorPart = "stakeholder",
                    Gathering = "GA-10",
                    OpenedAt = step.OpenedAt,
                    DueAt = step.DueAt,
                };
                db.Steps.Add(Of("PAR-3.2r", StepKind.Form, StepState.Submitted));
                db.Steps.Add(Of("PAR-3.2", StepKind.Gathering, coming ? StepState.Open : StepState.Submitted));
                return Task.CompletedTask;
            }, WebProduct.Cancellation);
        }

        const string page = $"/events/{Village.Slug}/gatherings/GA-10";
        var row = (await facilitator.GetAsync("/today")).Document.QuerySelector($"td a[href='{page}']");
        Assert.Equal("Set a time for “Welcome Day”", row?.TextContent);
        Assert.Contains("2 who are invited", row!.Closest("tr")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await elsewhere.GetAsync("/today")).Document.QuerySelector($"td a[href='{page}']"));

        await facilitator.SubmitAsync(page, "plan", ("startsAt", "2027-06-28 10:00"), ("minutes", "120"), ("where", "By video"));
        Assert.Null((await facilitator.GetAsync("/today")).Document.QuerySelector($"td a[href='{page}']"));
    }

    [Fact]
    public async Task What_people_need_waits_for_somebody_who_may_read_it()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var facilitator = await village.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        using var browser = village.Open();
        var told = Village.IdOf(await browser.ApplyAsync("needs@example.org"));
        Assert.DoesNotContain("holds care", (await facilitator.GetAsync("/today")).Text, StringComparison.Ordinal);

        await village.Operations.RunAsync<PrismaDbContext>(
            async db =>
            {
                var step = await db.Steps.SingleAsync(one => one.Id == told, WebProduct.Cancellation);
                db.Entry(step).Property(one => one.FormId).CurrentValue = "F-16";
                (step.State, step.Answers) = (StepState.Submitted, """{ "coming": "yes", "sealed": { "diet": ["vegan"] } }""");
            },
            WebProduct.Cancellation);

        var row = (await facilitator.GetAsync("/today")).Document.QuerySelector($"td a[href='/events/{Village.Slug}#team']");
        Assert.Equal("Name somebody who holds care: what people need can be read by nobody", row?.TextContent);
        Assert.Contains("one who told it", row!.Closest("tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_today_is_overdue_tomorrow_also_where_it_was_promised_for_no_day_and_is_due_at_a_minute()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var caller = await village.SignInAsync(Role.Facilitator);
        using var browser = village.Open();
        var step = Village.IdOf(await browser.ApplyAsync("minute@example.org"));
        var now = village.Time.GetUtcNow();

        Assert.DoesNotContain("overdue", await TodayAsync(due: now.AddMinutes(-1)), StringComparison.Ordinal);
        Assert.Contains("overdue", await TodayAsync(due: now.AddDays(-1)), StringComparison.Ordinal);

        async Task<string> TodayAsync(DateTimeOffset due)
        {
            await village.Operations.RunAsync<PrismaDbContext, int>(async db =>
            {
                var me = await db.People.SingleAsync(person => person.Roles.Any(), WebProduct.Cancellation);
                return await db.Steps.Where(one => one.Id == step).ExecuteUpdateAsync(set => set.SetProperty(one => one.ActorId, me.Id).SetProperty(one => one.DueAt, due), WebProduct.Cancellation);
            }, WebProduct.Cancellation);
            return (await caller.GetAsync("/today")).Text;
        }
    }

    [Fact]
    public async Task Whoever_is_asked_at_a_gate_and_stands_outside_the_team_answers_it_all_the_same()
    {
        using var reader = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        using var browser = product.Open();
        var (_, answered) = await ReturnAsync(reader, browser, "outside@example.org", isReader: false);
        Assert.StartsWith("/today", answered.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_with_nothing_to_do_is_led_to_the_pathways_and_to_the_drafts_of_others()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var writer = await village.SignInAsync(Role.Steward);
        using var reader = await village.SignInAsync(Role.Steward);
        using var facilitator = await village.SignInAsync(Role.Facilitator);
        Assert.Equal(["/definitions"], LinksOf(await reader.GetAsync("/today")));

        var outline = (await writer.SubmitAsync("/definitions", "begin", ("name", "The gardeners"), ("like", ""))).Location;

        Assert.Equal([outline.Replace("outline", "publish", StringComparison.Ordinal), "/definitions"], LinksOf(await reader.GetAsync("/today")));
        Assert.DoesNotContain("Drafts", (await facilitator.GetAsync("/today")).Text, StringComparison.Ordinal);

        static IEnumerable<string?> LinksOf(Browser.Answer page) => page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href"));
    }

    [Fact]
    public async Task Other_days_stand_there_for_every_steward_since_any_of_them_may_agree()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var steward = await village.SignInAsync(Role.Steward);
        await village.ProposeAsync(new DateOnly(2027, 9, 13));

        Assert.Equal("Agree to other days, or not", (await steward.GetAsync("/today")).Document.QuerySelector("tbody a")?.TextContent);
        await steward.SubmitAsync($"/events/{Village.Slug}/move", "answer", ("agrees", "no"));
        Assert.Null((await steward.GetAsync("/today")).Document.QuerySelector("tbody a"));
    }

    [Theory]
    [InlineData(ChangeKind.Pause, Part.Facilitator, "Read the words that tell everybody the event is paused, and send them")]
    [InlineData(ChangeKind.Move, Part.Steward, "Agree to other days, or not")]
    public async Task A_change_of_the_event_stands_there_for_who_has_to_answer_it(ChangeKind kind, Part part, string asked)
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var other = await village.SignInAsync(Role.Facilitator);
        using var member = await village.SignInAsync(Role.Facilitator);
        await village.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var me = await db.People.OrderBy(person => person.Id).LastAsync(person => person.Roles.Any(), WebProduct.Cancellation);
            var theEvent = await db.Events.SingleAsync(WebProduct.Cancellation);
            theEvent.PausedAt = village.Time.GetUtcNow();
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = me.Id, Part = part });
        }, WebProduct.Cancellation);
        await village.ProposeAsync(new DateOnly(2027, 9, 13), kind);

        Assert.Equal(asked, (await member.GetAsync("/today")).Document.QuerySelector("tbody a")?.TextContent);
        Assert.DoesNotContain(asked, (await other.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.Contains("Everything rests.", (await member.GetAsync($"/events/{Village.Slug}")).Document.QuerySelector(".notice.warn")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_a_hub_is_on_the_way_to_stands_there_for_its_lead_until_it_is_called()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await village.SignInToTheTeamAsync(Part.Lead, Role.Facilitator);
        await village.ShowInterestAsync("Millrace Commons", "maren@brook.example");

        var row = (await lead.GetAsync("/today")).Document.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("Millrace Commons, who would wait for it", StringComparison.Ordinal));
        Assert.Equal($"/events/{Village.Slug}#field", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(1, await village.Operations.ReadAsync<PrismaDbContext, int>(db => db.Outbox.CountAsync(mail => mail.Template == "E68" && mail.Facts.Contains("which nobody has called yet"), WebProduct.Cancellation)));

        await lead.SubmitAsync($"/events/{Village.Slug}", "call-event");
        Assert.DoesNotContain("who would wait for it", (await lead.GetAsync("/today")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_to_call_an_event_that_is_over()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await village.SignInToTheTeamAsync(Part.Lead, Role.Facilitator);
        await village.ShowInterestAsync("Millrace Commons", "maren@brook.example");
        await village.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var today = DateOnly.FromDateTime(village.Time.GetUtcNow().UtcDateTime);
            var theEvent = await db.Events.SingleAsync(WebProduct.Cancellation);
            (theEvent.StartsOn, theEvent.EndsOn) = (today.AddDays(-12), today.AddDays(-3));
        }, WebProduct.Cancellation);

        Assert.DoesNotContain("who would wait for it", (await lead.GetAsync("/today")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tension_stands_there_for_whom_it_waits_until_it_is_answered()
    {
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        Assert.DoesNotContain("tension", (await facilitator.GetAsync("/today")).Text, StringComparison.OrdinalIgnoreCase);
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("pulled@example.org")));
        var id = await product.Operations.RunAsync<PrismaDbContext, Guid>(async db =>
        {
            var me = await db.People.OrderBy(person => person.Id).LastAsync(person => person.Roles.Any(), WebProduct.Cancellation);
            var enrolment = await db.Enrolments.SingleAsync(one => one.Id == step.EnrolmentId, WebProduct.Cancellation);
            var tension = new Tension
            {
                EventId = enrolment.EventId,
                PersonId = enrolment.PersonId,
                EnrolmentId = enrolment.Id,
                Circle = "facilitators",
                What = "The times come too late.",
                Effect = "I cannot plan.",
                Wish = "A week more.",
                IsByName = false,
                At = step.OpenedAt,
                DueAt = step.OpenedAt.AddDays(7),
                AnswererId = me.Id,
            };
            db.Tensions.Add(tension);
            return tension.Id;
        }, WebProduct.Cancellation);

        var today = (await facilitator.GetAsync("/today")).Document;
        var line = today.QuerySelector($"a[href='/events/{Village.Slug}/tensions#tension-{id}']")!;
        Assert.Contains(", who is not to be named", line.Closest("tr")!.TextContent, StringComparison.Ordinal);

        await facilitator.SubmitAsync($"/events/{Village.Slug}/tensions", $"answer-{id:N}", ("answer", "You are right; from now on a week before."));
        Assert.DoesNotContain("tension", (await facilitator.GetAsync("/today")).Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Somebody applies, and whoever signed in last is asked at the gate and returns it.</summary>
    async Task<(Guid Enrolment, Browser.Answer Answered)> ReturnAsync(Browser reader, Browser browser, string email, bool isReader)
    {
        var address = await browser.ApplyAsync(email);
        await browser.SubmitAsync(address, "step", Village.Application);
        var enrolment = (await product.StepAsync(Village.IdOf(address))).EnrolmentId;
        var reading = await product.Operations.RunAsync<PrismaDbContext, Guid>(async db =>
        {
            var me = await db.People.OrderBy(person => person.Id).LastAsync(person => person.Roles.Any(), WebProduct.Cancellation);
            var step = await db.Steps.SingleAsync(one => one.EnrolmentId == enrolment && one.Kind == StepKind.Reading, WebProduct.Cancellation);
            if (isReader)
                db.TeamMembers.Add(new TeamMember { EventId = (await db.Enrolments.SingleAsync(one => one.Id == enrolment, WebProduct.Cancellation)).EventId, PersonId = me.Id, Part = Part.Facilitator });
            await db.Steps.Where(one => one.Id == step.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.ActorId, me.Id), WebProduct.Cancellation);
            return step.Id;
        }, WebProduct.Cancellation);
        return (enrolment, await reader.SubmitAsync($"/steps/{reading}", "step", ("response", "return"), ("questions.0.text", "On which days?"), ("questions.0.capability", "capacity"), ("strengths", "They see what is slow, and wait for it.")));
    }
}
