using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class EnrolmentPageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task What_was_read_and_signed_is_said_in_words()
    {
        var step = await product.ShowInterestAsync("Millrace Commons", "maren@brook.example");
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            AddDecisions(db, step, product.Time.GetUtcNow());
            return Task.CompletedTask;
        }, WebProduct.Cancellation);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var page = await facilitator.GetAsync($"/enrolments/{step.EnrolmentId}");

        Assert.Contains("Can this hub take part? consented with conditions", page.Text, StringComparison.Ordinal);
        Assert.Contains("consents with a concern", page.Text, StringComparison.Ordinal);
        Assert.Contains("Hosting agreement signed by all", page.Text, StringComparison.Ordinal);
        Assert.Contains("(hub second)", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_lets_be_done_is_read_by_those_who_do_it()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("lets@example.org")));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        Assert.Contains("Nothing was chosen yet, so all of it is off.", (await facilitator.GetAsync($"/enrolments/{step.EnrolmentId}")).Text, StringComparison.Ordinal);

        await applicant.SubmitAsync($"/where/{step.EnrolmentId}/choices", "choices", ("share_hub", "true"), ("picture", "cohort"));

        var chosen = (await facilitator.GetAsync($"/enrolments/{step.EnrolmentId}")).Document.QuerySelector("#choices + dl")!;
        Assert.Equal(["Pictures and film of me", "The hub may keep my contact afterwards"], chosen.QuerySelectorAll("dt").Select(term => term.TextContent));
        Assert.Contains("Pictures, for the cohort only", chosen.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_left_the_team_is_still_named_where_they_acted()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var applicant = village.Open();
        var address = await applicant.ApplyAsync("read@reed.example");
        await applicant.SubmitAsync(address, "step", Village.Application);
        var enrolment = (await village.StepAsync(Village.IdOf(address))).EnrolmentId;
        await village.Operations.RunAsync<PrismaDbContext, int>(db => db.TeamMembers.ExecuteDeleteAsync(WebProduct.Cancellation), WebProduct.Cancellation);
        using var facilitator = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var page = (await facilitator.GetAsync($"/enrolments/{enrolment}")).Document;

        Assert.NotEmpty(page.QuerySelectorAll("[data-label=To]"));
        Assert.All(page.QuerySelectorAll("[data-label=Who], [data-label=To]"), cell => Assert.NotEqual("somebody", cell.TextContent));
        Assert.Contains(page.QuerySelectorAll("[data-label=Who]"), cell => cell.TextContent is "Wren" or "Sol");
    }

    [Fact]
    public async Task What_somebody_without_a_screen_says_is_written_down_by_a_facilitator_while_a_third_person_listens()
    {
        await product.FoundAsync();
        using var applicant = product.Open();
        var address = await applicant.ApplyAsync("spoken@reed.example");
        var step = await product.StepAsync(Village.IdOf(address));
        await applicant.PostAsync(address + "/draft", [.. Browser.Hidden((await applicant.GetAsync(address)).Form("step")!), ("why", "Typed and not sent")]);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var link = (await facilitator.GetAsync($"/enrolments/{step.EnrolmentId}")).Document.QuerySelectorAll("td a").Single(one => one.TextContent == "Write down what they say");
        Assert.Matches(@"\sWrite", link.ParentElement!.TextContent);
        var page = link.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.GetAsync($"/steps/{Guid.CreateVersion7()}/spoken")).Status);

        Assert.Contains("Typed and not sent", (await applicant.GetAsync(address)).Text, StringComparison.Ordinal);
        var asked = await facilitator.GetAsync(page);
        Assert.DoesNotContain("Typed and not sent", asked.Text, StringComparison.Ordinal);
        Assert.Contains("covenant", (await facilitator.GetAsync(asked.Document.QuerySelectorAll("form a").Single(link => link.TextContent == "Read the text").GetAttribute("href")!)).Text, StringComparison.OrdinalIgnoreCase);
        var alone = await facilitator.SubmitAsync(page, "step", Village.Application);
        Assert.Contains("name a third person who listens", alone.Text, StringComparison.Ordinal);
        Assert.True((await product.StepAsync(step.Id)).IsOpen);
        var sent = await facilitator.SubmitAsync(page, "step", [.. Village.Application, ("spoken-witness", "Piet Sedge")]);

        Assert.Equal($"/enrolments/{step.EnrolmentId}#story", sent.Location);
        Assert.Equal(StepState.Submitted, (await product.StepAsync(step.Id)).State);
        Assert.Contains("Amina Reed said what stands in “Your application”; Sam Vale wrote it down, and Piet Sedge listened.", (await applicant.GetAsync($"/where/{step.EnrolmentId}")).Text, StringComparison.Ordinal);
        Assert.Contains("There is nothing more to write down", (await facilitator.GetAsync(page)).Text, StringComparison.Ordinal);
        var late = await facilitator.PostAsync(page, [.. Browser.Hidden(asked.Form("step")!), .. Village.Application.Select(field => field.Name == "why" ? (field.Name, "The mill wheel stands still since last spring, and nobody here knows whom to ask about it any more.") : field), ("spoken-witness", "Piet Sedge")]);
        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Contains("nothing of this was kept", late.Text, StringComparison.Ordinal);
        Assert.Contains("The mill wheel stands still", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_down_for_somebody_stays_to_be_copied_where_another_press_of_the_button_was_first()
    {
        await product.FoundAsync();
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("pressed-twice@reed.example")));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var page = $"/steps/{step.Id}/spoken";
        var form = Browser.Hidden((await facilitator.GetAsync(page)).Form("step")!);

        // As the first press leaves it for the second, which has read the step before.
        await product.Operations.RunAsync<PrismaDbContext>(db => db.Enrolments.Where(one => one.Id == step.EnrolmentId).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, EnrolmentState.Withdrawn), WebProduct.Cancellation), WebProduct.Cancellation);
        var late = await facilitator.PostAsync(page, [.. form, .. Village.Application, ("spoken-witness", "Piet Sedge")]);

        Assert.Equal(("", HttpStatusCode.OK), (late.Location, late.Status));
        Assert.Contains("nothing of this was kept", late.Text, StringComparison.Ordinal);
        Assert.Equal("Piet Sedge", late.Document.QuerySelector("input[name=spoken-witness]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_facilitator_makes_the_links_of_a_mail_that_went_astray_invalid()
    {
        using var finder = product.Open();
        var step = await finder.ApplyAsync("astray@reed.example");
        var enrolment = (await product.StepAsync(Village.IdOf(step))).EnrolmentId;
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var unsaid = await facilitator.SubmitAsync($"/enrolments/{enrolment}", "links");
        Assert.Contains("Please choose whose links", unsaid.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await finder.GetAsync(step)).Status);

        var owner = unsaid.Document.QuerySelectorAll("#links option")[1];
        Assert.Equal("Amina Reed", owner.TextContent);
        await facilitator.SubmitAsync($"/enrolments/{enrolment}", "links", ("whose", owner.GetAttribute("value")!));

        Assert.Equal(HttpStatusCode.NotFound, (await finder.GetAsync(step)).Status);
        Assert.Contains("made all links sent to Amina Reed so far invalid", (await facilitator.GetAsync($"/enrolments/{enrolment}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_gives_somebody_another_address_and_nobody_else_does()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("moved@reed.example")));
        var page = $"/enrolments/{step.EnrolmentId}";
        using var administrator = await product.SignInAsync(Role.Administrator);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        Assert.Null((await facilitator.GetAsync(page)).Form("address"));

        var wrong = await administrator.SubmitAsync(page, "address", ("address", "moved"));
        Assert.Contains("Please choose whose address it is.", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("moved", wrong.Document.QuerySelector("input[name=address]")!.GetAttribute("value"));
        await administrator.SubmitAsync(page, "address", ("who", step.ActorId.ToString()), ("address", "moved@brook.example"));

        var after = (await facilitator.GetAsync(page)).Text;
        Assert.Contains("moved@brook.example", after, StringComparison.Ordinal);
        Assert.Contains("Sam Vale changed the mail address of Amina Reed.", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facilitator_says_that_a_mail_came_back_and_somebody_is_asked_to_call()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("away@reed.example")));
        var page = $"/enrolments/{step.EnrolmentId}";
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        Assert.Contains("Please choose to whom it was.", (await facilitator.SubmitAsync(page, "returned")).Text, StringComparison.Ordinal);
        var said = await facilitator.SubmitAsync(page, "returned", ("to", step.ActorId.ToString()));

        var after = (await facilitator.GetAsync(said.Location!)).Text;
        Assert.Contains("until that is done, nothing counts as their silence", after, StringComparison.Ordinal);
        Assert.Contains("Reach Amina Reed another way: our mails do not arrive", after, StringComparison.Ordinal);
        Assert.Contains("Somebody is asked to reach them already", (await facilitator.SubmitAsync(page, "returned", ("to", step.ActorId.ToString()))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_that_a_mail_came_back_of_a_passage_that_has_just_ended_reads_so()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("gone@reed.example")));
        var page = $"/enrolments/{step.EnrolmentId}";
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var opened = Browser.Hidden((await facilitator.GetAsync(page)).Form("returned")!);
        await product.Operations.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(step.EnrolmentId, step.ActorId, "", Enrolment.Keep, WebProduct.Cancellation), WebProduct.Cancellation);

        var answer = await facilitator.PostAsync(page, [.. opened, ("to", step.ActorId.ToString())]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("This passage has ended; nobody is asked to reach them another way.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_reads_the_page_and_is_offered_no_links_to_end()
    {
        using var applicant = product.Open();
        var enrolment = (await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("read@reed.example")))).EnrolmentId;
        using var steward = await product.SignInAsync(Role.Steward);

        var page = await steward.GetAsync($"/enrolments/{enrolment}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Form("links"));
    }

    [Theory]
    [InlineData("""{"format":2,""")]
    [InlineData("""{"format":99}""")]
    public async Task Where_the_state_of_a_passage_cannot_be_read_its_pages_say_so_and_what_to_do(string torn)
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var applicant = village.Open();
        var enrolment = (await village.StepAsync(Village.IdOf(await applicant.ApplyAsync("torn@reed.example")))).EnrolmentId;
        var id = await village.Operations.RunAsync<PrismaDbContext, string>(async db =>
        {
            await db.Steps.Where(step => step.EnrolmentId == enrolment).ExecuteUpdateAsync(set => set.SetProperty(step => step.State, StepState.Submitted), WebProduct.Cancellation);
            var run = await db.Instances.SingleAsync(one => db.Enrolments.Any(passage => passage.Id == enrolment && passage.InstanceId == one.Id), WebProduct.Cancellation);
            run.State = torn;
            return run.Id;
        }, WebProduct.Cancellation);
        using var facilitator = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var page = await facilitator.GetAsync($"/enrolments/{enrolment}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("puts the last backup back", page.Document.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await applicant.GetAsync($"/where/{enrolment}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await facilitator.GetAsync($"/events/{Village.Slug}")).Status);
        var canvas = await facilitator.GetAsync($"/instances/{id}/canvas?enrolment={enrolment}");
        Assert.Contains("cannot be read", canvas.Text, StringComparison.Ordinal);
        Assert.Null(canvas.Document.QuerySelector("iframe"));

        await applicant.SubmitAsync($"/where/{enrolment}/leave", "leave", ("confirm", "true"), ("data", "keep"));
        var (left, ended) = await village.Operations.ReadAsync<PrismaDbContext, (EnrolmentState, string)>(async db =>
            ((await db.Enrolments.SingleAsync(one => one.Id == enrolment, WebProduct.Cancellation)).State, (await db.Instances.SingleAsync(one => one.Id == id, WebProduct.Cancellation)).SubStatus));
        Assert.Equal((EnrolmentState.Withdrawn, "Cancelled"), (left, ended));
    }

    [Fact]
    public async Task Whoever_sends_a_form_while_the_state_of_their_passage_cannot_be_read_is_told_so_and_what_to_do()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var applicant = village.Open();
        var address = await applicant.ApplyAsync("torn@reed.example");
        await village.Operations.RunAsync<PrismaDbContext, int>(db => db.Instances.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, """{"format":99}"""), WebProduct.Cancellation), WebProduct.Cancellation);

        var answer = await applicant.SubmitAsync(address, "step", Village.Application);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("This cannot go on at the moment", answer.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("puts the last backup back; then send it once more", answer.Text, StringComparison.Ordinal);
        Assert.True((await village.StepAsync(Village.IdOf(address))).IsOpen);
    }

    static void AddDecisions(PrismaDbContext db, Step step, DateTimeOffset now)
    {
        var review = new Review { EnrolmentId = step.EnrolmentId, StepKey = "HUB-1.3", GateId = "H1", Round = 1, Title = "Can this hub take part?", OpenedAt = now, DueAt = now, DecidedAt = now, Outcome = Decision.ConsentedWithConditions };
        review.Responses.Add(new ReviewResponse { ReviewId = review.Id, PersonId = step.ActorId, StepId = step.Id, Kind = ResponseKind.ConsentWithConcern, Answers = "{}", At = now });
        var agreement = new Agreement { EnrolmentId = step.EnrolmentId, StepKey = "HUB-3.4", Round = 1, TemplateId = "A-03", Version = 1, Title = "Hosting agreement", State = AgreementState.Active, Text = "", Hash = "", OpenedAt = now, ExpiresAt = now };
        agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = step.ActorId, Party = "hub-second" });
        db.AddRange(review, agreement);
    }
}
