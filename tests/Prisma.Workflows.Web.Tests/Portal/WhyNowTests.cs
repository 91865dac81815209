using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class WhyNowTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task A_task_says_on_its_page_what_led_to_it()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("slow@example.org")));
        await browser.SubmitAsync($"/steps/{step.Id}/more-time", "more-time");
        await browser.SubmitAsync($"/steps/{step.Id}/more-time", "more-time");
        var task = await product.OpenStepAsync(step.EnrolmentId, "PAR-1.2.time");
        using var lead = product.Open();
        await lead.GetAsync(await product.LinkAsync(task.Id, task.ActorId));

        Assert.Contains("It is asked of you now because Amina Reed has taken more time once and asked again.", (await lead.GetAsync($"/steps/{task.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("It is asked of you now because the call is open", (await browser.GetAsync($"/steps/{step.Id}")).Text, StringComparison.Ordinal);

        // Whoever asked would wait for ever, were the task done without an answer.
        Assert.Equal(SubmissionResult.Refused, (await product.Operations.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(task.Id, task.ActorId, blocked: true, "I cannot say.", WebProduct.Cancellation), WebProduct.Cancellation)).Result);
        Assert.Null((await lead.GetAsync($"/steps/{task.Id}")).Form("task"));
        await lead.SubmitAsync($"/steps/{task.Id}", "answer", ("answer", "yes"));
        Assert.False((await product.StepAsync(task.Id)).IsOpen);
        Assert.Equal(2, (await product.StepAsync(step.Id)).MoreTimeGiven);
    }

    /// <summary>Three minutes and a day stand beside three hours and another day: which is which is said.</summary>
    [Fact]
    public async Task An_invitation_tells_the_time_to_answer_from_that_of_the_gathering()
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync("invited@example.org")));
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var theEvent = await db.Events.SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation);
            db.Add(new EventGathering { EventId = theEvent.Id, GatheringId = "GA-11", StartsAt = product.Time.GetUtcNow().AddDays(30), Minutes = 180 });
            await db.Steps.Where(one => one.Id == step.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Gathering, "GA-11"), WebProduct.Cancellation);
        });

        var facts = (await browser.GetAsync($"/steps/{step.Id}")).Document.QuerySelectorAll("dl.facts dt").Select(one => one.TextContent);

        Assert.Equal(["When", "To answer takes", "Answer until"], facts);
    }
}
