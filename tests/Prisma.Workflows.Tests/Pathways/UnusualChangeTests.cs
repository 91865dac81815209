using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Tests.Passages;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>An event changes for those of whom nothing is asked: who has come through with a seat, and the event's own passage. And mails that no shipped pathway sends.</summary>
public sealed class UnusualChangeTests
{
    const string Amina = "amina@reed.example";

    [Fact]
    public async Task Whoever_has_come_through_with_a_seat_hears_of_new_days_and_the_lead_asks_them()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.Product.ChangeAsync(db =>
        {
            db.Enrolments.Single(one => one.Id == enrolment).State = EnrolmentState.Completed;
            foreach (var step in db.Steps.Where(step => step.EnrolmentId == enrolment && step.State == StepState.Open))
            {
                step.State = StepState.Skipped;
            }
        });

        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Single(await scenario.OwedAsync(Amina), "E23");
        Assert.Equal(1, await scenario.ToldTheLeadAsync("holds a seat and has no open step any more"));
        Assert.False(await scenario.Product.ReadAsync(db => db.Steps.AnyAsync(step => step.EnrolmentId == enrolment && step.State == StepState.Open)));
    }

    [Fact]
    public async Task The_events_own_passage_moves_and_ends_with_it_and_only_the_lead_hears_so()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var own = await scenario.CallEventAsync();
        await scenario.WorkAsync();
        var lead = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == Scenario.Lead));

        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await scenario.ToldTheLeadAsync("has new days; what is open moved along"));

        await scenario.Product.RunAsync<CancelEvent, Outcome<EventChange>>(cancel => cancel.ExecuteAsync(scenario.EventId, "The river took the bridge.", "", "Listening to the Orrin", Actor.Of(lead), Cancellation));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(EnrolmentState.Cancelled, (await scenario.EnrolmentAsync(own)).State);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("is cancelled; look back together all the same"));
        Assert.False(await scenario.Product.ReadAsync(db => db.Outbox.AnyAsync(mail => mail.EnrolmentId == own && (mail.Template == "E24" || mail.Template == "E24o"))));
        Assert.Null(await scenario.BrokenAtAsync(own));
    }

    [Fact]
    public async Task A_pathway_may_tell_the_hub_and_the_stewards()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await scenario.JoinAsync("ash@orrin.example", "Ash", Part.Steward);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.Product.RunAsync<PrismaDbContext>(db => db.Enrolments.Where(one => one.Id == enrolment).ExecuteUpdateAsync(set => set.SetProperty(one => one.InstanceId, "told"), Cancellation));
        var tellHub = Activity("Prisma.Notify", "hub", ("mail", "E24b"), ("audience", "hub"));
        tellHub["port"] = "Sent";
        await scenario.Product.PublishAsync(Chain("told", tellHub, Activity("Prisma.Notify", "stewards", ("mail", "E24b"), ("audience", "stewards"))));

        await scenario.Product.StartWorkflowAsync("told", "told");

        Assert.Single(await scenario.OwedAsync(Scenario.Hub), "E24b");
        Assert.Single(await scenario.OwedAsync("ash@orrin.example"), "E24b");
        Assert.DoesNotContain("E24b", await scenario.OwedAsync(Amina));
    }
}
