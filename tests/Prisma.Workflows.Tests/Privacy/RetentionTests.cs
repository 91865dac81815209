using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Privacy;

namespace Prisma.Workflows.Tests.Privacy;

/// <summary>How long what is over is kept is for the installation to say (domain.md §19.4), and what is put before people says it too.</summary>
public sealed class RetentionTests
{
    static readonly DateTimeOffset _over = new(2027, 9, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The last day on which what was signed was to be looked at again.</summary>
    static readonly DateTimeOffset _lookedAt = _over.AddDays(60);

    [Theory, Databases]
    public async Task What_was_signed_and_decided_goes_six_years_after_it_was_last_to_be_looked_at_and_every_page_of_it_still_opens(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync("amina@example.org");
        await EndAsync(scenario);

        await ForgetAsync(scenario, _lookedAt.AddYears(6));
        Assert.NotEqual((0, 0, 0, 0), await KeptAsync(scenario));
        await ForgetAsync(scenario, _lookedAt.AddYears(6).AddDays(1));
        await ForgetAsync(scenario, _lookedAt.AddYears(6).AddDays(2));

        Assert.Equal((0, 0, 0, 0), await KeptAsync(scenario));
        Assert.Empty(await scenario.StoryAsync(enrolment));
        Assert.Single(
            await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Story == AuditTrail.Installation).Select(entry => entry.Sentence).ToListAsync(Cancellation)),
            sentence => sentence == "What was signed and decided around Listening to the Orrin was forgotten, as its time was over.");
        Assert.NotNull(await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, Cancellation)));
        var steps = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment).ToListAsync(Cancellation));
        Assert.Contains(steps, step => step.Kind == StepKind.Signature);
        Assert.Contains(steps, step => step.Kind == StepKind.Reading);
        Assert.All(steps.Where(step => step.Kind == StepKind.Reading), step => Assert.Equal("", step.Answers));
        foreach (var step in steps)
            Assert.NotNull(await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(step.Id, step.ActorId, Cancellation)));
    }

    [Theory, Databases]
    public async Task A_process_that_dies_while_it_forgets_what_was_signed_leaves_all_of_it_for_the_next_hour(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.UpToTheSeatAsync("amina@example.org");
        await EndAsync(scenario);
        var (kept, told) = (await KeptAsync(scenario), await AuditedAsync());
        scenario.Product.Time.AdjustTime(_lookedAt.AddYears(6).AddDays(1));

        await Assert.ThrowsAsync<TimeoutException>(() => scenario.Product.RunAsync<ForgetDecided.Forget>(async forget =>
        {
            await forget.ExecuteAsync(scenario.EventId, Cancellation);
            throw new TimeoutException("The machine is off.");
        }));

        Assert.Equal((kept, told), (await KeptAsync(scenario), await AuditedAsync()));
        await ForgetAsync(scenario, _lookedAt.AddYears(6).AddDays(2));
        Assert.Equal((0, 0, 0, 0), await KeptAsync(scenario));

        Task<int> AuditedAsync() => scenario.Product.ReadAsync(db => db.Audit.CountAsync(Cancellation));
    }

    [Theory, Databases]
    public async Task While_anybody_is_on_the_way_or_something_is_looked_at_again_all_that_was_agreed_around_an_event_is_kept(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync("amina@example.org");

        await ForgetAsync(scenario, _over.AddYears(7));
        Assert.NotEqual((0, 0, 0, 0), await KeptAsync(scenario));
        await EndAsync(scenario);
        await scenario.Product.ChangeAsync(db => db.Agreements.First(one => one.EnrolmentId == enrolment).ReviewOn = new DateOnly(2029, 1, 1));
        await ForgetAsync(scenario, _over.AddYears(7));
        Assert.NotEqual((0, 0, 0, 0), await KeptAsync(scenario));
        await ForgetAsync(scenario, _over.AddYears(8));
        Assert.Equal((0, 0, 0, 0), await KeptAsync(scenario));
    }

    [Theory, Databases]
    public async Task An_installation_that_keeps_things_for_another_time_says_so_to_those_who_sign_and_does_so(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, change: services => services.Configure<RetentionOptions>(
            kept => (kept.ApplicationMonths, kept.CareDays, kept.VoiceDays, kept.AgreementYears, kept.ConcernYears, kept.MailMonths) = (4, 45, 60, 2, 5, 9)));
        var enrolment = await scenario.UpToTheSeatAsync("amina@example.org");

        var signed = await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == enrolment).Select(one => one.Text).ToListAsync(Cancellation));
        Assert.All(
            [
                "An application that didn't lead to a place: 4 months,", "until 45 days after Wednesday 15 September 2027", "until 60 days after your way here, or the event, has ended",
                "Agreements, and the record of decisions: 2 years.", "Concerns: 5 years, sealed.", "without their texts: 9 months.",
                "used for the event only, and deleted 45 days after", "read only by those who handle it, and deleted after 5 years.",
            ],
            said => Assert.Contains(said, string.Concat(signed), StringComparison.Ordinal));
        await EndAsync(scenario);
        await ForgetAsync(scenario, _lookedAt.AddYears(2).AddDays(1));
        Assert.Equal((0, 0, 0, 0), await KeptAsync(scenario));
    }

    [Theory, Databases]
    public async Task That_a_mail_went_out_is_known_for_twelve_months_and_for_as_long_as_its_step_is_open(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail(), scene.Mail(purpose: "later", diesWithStep: false, notBefore: Product.Beginning.AddYears(2)));
        await scene.DeliverAsync();

        await PruneAsync(Product.Beginning.AddMonths(13));
        Assert.Equal((2, 1), await CountAsync());
        await scene.CloseStepAsync();
        await PruneAsync(Product.Beginning.AddMonths(12));
        Assert.Equal((2, 1), await CountAsync());
        await PruneAsync(Product.Beginning.AddMonths(12).AddHours(1));
        Assert.Equal((1, 0), await CountAsync());

        Task<(int, int)> CountAsync() => scene.Product.ReadAsync(async db => (await db.Outbox.CountAsync(Cancellation), await db.Deliveries.CountAsync(Cancellation)));

        async Task PruneAsync(DateTimeOffset now)
        {
            await using var then = scene.Product.StartAnother();
            then.Time.AdjustTime(now);
            await then.Services.GetRequiredService<Prune>().ExecuteAsync(Cancellation);
        }
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Task EndAsync(Scenario scenario) => scenario.Product.ChangeAsync(db =>
    {
        foreach (var one in db.Enrolments)
            (one.State, one.EndedAt, one.LiveKey) = (EnrolmentState.Completed, _over, null);
    });

    static Task ForgetAsync(Scenario scenario, DateTimeOffset now)
    {
        scenario.Product.Time.AdjustTime(now);
        return scenario.Product.Services.GetRequiredService<ForgetDecided>().ExecuteAsync(Cancellation);
    }

    static Task<(int Agreements, int Signatures, int Reviews, int Responses)> KeptAsync(Scenario scenario) => scenario.Product.ReadAsync(async db => (
        await db.Agreements.CountAsync(Cancellation), await db.Signatures.CountAsync(Cancellation), await db.Reviews.CountAsync(Cancellation), await db.ReviewResponses.CountAsync(Cancellation)));
}
