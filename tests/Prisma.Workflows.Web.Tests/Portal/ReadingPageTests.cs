using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>A gate as its readers meet it, and its record as those see it whom it is about.</summary>
public sealed class ReadingPageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task A_reader_sees_what_is_decided_what_to_look_at_and_what_each_answer_brings_and_afterwards_its_record_is_kept()
    {
        using var browser = product.Open();
        var hub = await UpToTheGateAsync("Weir House", "weir@brook.example", browser);
        var readings = await OpenReadingsAsync(hub);
        var reading = readings[0];
        await browser.GetAsync(await product.LinkAsync(reading.Id, reading.ActorId));

        var page = await browser.GetAsync($"/steps/{reading.Id}");

        Assert.Contains("It promises no event yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("There is plausible space", page.Document.QuerySelectorAll("main li").Select(item => item.TextContent));
        Assert.Contains("I stand aside", page.Document.QuerySelectorAll("details dt").Select(item => item.TextContent));
        foreach (var one in readings)
        {
            await AnswerAsync(one, """{"response":"concern","concern":"The ferry stops early in winter.","conditions":[{"what":"Ask the ferry","who":"Ode Sand","until":"2027-04-01"}]}""");
        }

        using var theirs = product.Open();
        await theirs.GetAsync(await product.LinkAsync(hub.Id, hub.ActorId));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        foreach (var record in new[] { await theirs.GetAsync($"/where/{hub.EnrolmentId}"), await browser.GetAsync($"/steps/{reading.Id}"), await facilitator.GetAsync($"/enrolments/{hub.EnrolmentId}") })
        {
            Assert.Contains("Condition: Ask the ferry. Ode Sand sees to it, until Thursday 1 April 2027.", record.Text, StringComparison.Ordinal);
            Assert.Contains("Concern: The ferry stops early in winter.", record.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_opens_the_files_that_the_answers_name_and_none_that_was_taken_out_of_them()
    {
        using var browser = product.Open();
        var hub = await UpToTheGateAsync("Ferry House", "ferry@brook.example", browser);
        var reading = (await OpenReadingsAsync(hub))[0];
        await browser.GetAsync(await product.LinkAsync(reading.Id, reading.ActorId));
        var (named, takenOut) = (await KeepAsync(hub.Id), await KeepAsync(hub.Id));
        await ChangeAsync(db => db.Steps.Single(step => step.Id == hub.Id).Answers = new JsonObject { ["scope"] = "co-host", ["plan"] = new JsonArray(new JsonObject { ["id"] = named }) }.ToJsonString());

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/steps/{reading.Id}/files/{hub.Id}/{named}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/steps/{reading.Id}/files/{hub.Id}/{takenOut}")).Status);
    }

    [Fact]
    public async Task The_record_says_what_came_of_each_condition()
    {
        using var reader = product.Open();
        var hub = await UpToTheGateAsync("Lock House", "lock@brook.example", reader);
        var readings = await OpenReadingsAsync(hub);
        foreach (var one in readings)
        {
            await AnswerAsync(one, """{"response":"consent","conditions":[{"what":"Ask the ferry","who":"Ode Sand","until":"2027-04-01"},{"what":"Ask the mill","who":"Ode Sand","until":"2027-04-01"}]}""");
        }

        await reader.GetAsync(await product.LinkAsync(readings[0].Id, readings[0].ActorId));
        async Task<string> RecordAsync() => (await reader.GetAsync($"/steps/{readings[0].Id}")).Text;
        Assert.DoesNotContain("It is done.", await RecordAsync(), StringComparison.Ordinal);
        foreach (var (task, blocked, note) in new[] { ("HUB-1.4.condition-1-1", false, "They sail all winter."), ("HUB-1.4.condition-1-2", true, "The miller is away.") })
        {
            var step = await product.OpenStepAsync(hub.EnrolmentId, task);
            await product.Operations.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(step.Id, step.ActorId, blocked, note, WebProduct.Cancellation), WebProduct.Cancellation);
        }

        var record = await RecordAsync();
        Assert.Contains("Condition: Ask the ferry. Ode Sand sees to it, until Thursday 1 April 2027. It is done. “They sail all winter.”", record, StringComparison.Ordinal);
        Assert.Contains("Condition: Ask the mill. Ode Sand sees to it, until Thursday 1 April 2027. It could not be done. “The miller is away.”", record, StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_says_who_took_part_and_who_stood_aside()
    {
        var review = new Review { EnrolmentId = Guid.CreateVersion7(), StepKey = "HUB-1.4", GateId = "H1", Round = 1, Title = "Can this hub take part?", OpenedAt = product.Time.GetUtcNow(), DueAt = product.Time.GetUtcNow() };
        var names = new Dictionary<Guid, string>();
        Assert.Equal("Nobody took part.", DecisionNotes.VoicesOf(review, names.GetValueOrDefault));
        foreach (var (name, kind) in new[] { ("Ines Holt", ResponseKind.StandAside), ("Wren Alder", ResponseKind.Consent), ("Sol Marten", ResponseKind.ConsentWithConcern) })
        {
            var reader = Guid.CreateVersion7();
            names[reader] = name;
            review.Responses.Add(new ReviewResponse { ReviewId = review.Id, PersonId = reader, StepId = reader, Kind = kind, Answers = "{}", At = review.OpenedAt });
        }

        Assert.Equal("Wren Alder, Sol Marten took part; Ines Holt stood aside.", DecisionNotes.VoicesOf(review, names.GetValueOrDefault));
    }

    [Fact]
    public async Task A_no_that_somebody_tells_in_person_stands_there_only_once_they_have()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("told@example.org")));
        var now = product.Time.GetUtcNow();
        var call = new Step { EnrolmentId = step.EnrolmentId, Key = "HUB-2.5b", Round = 1, Kind = StepKind.Task, Title = "Call them", StageKey = step.StageKey, ActorId = step.ActorId, ActorPart = "lead", OpenedAt = now, DueAt = now.AddDays(3) };
        await ChangeAsync(db =>
        {
            db.Reviews.Add(new Review { EnrolmentId = step.EnrolmentId, StepKey = "HUB-2.5", GateId = "H2", Round = 1, Title = "Can this place carry it?", OpenedAt = now, DueAt = now, DecidedAt = now, Outcome = Decision.Declined });
            db.Steps.Add(call);
        });
        var where = $"/where/{step.EnrolmentId}";
        Assert.DoesNotContain("Can this place carry it?", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);

        await ChangeAsync(db => db.Steps.Single(one => one.Id == call.Id).State = StepState.Submitted);

        Assert.Contains("Can this place carry it?", (await browser.GetAsync(where)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_stands_in_its_own_words_before_whoever_amends_in_the_record_and_before_the_next_round()
    {
        const string objection = "“Nobody can sleep beside the pumps.” It touches: “There is plausible space.” What would make it safe enough to try: “Beds in the upper house.”";
        using var reader = product.Open();
        var hub = await UpToTheGateAsync("Pump House", "pump@brook.example", reader);
        var readings = await OpenReadingsAsync(hub);
        await reader.GetAsync(await product.LinkAsync(readings[0].Id, readings[0].ActorId));
        var incomplete = await reader.SubmitAsync($"/steps/{readings[0].Id}", "step", ("response", "object"), ("harm", "Nobody can sleep beside the pumps."));
        Assert.Equal(2, incomplete.Problems.Count);
        Assert.Contains("a concern can be given without them, is noted and holds nothing up", incomplete.Text, StringComparison.Ordinal);
        await AnswerAsync(readings[0], """{"response":"object","harm":"Nobody can sleep beside the pumps.","criterion":"There is plausible space","safe_enough":"Beds in the upper house."}""");
        foreach (var one in readings.Skip(1))
        {
            await AnswerAsync(one, """{"response":"consent"}""");
        }

        using var theirs = product.Open();
        var again = await product.OpenStepAsync(hub.EnrolmentId, "HUB-1.2");
        await theirs.GetAsync(await product.LinkAsync(again.Id, again.ActorId));
        Assert.Contains($"An objection: {objection}", (await theirs.GetAsync($"/steps/{again.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains($"Objection: {objection}", (await theirs.GetAsync($"/where/{hub.EnrolmentId}")).Text, StringComparison.Ordinal);
        var asked = await product.Operations.ReadAsync<PrismaDbContext, string>(db => db.Outbox.Where(mail => mail.Template == "E09" && mail.EnrolmentId == hub.EnrolmentId).Select(mail => mail.Facts).SingleAsync(WebProduct.Cancellation));
        Assert.Equal(objection, JsonNode.Parse(asked)!["review"]!["objections"]?[0]?.ToString());

        await product.Operations.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(again.Id, again.ActorId, new JsonObject { ["scope"] = "co-host" }, WebProduct.Cancellation), WebProduct.Cancellation);
        var next = (await OpenReadingsAsync(hub))[0];
        await reader.GetAsync(await product.LinkAsync(next.Id, next.ActorId));
        var before = (await reader.GetAsync($"/steps/{next.Id}")).Document.QuerySelector("section[aria-label='Shall we look at this place together?, round 1']")?.TextContent;
        Assert.Contains("One voice asks for a change before it is safe enough to try.", before, StringComparison.Ordinal);
        Assert.Contains($"Objection: {objection}", before, StringComparison.Ordinal);
        Assert.Equal(["Shall we look at this place together?", "Shall we look at this place together? (round 2)"], await ReadingsInTableAsync(hub));
    }

    [Fact]
    public async Task Whoever_brings_an_undecided_gate_to_a_decision_sees_what_its_readers_objected_to()
    {
        using var reader = product.Open();
        using var steward = await product.SignInToTheTeamAsync(Part.StewardDelegate, Role.Steward);
        var hub = await UpToTheGateAsync("Sluice House", "sluice@brook.example", reader);
        foreach (var harm in new[] { "Nobody can sleep here.", "It floods in spring." })
        {
            var readings = await OpenReadingsAsync(hub);
            await AnswerAsync(readings[0], $$"""{"response":"object","harm":"{{harm}}","criterion":"There is plausible space","safe_enough":"Beds in the upper house."}""");
            foreach (var one in readings.Skip(1))
            {
                await AnswerAsync(one, """{"response":"consent"}""");
            }

            if (harm.StartsWith('N'))
            {
                var again = await product.OpenStepAsync(hub.EnrolmentId, "HUB-1.2");
                await product.Operations.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(again.Id, again.ActorId, new JsonObject { ["scope"] = "co-host" }, WebProduct.Cancellation), WebProduct.Cancellation);
            }
        }

        var circle = await product.OpenStepAsync(hub.EnrolmentId, "HUB-1.4s");
        await steward.GetAsync(await product.LinkAsync(circle.Id, circle.ActorId));
        var reading = (await steward.GetAsync($"/steps/{circle.Id}")).Document.QuerySelector("section[aria-label='Shall we look at this place together?']")?.TextContent;

        Assert.Contains("Objection: “It floods in spring.” It touches: “There is plausible space.” What would make it safe enough to try: “Beds in the upper house.”", reading, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody can sleep here.", reading, StringComparison.Ordinal);
    }

    async Task<IReadOnlyList<string>> ReadingsInTableAsync(Step of)
    {
        using var lead = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var page = await lead.GetAsync($"/enrolments/{of.EnrolmentId}");
        return [.. page.Document.QuerySelectorAll("td[data-label=Step]").Select(cell => string.Join(' ', cell.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).Where(cell => cell.StartsWith("Shall we", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }

    async Task<Step> UpToTheGateAsync(string name, string email, Browser browser)
    {
        var hub = await product.ShowInterestAsync(name, email);
        await product.Operations.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(hub.Id, hub.ActorId, new JsonObject { ["scope"] = "co-host" }, WebProduct.Cancellation), WebProduct.Cancellation);
        var call = await product.OpenStepAsync(hub.EnrolmentId, "HUB-1.3");
        await browser.GetAsync(await product.LinkAsync(call.Id, call.ActorId));
        await browser.SubmitAsync($"/steps/{call.Id}", "held");
        return hub;
    }

    Task<List<Step>> OpenReadingsAsync(Step of) => product.Operations.ReadAsync<PrismaDbContext, List<Step>>(
        db => db.Steps.Where(step => step.EnrolmentId == of.EnrolmentId && step.Kind == StepKind.Reading && step.State == StepState.Open).OrderBy(step => step.ActorId).ToListAsync(WebProduct.Cancellation));

    async Task<string> KeepAsync(Guid stepId)
    {
        using var paper = new MemoryStream("%PDF-1.7"u8.ToArray());
        return (await product.Services.GetRequiredService<UploadFolder>().KeepAsync(stepId, "plan.pdf", paper, WebProduct.Cancellation))!.Id;
    }

    Task ChangeAsync(Action<PrismaDbContext> change) => product.Operations.RunAsync<PrismaDbContext>(
        db =>
        {
            change(db);
            return Task.CompletedTask;
        },
        WebProduct.Cancellation);

    Task<Submission> AnswerAsync(Step reading, string answer) => product.Operations.RunAsync<AnswerReview, Submission>(
        review => review.ExecuteAsync(reading.Id, reading.ActorId, JsonNode.Parse(answer)!.AsObject(), WebProduct.Cancellation), WebProduct.Cancellation);
}
