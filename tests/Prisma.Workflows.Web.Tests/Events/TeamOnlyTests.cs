using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>Whoever facilitates one event reads nothing of the people of another.</summary>
public sealed class TeamOnlyTests(WebProduct product) : IClassFixture<WebProduct>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await product.FoundAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_about_an_event_and_its_people_is_for_its_team_and_for_those_who_look_after_all()
    {
        using var stranger = product.Open();
        var step = await product.StepAsync(Village.IdOf(await stranger.ApplyAsync("amina@fern.example")));
        var run = await product.Operations.ReadAsync<PrismaDbContext, string>(db => db.Enrolments.Where(one => one.Id == step.EnrolmentId).Select(one => one.InstanceId).SingleAsync(WebProduct.Cancellation));
        string[] ofTheEvent =
        [
            $"/events/{Village.Slug}", $"/events/{Village.Slug}/edit", $"/events/{Village.Slug}/move", $"/events/{Village.Slug}/cancel",
            $"/events/{Village.Slug}/gatherings", $"/events/{Village.Slug}/gatherings.ics", $"/enrolments/{step.EnrolmentId}", $"/steps/{step.Id}/spoken",
            $"/instances/{run}/canvas", $"/elsa/api/workflow-instances/{run}", $"/elsa/api/workflow-instances/{run}/execution-state", $"/elsa/api/workflow-instances/{run}/export",
        ];
        using var member = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        using var administrator = await product.SignInAsync(Role.Administrator);
        using var ofAnotherEvent = await product.SignInAsync(Role.Facilitator);

        foreach (var address in ofTheEvent)
        {
            Assert.Equal((address, HttpStatusCode.OK), (address, (await member.GetAsync(address)).Status));
            Assert.Equal((address, HttpStatusCode.OK), (address, (await administrator.GetAsync(address)).Status));
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await ofAnotherEvent.GetAsync(address)).Status));
        }

        foreach (var address in new[] { $"/events/{Village.Slug}/tensions", $"/events/{Village.Slug}/contributions" })
        {
            Assert.Equal((address, HttpStatusCode.OK), (address, (await member.GetAsync(address)).Status));
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await ofAnotherEvent.GetAsync(address)).Status));
        }

        Assert.DoesNotContain(run, (await ofAnotherEvent.GetAsync($"/elsa/api/activity-executions/list?workflowInstanceId={run}")).Body, StringComparison.Ordinal);
        Assert.Contains(run, (await member.GetAsync($"/elsa/api/activity-executions/list?workflowInstanceId={run}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_whose_event_it_is_and_leads_only_its_team_there()
    {
        using var ofAnotherEvent = await product.SignInAsync(Role.Facilitator);
        using var member = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var listed = (await ofAnotherEvent.GetAsync("/events")).Document;

        Assert.Null(listed.QuerySelector($"a[href='/events/{Village.Slug}']"));
        Assert.Contains("Wren leads it and can name you there.", listed.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await member.GetAsync("/events")).Document.QuerySelector($"a[href='/events/{Village.Slug}']"));
    }
}
