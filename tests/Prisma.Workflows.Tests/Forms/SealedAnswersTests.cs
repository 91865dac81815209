using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Forms;

/// <summary>What somebody needs is read by whoever holds care, by nobody else, and not for ever.</summary>
public sealed class SealedAnswersTests
{
    static readonly JsonObject _needs = new() { ["coming"] = "yes", ["care_consent"] = true, ["health_note"] = "Asthma.", ["emergency_name"] = "Noor Hale" };

    [Fact]
    public void Sealed_answers_come_apart_and_together_again()
    {
        var kept = SealedAnswers.Seal(FilledForm.Library.Find("F-16")!, _needs);

        Assert.Equal("""{"coming":"yes","care_consent":true}""", SealedAnswers.Without(kept).ToJsonString());
        Assert.Equal("""{"health_note":"Asthma.","emergency_name":"Noor Hale"}""", SealedAnswers.Only(kept).ToJsonString());
        Assert.Equal("yes", kept["coming"]!.ToString());
    }

    [Fact]
    public void Of_a_concern_nothing_is_left_for_others()
    {
        var kept = SealedAnswers.Seal(FilledForm.Library.Find("F-31")!, FilledForm.With("F-31").Answers);

        Assert.Empty(SealedAnswers.Without(kept));
        Assert.NotEmpty(SealedAnswers.Only(kept));
    }

    [Theory, Databases]
    public async Task Neither_the_workflow_nor_its_log_nor_a_reader_ever_holds_what_is_sealed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await NeedsHandedInAsync(scenario);
        var reading = await scenario.StepAsync(enrolment, "PAR-1.3");

        var instances = await scenario.Product.ReadAsync(db => db.Instances.ToListAsync());
        var log = await scenario.Product.ReadAsync(db => db.ActivityLog.ToListAsync());
        var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(reading.Id, reading.ActorId, TestContext.Current.CancellationToken));

        Assert.NotEmpty(instances);
        Assert.Contains("Asthma", await AnswersAsync(scenario, enrolment), StringComparison.Ordinal);
        Assert.DoesNotContain("Asthma", System.Text.Json.JsonSerializer.Serialize(instances), StringComparison.Ordinal);
        Assert.DoesNotContain("Asthma", System.Text.Json.JsonSerializer.Serialize(log), StringComparison.Ordinal);
        Assert.All(view!.ToRead, one => Assert.DoesNotContain("Asthma", one.Answers, StringComparison.Ordinal));
        Assert.Contains(view.ToRead, one => one.Answers.Contains("\"coming\":\"yes\"", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Of_a_closer_look_at_a_partner_the_workflow_learns_what_was_chosen_and_nothing_that_was_written(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync("hub.screened");
        var partner = await scenario.InviteAsync(Pathway.Partner, "Orrin Loan Fund", "Maren Brook", "maren@brook.example");
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-1.3"), _ => true);
        var look = new JsonObject { ["verdict"] = "refer", ["note"] = "They drained a marsh.", ["sources"] = new JsonArray(new JsonObject { ["what"] = "The gazette", ["found"] = "A fine." }) };
        await scenario.SubmitAsync(partner, "PTN-1.3", look);
        var reading = await scenario.StepAsync(partner, "PTN-1.4h");

        var runs = System.Text.Json.JsonSerializer.Serialize(await scenario.Product.ReadAsync(db => db.Instances.ToListAsync())) + System.Text.Json.JsonSerializer.Serialize(await scenario.Product.ReadAsync(db => db.ActivityLog.ToListAsync()));
        var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(reading.Id, reading.ActorId, TestContext.Current.CancellationToken));

        Assert.Contains("refer", runs, StringComparison.Ordinal);
        Assert.DoesNotContain("marsh", runs, StringComparison.Ordinal);
        Assert.DoesNotContain("gazette", runs, StringComparison.Ordinal);
        Assert.Contains(view!.ToRead, one => one.Answers.Contains("They drained a marsh.", StringComparison.Ordinal) && one.Answers.Contains("The gazette", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Thirty_days_after_the_event_it_is_forgotten_and_the_rest_stays(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await NeedsHandedInAsync(scenario);
        var prune = scenario.Product.Services.GetRequiredService<Prune>();

        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 10, 15, 12, 0, 0, TimeSpan.Zero));
        await prune.ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Asthma", await AnswersAsync(scenario, enrolment), StringComparison.Ordinal);

        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 10, 16, 12, 0, 0, TimeSpan.Zero));
        await prune.ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Equal("""{"coming":"yes","care_consent":true}""", await AnswersAsync(scenario, enrolment));
    }

    /// <summary>The application of this passage asks what the form of attendance and care asks.</summary>
    static async Task<Guid> NeedsHandedInAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync("amina@example.org");
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.Product.ChangeAsync(db => db.Entry(db.Steps.Single(one => one.Id == step.Id)).Property(one => one.FormId).CurrentValue = "F-16");
        await scenario.SubmitAsync(enrolment, "PAR-1.2", (JsonObject)_needs.DeepClone());
        return enrolment;
    }

    static Task<string> AnswersAsync(Scenario scenario, Guid enrolment) =>
        scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.Key == "PAR-1.2").Select(step => step.Answers).SingleAsync());
}
