using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>A gate as its readers meet it, and its record as those see it whom it is about.</summary>
public sealed class ReadingPageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task A_reader_sees_what_is_decided_what_to_look_at_and_what_each_answer_brings_and_afterwards_its_record_is_kept()
    {
        var hub = await product.ShowInterestAsync("Weir House", "weir@brook.example");
        await product.Operations.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(hub.Id, hub.ActorId, new JsonObject { ["scope"] = "co-host" }, WebProduct.Cancellation), WebProduct.Cancellation);
        var call = await product.OpenStepAsync(hub.EnrolmentId, "HUB-1.3");
        using var browser = product.Open();
        await browser.GetAsync(await product.LinkAsync(call.Id, call.ActorId));
        await browser.SubmitAsync($"/steps/{call.Id}", "held");
        var reading = await product.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Steps.FirstAsync(step => step.EnrolmentId == hub.EnrolmentId && step.Kind == StepKind.Reading, WebProduct.Cancellation));
        await browser.GetAsync(await product.LinkAsync(reading.Id, reading.ActorId));

        var page = await browser.GetAsync($"/steps/{reading.Id}");

        Assert.Contains("It promises no event yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("There is plausible space", page.Document.QuerySelectorAll("main li").Select(item => item.TextContent));
        Assert.Contains("I stand aside", page.Document.QuerySelectorAll("details dt").Select(item => item.TextContent));
        var readings = await product.Operations.ReadAsync<PrismaDbContext, List<Step>>(db => db.Steps.Where(step => step.EnrolmentId == hub.EnrolmentId && step.Kind == StepKind.Reading).ToListAsync(WebProduct.Cancellation));
        foreach (var one in readings)
        {
            var answer = JsonNode.Parse("""{"response":"concern","concern":"The ferry stops early in winter.","conditions":[{"what":"Ask the ferry","who":"Ode Sand","until":"2027-04-01"}]}""")!.AsObject();
            await product.Operations.RunAsync<AnswerReview, Submission>(review => review.ExecuteAsync(one.Id, one.ActorId, answer, WebProduct.Cancellation), WebProduct.Cancellation);
        }

        using var theirs = product.Open();
        await theirs.GetAsync(await product.LinkAsync(hub.Id, hub.ActorId));
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        foreach (var record in new[] { await theirs.GetAsync($"/where/{hub.EnrolmentId}"), await browser.GetAsync($"/steps/{reading.Id}"), await facilitator.GetAsync($"/enrolments/{hub.EnrolmentId}") })
        {
            Assert.Contains("Condition: Ask the ferry. Ode Sand sees to it, until Thursday 1 April 2027.", record.Text, StringComparison.Ordinal);
            Assert.Contains("Concern: The ferry stops early in winter.", record.Text, StringComparison.Ordinal);
        }
    }
}
