using System.Text.Json.Nodes;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Web.Tests.Portal;
using Prisma.Workflows.Web.Tests.StudioApi;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>What is decided on the page of an enrolment.</summary>
public sealed class EnrolmentActsTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    /// <summary>Fails the first time, and works the second.</summary>
    const string Stumbling = """
        { "definitionId": "stumbles", "name": "Stumbles", "root": { "id": "say", "type": "Elsa.WriteLine", "version": 1,
          "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "if (getVariable('Ready') !== true) { setVariable('Ready', true); throw new Error('not yet'); } 'well'" } } },
          "variables": [{ "id": "v", "name": "Ready", "typeName": "Boolean", "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }] }
        """;

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    public async Task Whoever_asks_for_more_time_a_second_time_is_answered_there(string answer, bool isGiven)
    {
        using var applicant = product.Open();
        var address = await applicant.ApplyAsync($"hurried-{answer}@example.org");
        await applicant.SubmitAsync($"{address}/more-time", "more-time");
        await applicant.SubmitAsync($"{address}/more-time", "more-time");
        var asked = await product.StepAsync(Village.IdOf(address));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var page = $"/enrolments/{asked.EnrolmentId}";
        Assert.Contains("asks for more time", (await facilitator.GetAsync(page)).Text, StringComparison.Ordinal);

        await facilitator.SubmitAsync(page, $"time-{asked.Id:N}", ("answer", answer));

        Assert.DoesNotContain("asks for more time", (await facilitator.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(isGiven, (await product.StepAsync(asked.Id)).DueAt > asked.DueAt);
    }

    [Fact]
    public async Task What_was_handed_in_before_there_was_an_answer_asks_for_no_more_time()
    {
        using var applicant = product.Open();
        var address = await applicant.ApplyAsync("sent-meanwhile@example.org");
        await applicant.SubmitAsync($"{address}/more-time", "more-time");
        await applicant.SubmitAsync($"{address}/more-time", "more-time");
        await applicant.SubmitAsync(address, "step", Village.Application);
        var asked = await product.StepAsync(Village.IdOf(address));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        Assert.Equal((StepState.Submitted, true), (asked.State, asked.MoreTimeAskedAt is not null));
        Assert.DoesNotContain("asks for more time", (await facilitator.GetAsync($"/enrolments/{asked.EnrolmentId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_of_the_team_asks_for_more_time_is_answered_by_somebody_else()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("read-later@example.org")));
        using var other = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        using var asker = await product.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var one = await db.Steps.SingleAsync(one => one.Id == step.Id, WebProduct.Cancellation);
            (one.MoreTimeGiven, one.MoreTimeAskedAt) = (1, product.Time.GetUtcNow());
            db.Entry(one).Property(nameof(Step.ActorId)).CurrentValue = await db.People.Where(person => person.FirstName == "Sam").OrderByDescending(person => person.Id).Select(person => person.Id).FirstAsync(WebProduct.Cancellation);
        }, WebProduct.Cancellation);
        var page = $"/enrolments/{step.EnrolmentId}";

        Assert.Null((await asker.GetAsync(page)).Form($"time-{step.Id:N}"));
        Assert.NotNull((await other.GetAsync(page)).Form($"time-{step.Id:N}"));
    }

    [Fact]
    public async Task An_answer_to_a_question_stays_as_it_was_typed_where_it_is_too_long_or_comes_second()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("asks@example.org")));
        var question = await product.Operations.RunAsync<PrismaDbContext, AgreementQuestion>(db =>
        {
            var now = product.Time.GetUtcNow();
            var agreement = new Agreement { EnrolmentId = step.EnrolmentId, StepKey = "PAR-2.5", Round = 1, TemplateId = "A-05", Version = 1, Title = "What we agree", Text = "# What we agree", Hash = "0", State = AgreementState.Signing, OpenedAt = now, ExpiresAt = now.AddDays(10), ClockStoppedAt = now };
            db.Agreements.Add(agreement);
            return Task.FromResult(db.Add(new AgreementQuestion { AgreementId = agreement.Id, AskedBy = step.ActorId, Text = "May my dog come?", AskedAt = now }).Entity);
        }, WebProduct.Cancellation);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var (page, form, wordy) = ($"/enrolments/{step.EnrolmentId}", $"question-{question.Id:N}", new string('w', 4001));

        Assert.Contains(wordy, (await facilitator.SubmitAsync(page, form, ("answer", wordy))).Form(form)!.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        var opened = Browser.Hidden((await facilitator.GetAsync(page)).Form(form)!);
        await facilitator.SubmitAsync(page, form, ("answer", "It may."));
        var second = await facilitator.PostAsync(page, [.. opened, ("answer", "Only on a lead.")]);
        Assert.Contains("Somebody has answered it meanwhile", Assert.Single(second.Problems), StringComparison.Ordinal);
        Assert.Contains("Only on a lead.", second.Form(form)!.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asked_about_an_agreement_themselves_leaves_the_answer_to_somebody_else_of_the_team()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("asked-of@example.org")));
        using var other = await product.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        using var asker = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var question = await product.Operations.RunAsync<PrismaDbContext, AgreementQuestion>(async db =>
        {
            var now = product.Time.GetUtcNow();
            var agreement = new Agreement { EnrolmentId = step.EnrolmentId, StepKey = "PAR-2.5", Round = 1, TemplateId = "A-05", Version = 1, Title = "What we agree", Text = "# What we agree", Hash = "0", State = AgreementState.Signing, OpenedAt = now, ExpiresAt = now.AddDays(10), ClockStoppedAt = now };
            db.Agreements.Add(agreement);
            var sam = await db.People.Where(person => person.FirstName == "Sam").OrderByDescending(person => person.Id).Select(person => person.Id).FirstAsync(WebProduct.Cancellation);
            return db.Add(new AgreementQuestion { AgreementId = agreement.Id, AskedBy = sam, Text = "May my dog come?", AskedAt = now }).Entity;
        }, WebProduct.Cancellation);
        var (page, form) = ($"/enrolments/{step.EnrolmentId}", $"question-{question.Id:N}");

        Assert.Null((await asker.GetAsync(page)).Form(form));
        var hidden = Browser.Hidden((await other.GetAsync(page)).Form(form)!);
        var refused = await product.Operations.RunAsync<AnswerQuestion, Submission>(answer => answer.ExecuteAsync(question.Id, question.AskedBy, "It may.", WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.Equal("You asked this yourself. Somebody else of the team answers it.", refused.Sentence);
        Assert.Equal(page, (await other.PostAsync(page, [.. hidden, ("answer", "It may.")])).Location);
    }

    [Fact]
    public async Task What_failed_is_shown_and_tried_again_from_there()
    {
        using var applicant = product.Open();
        var enrolment = (await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("stumbles@example.org")))).EnrolmentId;
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Stumbling, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var run = (string)(await studio.PostAsync("workflow-definitions/stumbles/execute", new JsonObject()))["workflowInstanceId"]!;
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Enrolments.Where(one => one.Id == enrolment).ExecuteUpdateAsync(set => set.SetProperty(one => one.InstanceId, run), WebProduct.Cancellation), WebProduct.Cancellation);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var page = await facilitator.GetAsync($"/enrolments/{enrolment}");
        Assert.Contains("not yet", page.Document.QuerySelector(".problems li")!.TextContent, StringComparison.Ordinal);

        var again = Browser.Hidden(page.Form(page.Document.QuerySelector("input[name=_handler][value^='again-']")!.GetAttribute("value")!)!);
        await facilitator.PostAsync($"/enrolments/{enrolment}", again);
        Assert.Equal(HttpStatusCode.OK, (await facilitator.PostAsync($"/enrolments/{enrolment}", again)).Status);

        var after = await facilitator.GetAsync($"/enrolments/{enrolment}");
        Assert.Null(after.Document.QuerySelector(".problems"));
        Assert.Contains("Sam Vale had the pathway try again what had failed.", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_has_a_passage_go_on_in_a_newer_version_from_its_next_stage_unless_that_is_taken_back()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var applicant = village.Open();
        var page = $"/enrolments/{(await village.StepAsync(Village.IdOf(await applicant.ApplyAsync("newer@example.org")))).EnrolmentId}";
        using var steward = await village.SignInAsync(Role.Steward);
        Assert.Null((await steward.GetAsync(page)).Document.GetElementById("version"));
        var newer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", $"{Pathway.Participant}.json"), WebProduct.Cancellation))!;
        newer["name"] = "The way of a participant";
        var brought = await village.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(newer.ToJsonString(), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);

        Assert.Equal((2, true, ""), (brought.Version, brought.IsPublished, string.Join(' ', brought.Problems.Select(one => one.Message))));
        Assert.Contains("Version 1; people begin on version 2 now", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal($"{page}#version", (await steward.SubmitAsync(page, "version")).Location);
        Assert.Contains("Goes on in version 2", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);

        await village.Operations.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(Pathway.Participant, Actor.Prisma, WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.Contains("Version 2 was taken back. Unless it is published again before the next stage begins, this passage stays in version 1.", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Matches("taken back\\s+published", (await steward.GetAsync($"/pathways/{Pathway.Participant}/versions")).Document.QuerySelector("tbody tr")!.TextContent);

        newer["name"] = "A participant, on the way";
        await village.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(newer.ToJsonString(), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.Contains("Version 2, in which it was to go on, was taken back. It stays in version 1 unless you choose again.", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);
        await steward.SubmitAsync(page, "version");
        Assert.Contains("Goes on in version 3 When its next stage begins", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);

        newer["name"] = "A participant, arriving";
        await village.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(newer.ToJsonString(), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.Matches("Goes on in version 3(?s:.*)people begin on version 4 now(?s:.*), no longer to version 3", (await steward.GetAsync(page)).Text);
        await steward.SubmitAsync(page, "version");
        Assert.Contains("Goes on in version 4 When its next stage begins", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);
        await steward.SubmitAsync(page, "version-back");
        Assert.Contains("Version 1; people begin on version 4 now", (await steward.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_chosen_or_taken_back_twice_was_done_already()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var applicant = village.Open();
        var page = $"/enrolments/{(await village.StepAsync(Village.IdOf(await applicant.ApplyAsync("twice-newer@example.org")))).EnrolmentId}";
        using var steward = await village.SignInAsync(Role.Steward);
        var newer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", $"{Pathway.Participant}.json"), WebProduct.Cancellation))!;
        newer["name"] = "A participant, twice";
        await village.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(newer.ToJsonString(), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        var form = (await steward.GetAsync(page)).Form("version")!;
        (string Name, string Value)[] choose = [.. Browser.Hidden(form)];
        await steward.PostAsync(page, choose);
        var back = Browser.Hidden((await steward.GetAsync(page)).Form("version-back")!);

        Assert.Contains("This was done already", (await steward.PostAsync(page, choose)).Text, StringComparison.Ordinal);
        await steward.PostAsync(page, [.. back]);
        Assert.Contains("This was done already", (await steward.PostAsync(page, [.. back])).Text, StringComparison.Ordinal);
    }
}
