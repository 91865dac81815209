using Prisma.Workflows.Concerns;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Concerns;

public sealed class ConcernPagesTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    static readonly (string, string)[] _told =
        [("what", "Somebody would not leave the hut."), ("who", "Bram"), ("safe_now", "yes"), ("want", "heard"), ("contact", "code")];

    [Fact]
    public async Task What_is_told_without_a_name_is_answered_by_code_and_no_other_role_opens_it()
    {
        using var node = await product.SignInAsync(Role.TrustNode);
        using var administrator = await product.SignInAsync(Role.Administrator, Role.Facilitator, Role.Steward);
        using var stranger = product.Open();

        var told = await stranger.SubmitAsync($"/e/{Village.Slug}/concern", "concern", _told);
        var code = told.Document.QuerySelector(".notice .lead")!.TextContent;
        var id = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Concerns.Select(one => one.Id).SingleAsync(WebProduct.Cancellation));

        Assert.True(ConcernCode.IsWhole(code));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"/concerns/{id}")).Status);
        Assert.Contains("would not leave", (await node.GetAsync($"/concerns/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("A concern to look into", (await node.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("concern to look into", (await administrator.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.Equal($"/concerns/{id}#record", (await node.SubmitAsync($"/concerns/{id}", "acknowledge")).Location);
        await node.SubmitAsync($"/concerns/{id}", "note", ("kind", nameof(NoteKind.ToReporter)), ("text", "May we meet at nine?"));

        using var elsewhere = product.Open();
        var wrong = await elsewhere.SubmitAsync("/concern", "code", ("code", "2222-2222-2222-2222"));
        Assert.Contains("opens nothing", wrong.Document.QuerySelector("#f-code-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2222-2222-2222-2222", wrong.Document.QuerySelector("#f-code")!.GetAttribute("value"));
        var matter = await elsewhere.SubmitAsync("/concern", "code", ("code", code.ToLowerInvariant()));
        Assert.Contains("May we meet at nine?", matter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("done already", matter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("is looking into it.", (await node.GetAsync("/concerns")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/matters/{id}")).Status);

        var written = await elsewhere.PostAsync("/concern", [.. Browser.Hidden(matter.Form("write")!), ("text", "At nine, by the well.")]);
        Assert.StartsWith("Sent.", written.Document.QuerySelector("[role=status]")?.TextContent, StringComparison.Ordinal);
        await node.SubmitAsync($"/concerns/{id}", "close", ("outcome", nameof(ConcernOutcome.Talk)), ("reason", "Both were heard."), ("toReporter", "You talked."), ("otherMail", "bram@example.org"), ("toOther", "Please knock."), ("whyFewer", "We are two."));
        var closed = (await node.GetAsync($"/concerns/{id}")).Document.QuerySelector("dl.card")!;
        Assert.Equal(["a talk", "You talked.", "Please knock."], closed.QuerySelectorAll("dd").Take(3).Select(told => told.TextContent));
    }

    [Fact]
    public async Task One_more_is_asked_to_look_and_later_stewards_who_were_not_there_look_again()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var node = await village.SignInAsync(Role.TrustNode);
        using var asked = await village.SignInAsync(Role.Steward);
        using var stranger = village.Open();
        var code = (await stranger.SubmitAsync($"/e/{Village.Slug}/concern", "concern", _told)).Document.QuerySelector(".notice .lead")!.TextContent;
        var page = $"/concerns/{await village.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Concerns.Select(one => one.Id).SingleAsync(WebProduct.Cancellation))}";
        await node.SubmitAsync(page, "acknowledge");

        var steward = (await node.GetAsync(page)).Document.QuerySelector("#f-responder option")!.GetAttribute("value")!;
        Assert.Equal("Please choose one of the people in the list.", Assert.Single((await node.SubmitAsync(page, "responder", ("responder", "nobody"))).Problems));
        await node.SubmitAsync(page, "responder", ("responder", steward));
        Assert.Contains("would not leave", (await asked.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal("/concerns", (await asked.SubmitAsync(page, "aside")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await asked.GetAsync(page)).Status);
        await node.SubmitAsync(page, "close", ("outcome", nameof(ConcernOutcome.Talk)), ("reason", "Both were heard."), ("toReporter", "You talked."), ("whyFewer", "We are two."));

        var closed = await stranger.SubmitAsync("/concern", "code", ("code", code));
        Assert.Contains("It has been looked into and closed.", closed.Text, StringComparison.Ordinal);
        var nobody = await stranger.PostAsync("/concern", [.. Browser.Hidden(closed.Form("again")!), ("why", "Nobody asked my sister.")]);
        Assert.StartsWith("There is no steward here who had nothing to do with it.", Assert.Single(nobody.Problems), StringComparison.Ordinal);
        using var fresh = await village.SignInAsync(Role.Steward);
        var again = await stranger.PostAsync("/concern", [.. Browser.Hidden(closed.Form("again")!), ("why", "Nobody asked my sister.")]);
        Assert.Contains("Stewards who had nothing to do with it are looking at it again.", again.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody asked my sister.", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A concern to look", (await node.GetAsync("/today")).Text, StringComparison.Ordinal);
        var (today, until) = (await fresh.GetAsync("/today"), "td[data-label=Until], td[data-label='Meet by']");
        Assert.Contains("A concern to look at again", today.Text, StringComparison.Ordinal);
        Assert.Equal("", today.Document.QuerySelector($"tr:has(a[href='{page}']) :is({until})")!.TextContent.Trim());
        Assert.Equal("", (await fresh.GetAsync("/concerns")).Document.QuerySelector(until)!.TextContent);
        Assert.Null((await node.GetAsync(page)).Form("settle"));
        await fresh.SubmitAsync(page, "settle", ("outcome", nameof(ConcernOutcome.Talk)), ("told", "Your sister was asked."));

        var settled = await stranger.SubmitAsync("/concern", "code", ("code", code));
        Assert.Contains("It has been looked at a second time, and rests.", settled.Text, StringComparison.Ordinal);
        Assert.Contains("Your sister was asked.", settled.Text, StringComparison.Ordinal);
        Assert.Null(settled.Form("again"));
    }

    [Fact]
    public async Task Whoever_writes_into_what_somebody_closed_meanwhile_reads_that_nothing_was_sent_and_finds_their_words()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var node = await village.SignInAsync(Role.TrustNode);
        using var stranger = village.Open();
        var code = (await stranger.SubmitAsync($"/e/{Village.Slug}/concern", "concern", _told)).Document.QuerySelector(".notice .lead")!.TextContent;
        var page = $"/concerns/{await village.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Concerns.Select(one => one.Id).SingleAsync(WebProduct.Cancellation))}";
        await node.SubmitAsync(page, "acknowledge");
        var matter = await stranger.SubmitAsync("/concern", "code", ("code", code));
        var late = (await node.GetAsync(page)).Form("close")!;
        await node.SubmitAsync(page, "close", ("outcome", nameof(ConcernOutcome.Talk)), ("reason", "Both were heard."), ("toReporter", "You talked."), ("whyFewer", "I am alone."));

        var written = await stranger.PostAsync("/concern", [.. Browser.Hidden(matter.Form("write")!), ("text", "It happened again today.")]);
        var closed = await node.PostAsync(page, [.. Browser.Hidden(late), ("outcome", nameof(ConcernOutcome.Agreement)), ("reason", "Because of the gate."), ("toReporter", "They keep away."), ("toOther", "Please keep away."), ("whyFewer", "")]);

        Assert.Contains("Nothing was changed just now. You wrote:", written.Text, StringComparison.Ordinal);
        Assert.Contains("It happened again today.", written.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed just now. You wrote:", closed.Text, StringComparison.Ordinal);
        Assert.Contains("Because of the gate.", closed.Text, StringComparison.Ordinal);
        Assert.Contains("They keep away.", closed.Text, StringComparison.Ordinal);
        Assert.Contains("Please keep away.", closed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_of_an_event_a_step_and_a_passage_leads_to_the_trust_nodes()
    {
        using var browser = product.Open();
        var step = await browser.ApplyAsync("noor@example.org");

        foreach (var page in new[] { $"/e/{Village.Slug}", $"/e/{Village.Slug}/privacy", step, $"{step}/more-time" })
        {
            var link = (await browser.GetAsync(page)).Document.QuerySelector("footer a[href$='/concern']");
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link!.GetAttribute("href")!)).Status);
        }
    }

    [Fact]
    public async Task What_people_need_opens_to_who_holds_care_and_to_no_role()
    {
        using var administrator = await product.SignInAsync(Role.Administrator, Role.Facilitator, Role.Steward);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"/events/{Village.Slug}/care")).Status);

        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var me = await db.People.OrderBy(person => person.Id).LastAsync(person => person.Roles.Any(grant => grant.Role == Role.Administrator), WebProduct.Cancellation);
            var theEvent = await db.Events.SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation);
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = me.Id, Part = Part.CareHolder });
        }, WebProduct.Cancellation);

        Assert.Contains("Nobody has told anything yet.", (await administrator.GetAsync($"/events/{Village.Slug}/care")).Text, StringComparison.Ordinal);
        using var applicant = product.Open();
        var application = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("eats@reed.example")));
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            var now = product.Time.GetUtcNow();
            db.Steps.Add(new Step
            {
                EnrolmentId = application.EnrolmentId,
                Key = "PAR-5.1",
                Round = 1,
                Kind = StepKind.Form,
                Title = "Are you coming?",
                StageKey = "PAR-5",
                ActorId = application.ActorId,
                ActorPart = "stakeholder",
                FormId = "F-16",
                FormVersion = 1,
                OpenedAt = now,
                DueAt = now,
                ClosedAt = now,
                State = StepState.Submitted,
                Answers = """{"coming":"yes","care_consent":true,"sealed":{"arrive":"2027-09-05","stay":"hub","diet":["vegan"]}}""",
            });
            return Task.CompletedTask;
        }, WebProduct.Cancellation);

        var sheet = await administrator.GetAsync($"/events/{Village.Slug}/care");
        Assert.Contains(": 1", sheet.Document.QuerySelector("h2 + p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Amina Reed", sheet.Document.QuerySelector(".sheet h3")!.TextContent);
        Assert.Contains("5 September 2027", sheet.Text, StringComparison.Ordinal);
    }
}
