using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class StepPageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task A_file_is_seen_by_whoever_sent_it_along_and_not_by_way_of_anothers_step()
    {
        using var amina = product.Open();
        using var samir = product.Open();
        var (hers, his) = (Village.IdOf(await amina.ApplyAsync("sends@example.org")), Village.IdOf(await samir.ApplyAsync("asks@example.org")));
        using var paper = new MemoryStream("%PDF-1.7"u8.ToArray());
        var file = (await product.Services.GetRequiredService<UploadFolder>().KeepAsync(hers, "why.pdf", paper, WebProduct.Cancellation))!.Id;

        Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync($"/steps/{hers}/files/{hers}/{file}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await samir.GetAsync($"/steps/{hers}/files/{hers}/{file}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await samir.GetAsync($"/steps/{his}/files/{hers}/{file}")).Status);
    }

    [Fact]
    public async Task An_open_step_says_what_for_how_long_until_when_where_its_reader_lives_and_the_ways_out()
    {
        const string Zone = "Pacific/Auckland";
        using var browser = product.Open();
        var address = await browser.ApplyAsync("far@example.org");
        var step = await product.StepAsync(Village.IdOf(address));
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.People.Where(person => person.Id == step.ActorId)
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.TimeZone, Zone), WebProduct.Cancellation), WebProduct.Cancellation);

        var page = (await browser.GetAsync(address)).Document;

        Assert.Equal("Call and application", page.QuerySelector(".stages [aria-current=step] .stage-title")!.TextContent);
        Assert.StartsWith("It is here to ", page.QuerySelector(".purpose")!.TextContent, StringComparison.Ordinal);
        var facts = page.QuerySelector("dl.facts")!.TextContent;
        Assert.Contains($"about {step.Minutes} minutes", facts, StringComparison.Ordinal);
        Assert.Contains(TimeZoneInfo.ConvertTime(step.DueAt, TimeZoneInfo.FindSystemTimeZoneById(Zone)).ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("en-GB")) + $" ({Zone})", facts, StringComparison.Ordinal);
        Assert.Equal(
            [$"/steps/{step.Id}/more-time", $"/where/{step.EnrolmentId}", $"/where/{step.EnrolmentId}/pause", $"/where/{step.EnrolmentId}/leave"],
            page.QuerySelectorAll(".ways a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("FOOTER", Assert.Single(page.QuerySelectorAll("a[href='mailto:wren@example.org']")).Closest("footer")?.TagName);
    }

    [Fact]
    public async Task Whoever_is_signed_in_and_opens_the_link_of_somebody_else_is_told_so()
    {
        const string told = "opened the link of somebody else";
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("forwards@example.org")));
        var where = $"/where/{step.EnrolmentId}";
        string[] pages = [$"/steps/{step.Id}", $"/steps/{step.Id}/more-time", where, $"{where}/leave", $"{where}/pause", $"{where}/choices", $"{where}/data", $"{where}/tension"];
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        await facilitator.GetAsync(await product.LinkAsync(step.Id, step.ActorId));

        foreach (var page in pages)
        {
            Assert.DoesNotContain(told, (await applicant.GetAsync(page)).Text, StringComparison.Ordinal);
            Assert.Contains(told, (await facilitator.GetAsync(page)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_token_leads_nowhere()
    {
        using var browser = product.Open();
        var page = await browser.GetAsync($"/l/{LinkToken.Create()}");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("look whether it is whole", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_link_says_that_it_is_over()
    {
        using var browser = product.Open();
        var step = Village.IdOf(await browser.ApplyAsync("revoked@example.org"));
        var link = await product.LinkAsync(step, (await product.StepAsync(step)).ActorId);
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.AccessLinks.Where(one => one.TokenHash == LinkToken.HashOf(link.Substring(3)))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RevokedAt, product.Time.GetUtcNow()), WebProduct.Cancellation), WebProduct.Cancellation);
        using var other = product.Open();

        var page = await other.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains("answer the mail that this one came in", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/steps/{step}")).Status);
    }

    [Fact]
    public async Task Somebody_elses_link_opens_nothing_of_mine()
    {
        using var mine = product.Open();
        var address = await mine.ApplyAsync("mine@example.org");
        using var other = product.Open();
        await other.ApplyAsync("other@example.org");

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await mine.GetAsync(address)).Status);
    }

    [Fact]
    public async Task A_link_that_is_only_looked_at_by_its_head_is_there_and_changes_nothing()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("head@example.org")));
        using var scanner = product.Open();
        using var look = new HttpRequestMessage(HttpMethod.Head, await product.LinkAsync(step.Id, step.ActorId));
        using var page = new HttpRequestMessage(HttpMethod.Head, $"/e/{Village.Slug}");

        Assert.Equal(HttpStatusCode.Found, (await scanner.Client.SendAsync(look, WebProduct.Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await scanner.Client.SendAsync(page, WebProduct.Cancellation)).StatusCode);
        Assert.Equal(StepState.Open, (await product.StepAsync(step.Id)).State);
    }

    [Fact]
    public async Task Two_tabs_send_and_the_second_is_told_what_holds()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("tabs@example.org");
        var second = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);

        var first = await browser.SubmitAsync(address, "step", Village.Application);
        var late = await browser.PostAsync(address, [.. second, .. Village.Application]);
        const string other = "On the second device I wrote of the mill, of who repairs it and of what it could be for us all.";
        var otherwise = await browser.PostAsync(address, [.. second, .. Village.Application.Select(field => field.Name == "why" ? ("why", other) : field)]);

        Assert.DoesNotContain("What you typed now", late.Text, StringComparison.Ordinal);
        Assert.Matches($"What you typed now It was not kept. You can copy it from here. .*{other}", otherwise.Text);
        Assert.StartsWith("/where/", first.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Matches("We have what was sent here on \\d+ [A-Z][a-z]+ 2027, \\d\\d:\\d\\d, and that holds. What came after it changed nothing", late.Text);
    }

    [Fact]
    public async Task What_is_sent_to_a_step_that_closed_by_itself_is_said_not_to_be_kept()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("closed@example.org");
        var begun = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Steps.Where(one => one.Id == Village.IdOf(address))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, StepState.Lapsed), WebProduct.Cancellation), WebProduct.Cancellation);

        var late = await browser.PostAsync(address, [.. begun, .. Village.Application]);

        Assert.Contains("What you sent came too late and was not kept. It stands below, to be copied.", late.Text, StringComparison.Ordinal);
        Assert.Contains("This step closed without an answer, and your way goes on without it.", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_whose_days_are_over_shows_how_things_stand_and_sends_a_fresh_one_to_the_known_address()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("late@example.org");
        await browser.SubmitAsync(address, "step", Village.Application);
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.AccessLinks.Where(one => one.StepId == Village.IdOf(address))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ExpiresAt, product.Time.GetUtcNow().AddDays(-1)), WebProduct.Cancellation), WebProduct.Cancellation);

        var page = await browser.GetAsync(address);
        var asked = await browser.SubmitAsync(address, "fresh-link");
        await browser.SubmitAsync(address, "fresh-link");

        Assert.Contains("You did this", page.Text, StringComparison.Ordinal);
        Assert.Contains("on its way", (await browser.GetAsync(asked.Location)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Outbox.CountAsync(
            mail => mail.Template == "E71" && db.People.Any(person => person.Id == mail.PersonId && person.Email == "late@example.org"), WebProduct.Cancellation)));
    }

    [Fact]
    public async Task What_was_typed_is_kept_and_encoded_however_long_or_hostile()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("hostile@example.org");
        const string Script = "<script>alert('x')</script>";
        var long100K = new string('a', 100_000);

        var answer = await browser.SubmitAsync(address, "step", ("why", Script), ("gift", long100K), ("track", "no-such-track"), ("surplus", "x"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(answer.Problems);
        Assert.Equal(Script, answer.Document.QuerySelector("[name=why]")!.TextContent.Trim());
        Assert.Equal(long100K, answer.Document.QuerySelector("[name=gift]")!.TextContent.Trim());
        Assert.DoesNotContain(Script, answer.Body, StringComparison.Ordinal);
        Assert.Empty(answer.Document.QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public async Task A_gathering_that_asks_for_no_notes_is_held_with_one_button()
    {
        var hub = await product.ShowInterestAsync("Millrace Commons", "maren@brook.example");
        await product.Operations.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(hub.Id, hub.ActorId, new JsonObject { ["scope"] = "co-host" }, WebProduct.Cancellation), WebProduct.Cancellation);
        var call = await product.OpenStepAsync(hub.EnrolmentId, "HUB-1.3");
        using var host = product.Open();
        await host.GetAsync(await product.LinkAsync(call.Id, call.ActorId));

        var page = await host.GetAsync($"/steps/{call.Id}");
        Assert.Contains("Hear before asking. About 45 minutes", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main a[href='mailto:maren@brook.example']"));
        await host.SubmitAsync($"/steps/{call.Id}", "held");

        Assert.Equal("Attended", (await product.StepAsync(call.Id)).Outcome);
    }

    [Fact]
    public async Task A_participant_never_reads_what_a_reader_reads()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("curious@example.org");
        await browser.SubmitAsync(address, "step", Village.Application);
        var enrolment = (await product.StepAsync(Village.IdOf(address))).EnrolmentId;
        var reading = await product.Operations.ReadAsync<PrismaDbContext, Step>(db =>
            db.Steps.SingleAsync(step => step.EnrolmentId == enrolment && step.Kind == StepKind.Reading, WebProduct.Cancellation));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/steps/{reading.Id}")).Status);
        using var reader = product.Open();
        await reader.GetAsync(await product.LinkAsync(reading.Id, reading.ActorId));
        Assert.Contains("What Amina Reed wrote", (await reader.GetAsync($"/steps/{reading.Id}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sol", true)]
    [InlineData("wren", false)]
    public async Task Somebody_to_talk_to_is_named_but_nobody_is_sent_to_themselves(string reader, bool named)
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync($"read-by-{reader}@example.org");
        await browser.SubmitAsync(address, "step", Village.Application);
        var enrolment = (await product.StepAsync(Village.IdOf(address))).EnrolmentId;
        var (reading, actor) = await product.Operations.ReadAsync<PrismaDbContext, (Guid, Guid)>(async db => (
            (await db.Steps.SingleAsync(step => step.EnrolmentId == enrolment && step.Kind == StepKind.Reading, WebProduct.Cancellation)).Id,
            (await db.People.SingleAsync(person => person.Email == $"{reader}@example.org", WebProduct.Cancellation)).Id));
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Steps.Where(step => step.Id == reading).ExecuteUpdateAsync(set => set.SetProperty(step => step.ActorId, actor), WebProduct.Cancellation), WebProduct.Cancellation);
        using var theirs = product.Open();
        await theirs.GetAsync(await product.LinkAsync(reading, actor));

        var page = await theirs.GetAsync($"/steps/{reading}");

        Assert.Contains("What Amina Reed wrote", page.Text, StringComparison.Ordinal);
        Assert.Equal(named, page.Body.Contains("mailto:wren@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_refuses_cookies_is_told_so_where_a_link_and_a_form_lead_it()
    {
        using var browser = product.Open();
        var step = await browser.ApplyAsync("cookies@example.org");
        using var refusing = product.Open();

        Assert.Contains("your browser refuses cookies: allow them", (await refusing.GetAsync(step)).Text, StringComparison.Ordinal);
        Assert.Contains("your browser refuses cookies: allow them", (await refusing.PostAsync($"/e/{Village.Slug}/apply", [("_handler", "apply")])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_taken_without_the_pages_own_token()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("token@example.org");
        foreach (var target in new[] { address, address + "/draft", address + "/more-time", $"/e/{Village.Slug}/apply" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(target, [("_handler", "step"), ("why", "x")])).Status);
        }
    }

    [Fact]
    public async Task A_draft_is_kept_of_ones_own_open_step_and_says_why_where_it_is_not()
    {
        using var browser = product.Open();
        using var other = product.Open();
        var address = await browser.ApplyAsync("drafts@example.org");
        await other.ApplyAsync("others@example.org");
        var form = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        var foreign = Browser.Hidden((await other.GetAsync($"/e/{Village.Slug}/apply")).Form("apply")!);

        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(address + "/draft", [.. foreign, ("why", "not mine")])).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.PostAsync(address + "/draft", [.. form, ("why", new string('x', 600_000))])).Status);
        await browser.SubmitAsync(address, "step", Village.Application);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync(address + "/draft", [.. form, ("why", "too late")])).Status);
    }

    [Fact]
    public async Task A_draft_is_there_on_another_device()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("draft@example.org");
        var form = Browser.Hidden((await browser.GetAsync(address)).Form("step")!);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync(address + "/draft", [.. form, ("why", "half a thought")])).Status);

        using var phone = product.Open();
        var step = await product.StepAsync(Village.IdOf(address));
        await phone.GetAsync(await product.LinkAsync(step.Id, step.ActorId));

        Assert.Equal("half a thought", (await phone.GetAsync(address)).Document.QuerySelector("[name=why]")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_first_act_by_a_mails_link_confirms_the_address_and_the_browsers_own_link_does_not()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("confirm@example.org");
        await browser.SubmitAsync(address, "step", ("_later", "1"));
        Assert.Null(await ConfirmedAsync());

        var step = await product.StepAsync(Village.IdOf(address));
        using var phone = product.Open();
        await phone.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        Assert.Null(await ConfirmedAsync());
        await phone.SubmitAsync(address, "step", ("_later", "1"));
        Assert.NotNull(await ConfirmedAsync());

        Task<DateTimeOffset?> ConfirmedAsync() => product.Operations.ReadAsync<PrismaDbContext, DateTimeOffset?>(db =>
            db.People.Where(person => person.Email == "confirm@example.org").Select(person => person.EmailConfirmedAt).SingleAsync(WebProduct.Cancellation));
    }

    [Fact]
    public async Task Whoever_signed_finds_their_copy_where_they_signed()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("signed@example.org");
        await browser.SubmitAsync(address, "step", Village.Application);
        var (step, now) = (await product.StepAsync(Village.IdOf(address)), product.Time.GetUtcNow());
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var agreement = new Agreement { EnrolmentId = step.EnrolmentId, StepKey = "PAR-2.5", Round = 1, TemplateId = "A-06", Version = 1, Title = "Participation agreement", Text = "We share the river.\n", Hash = "0", OpenedAt = now, ExpiresAt = now };
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = step.ActorId, Party = "stakeholder", SignedAt = now, TypedName = "Amina Reed" });
            db.Agreements.Add(agreement);
            db.Entry(await db.Steps.SingleAsync(one => one.Id == step.Id, WebProduct.Cancellation)).Property(one => one.AgreementId).CurrentValue = agreement.Id;
        }, WebProduct.Cancellation);

        Assert.Contains("We share the river.", (await browser.GetAsync(address)).Text, StringComparison.Ordinal);

        // As paper would: also when the days of the link are over.
        await product.Operations.RunAsync<PrismaDbContext>(
            db => db.AccessLinks.Where(link => link.PersonId == step.ActorId).ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, now.AddDays(-1)), WebProduct.Cancellation),
            WebProduct.Cancellation);
        var later = await browser.GetAsync(address);
        Assert.Contains("We share the river.", later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no longer lets you act", later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("viewed", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filled_trap_gets_the_same_thanks_and_leaves_nothing()
    {
        using var browser = product.Open();
        var answer = await browser.SubmitAsync($"/e/{Village.Slug}/apply", "apply", [.. Village.Interest("robot@example.org"), ("website", "https://example.org")]);

        Assert.Contains("look into your mail", (await browser.GetAsync(answer.Location)).Text, StringComparison.Ordinal);
        Assert.False(await product.Operations.ReadAsync<PrismaDbContext, bool>(db => db.People.AnyAsync(person => person.Email == "robot@example.org", WebProduct.Cancellation)));
    }

    [Fact]
    public async Task Somebody_who_applied_before_gets_a_link_by_mail_and_nothing_in_the_browser()
    {
        using var browser = product.Open();
        await browser.ApplyAsync("again@example.org");
        using var other = product.Open();
        var answer = await other.SubmitAsync($"/e/{Village.Slug}/apply", "apply", Village.Interest("again@example.org"));

        Assert.Equal($"/e/{Village.Slug}/apply?sent=1", answer.Location);
    }

    [Fact]
    public async Task More_time_is_taken_once_by_a_form_sent_twice_and_who_was_asked_for_more_is_said_until_there_is_an_answer()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("unhurried@example.org") + "/more-time";
        var sent = Browser.Hidden((await browser.GetAsync(address)).Form("more-time")!);
        Assert.NotNull((await browser.GetAsync($"{address}?given=1")).Form("more-time"));
        await browser.PostAsync(address, sent);
        var twice = await browser.PostAsync(address, sent);

        Assert.Contains("Good. You have until", (await browser.GetAsync(twice.Location)).Text, StringComparison.Ordinal);
        Assert.Contains("You have taken more time before", (await browser.GetAsync(address)).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(address, "more-time");
        var asked = await browser.GetAsync(address);
        Assert.Contains("Until there is an answer you can still do this step", asked.Text, StringComparison.Ordinal);
        Assert.Null(asked.Form("more-time"));
    }

    [Fact]
    public async Task Resting_coming_back_and_leaving_are_posts_from_the_page_where_one_is()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("rests@example.org");
        var where = $"/where/{(await product.StepAsync(Village.IdOf(address))).EnrolmentId}";

        Assert.NotEmpty((await browser.SubmitAsync(where + "/pause", "pause", ("until", "2029-01-01"))).Problems);
        await browser.SubmitAsync(where + "/pause", "pause", ("until", "2027-03-20"));
        Assert.Contains("You rest until Saturday 20 March 2027", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(where, "come-back");
        Assert.Contains("It is your turn", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);
        await browser.SubmitAsync(address + "/more-time", "more-time");
        Assert.NotEmpty((await browser.SubmitAsync(where + "/leave", "leave", ("data", "delete"))).Problems);
        await browser.SubmitAsync(where + "/leave", "leave", ("confirm", "true"), ("data", "delete"));
        Assert.Contains("You stepped out", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);
        Assert.Contains("no longer needed", (await browser.GetAsync(address)).Text, StringComparison.Ordinal);
    }
}
