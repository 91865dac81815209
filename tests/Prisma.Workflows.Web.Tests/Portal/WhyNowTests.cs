using Prisma.Workflows.Contributions;
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
        }, WebProduct.Cancellation);

        var facts = (await browser.GetAsync($"/steps/{step.Id}")).Document.QuerySelectorAll("dl.facts dt").Select(one => one.TextContent);

        Assert.Equal(["When", "To answer takes", "Answer until"], facts);
    }

    /// <summary>The mail says that the step shows what somebody did on the way (E60a), and the form asks whether that is right.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_asked_whether_their_line_of_days_is_right_reads_it_there(bool cameByMail)
    {
        using var browser = product.Open();
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync($"line-of-days-{cameByMail}@example.org")));
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var mine = await db.Enrolments.SingleAsync(one => one.Id == step.EnrolmentId, WebProduct.Cancellation);
            db.Add(new Contribution { EventId = mine.EventId, EnrolmentId = mine.Id, PersonId = mine.PersonId, Kind = "care", What = "Cooked for everybody.", Context = "", At = product.Time.GetUtcNow() });
            db.Add(new Step
            {
                EnrolmentId = mine.Id,
                Key = "PAR-3.2",
                Round = 1,
                Kind = StepKind.Gathering,
                Gathering = "GA-10",
                Title = "Welcome Day",
                StageKey = "PAR-3",
                ActorId = mine.PersonId,
                ActorPart = "facilitator",
                OpenedAt = product.Time.GetUtcNow(),
                DueAt = product.Time.GetUtcNow(),
                ClosedAt = product.Time.GetUtcNow(),
                State = StepState.Submitted,
                Outcome = "Attended",
            });
            await db.Steps.Where(one => one.Id == step.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.FormId, "F-23t").SetProperty(one => one.FormVersion, 1), WebProduct.Cancellation);
        }, WebProduct.Cancellation);
        if (cameByMail)
            await browser.GetAsync(await product.LinkAsync(step.Id, step.ActorId));

        var page = (await browser.GetAsync($"/steps/{step.Id}")).Document;

        Assert.Contains("Amina Reed answered the call of", page.QuerySelector(".story")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains("Amina Reed was at “Welcome Day”.", page.QuerySelector(".story")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(cameByMail, page.Body!.TextContent.Contains("Cooked for everybody.", StringComparison.Ordinal));
    }
}
