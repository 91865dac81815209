using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Tests.Durability;

/// <summary>Two at the same moment, on two nodes: one is first, the other is answered calmly, and nothing happens twice.</summary>
public sealed class RaceTests
{
    [Theory, Databases]
    public async Task Scenario_17_Two_who_reach_for_the_last_seat_get_one_between_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1, designConsented: false);
        await scenario.UpToTheReadersAsync("amina@reed.example");
        await scenario.UpToTheReadersAsync("tomas@fern.example", "Tomas");
        var enrolments = await scenario.Product.ReadAsync(db => db.Enrolments.Select(one => one.Id).ToListAsync());
        foreach (var enrolment in enrolments)
        {
            await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        }

        await scenario.ReachAsync("event.design.consented");
        await using var other = scenario.Product.StartAnother();
        var last = await Task.WhenAll(enrolments.Select(enrolment => scenario.StepAsync(enrolment, "PAR-2.3")));
        await Task.WhenAll(
            AnswerAsync(scenario.Product, last[0]),
            AnswerAsync(other, last[1]));

        var seats = await scenario.Product.ReadAsync(db => db.Seats.Select(seat => seat.State).ToListAsync());
        Assert.Equal([SeatState.Reserved, SeatState.Waitlisted], seats.OrderBy(state => state.ToString(), StringComparer.Ordinal));
        await Invariants.HoldAsync(scenario.Product);
    }

    [Theory, Databases]
    public async Task Two_readers_at_once_are_both_counted_and_decide_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync("amina@reed.example");
        await using var other = scenario.Product.StartAnother();
        var steps = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.State == StepState.Open && step.Kind == StepKind.Reading).ToListAsync());
        Assert.Equal(2, steps.Count);
        var answers = await Task.WhenAll(AnswerAsync(scenario.Product, steps[0]), AnswerAsync(other, steps[1]));

        Assert.All(answers, answer => Assert.True(answer.IsAccepted));
        Assert.Equal(2, await scenario.Product.ReadAsync(db => db.ReviewResponses.CountAsync(response => response.Mean != null)));
        Assert.Single(await scenario.StoryAsync(enrolment), sentence => sentence.StartsWith("“Shall we offer a place?” is decided", StringComparison.Ordinal));
        await Invariants.HoldAsync(scenario.Product);
    }

    [Theory, Databases]
    public async Task Of_two_tabs_with_the_same_step_one_is_taken(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync("amina@reed.example");
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");
        await using var other = scenario.Product.StartAnother();
        var tabs = await Task.WhenAll(SubmitAsync(scenario.Product, step, "developer"), SubmitAsync(other, step, "scribe"));

        Assert.Equal([SubmissionResult.Accepted, SubmissionResult.AlreadyDone], tabs.Select(tab => tab.Result).Order());
        Assert.Single(await scenario.StoryAsync(enrolment), sentence => sentence.Contains("handed in “Your application”", StringComparison.Ordinal));
        await Invariants.HoldAsync(scenario.Product);
    }

    [Theory, Databases]
    public async Task A_timer_that_two_nodes_find_due_wakes_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var enrolment = await scenario.UpToTheOfferAsync("amina@reed.example");
        var due = await scenario.Product.ReadAsync(db => db.Bookmarks.Where(bookmark => bookmark.DueAt != null).Select(bookmark => bookmark.DueAt).SingleAsync());
        scenario.Product.Time.SetUtcNow(due!.Value.AddMinutes(1));
        await using var other = scenario.Product.StartAnother();
        var woken = await Task.WhenAll(
            scenario.Product.Services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(Cancellation),
            other.Services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(Cancellation));

        Assert.Equal(1, woken.Sum());
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.4d"));
        await Invariants.HoldAsync(scenario.Product);
    }

    [Theory, Databases]
    public async Task Two_administrators_who_import_the_same_file_make_one_version(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await using var other = product.StartAnother();
        var json = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"), Cancellation);
        await Task.WhenAll(((Product[])[product, other]).Select(node =>
            node.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, "Wren Alder", Cancellation))));

        Assert.Equal(1, await product.ReadAsync(db => db.Definitions.CountAsync()));
        await Invariants.HoldAsync(product);
    }

    static Task<Submission> AnswerAsync(Product node, Step step) => Task.Run(
        () => node.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, step.ActorId, Scenario.Scores(3), Cancellation)), Cancellation);

    static Task<Submission> SubmitAsync(Product node, Step step, string track) => Task.Run(
        () => node.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, step.ActorId, new JsonObject { ["track"] = track }, Cancellation)), Cancellation);
}
