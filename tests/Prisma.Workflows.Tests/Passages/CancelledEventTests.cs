using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways.Changes;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>Acceptance scenario 23: a cancelled event reminds nobody ever after, its records stay readable, and retention starts.</summary>
public sealed class CancelledEventTests
{
    const string Amina = "amina@reed.example", Bela = "bela@reed.example", Maren = "maren@brook.example", Name = "Listening to the Orrin";
    const string Why = "The river took the bridge, and no other place can host so soon.";

    [Theory, Databases]
    public async Task Scenario_23_Everybody_is_told_once_by_role_and_nobody_is_reminded_ever_after(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var waiting = await scenario.ApplyAsync(Amina);
        var seated = await scenario.UpToTheAgreementAsync(Bela, "Bela");
        var hub = await InviteAsync(scenario);
        var line = await scenario.StepAsync(waiting, "PAR-1.2");
        var sent = await SentAsync(scenario);
        Assert.NotEmpty(sent);

        Assert.True((await CancelAsync(scenario, Scenario.Lead)).IsDone);
        await scenario.PassAsync(TimeSpan.FromDays(1));
        var told = scenario.Product.Mail.Sent.Count;
        for (var week = 0; week < 30; week++)
        {
            await scenario.PassAsync(TimeSpan.FromDays(7));
        }

        Assert.Equal(told, scenario.Product.Mail.Sent.Count);
        Assert.Subset(await SentAsync(scenario), sent);
        Assert.Single(await scenario.OwedAsync(Amina), "E24");
        Assert.Equal(["E24"], (await scenario.OwedAsync(Bela)).Where(mail => mail.StartsWith("E24", StringComparison.Ordinal)));
        Assert.Single(await scenario.OwedAsync(Maren), "E24o");
        Assert.Single(await scenario.OwedAsync(Scenario.Facilitator), "E24t");
        await Assert.AllAsync(new[] { waiting, seated, hub }, async id => Assert.Equal(EnrolmentState.Cancelled, (await scenario.EnrolmentAsync(id)).State));
        Assert.Equal(StepState.Cancelled, await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.Id == line.Id).Select(step => step.State).SingleAsync()));
        Assert.Equal(SeatState.Released, await scenario.SeatAsync(seated));
        Assert.False(await scenario.Product.ReadAsync(db => db.Steps.AnyAsync(step => step.NextRungAt != null || step.State == StepState.Open)));
        Assert.False(await scenario.Product.ReadAsync(db => db.Agreements.AnyAsync(one => one.State == AgreementState.Signing)));
        Assert.Contains(await scenario.StoryAsync(seated), sentence => sentence.Contains(Why, StringComparison.Ordinal));
        Assert.Null(await scenario.BrokenAtAsync(seated));
    }

    [Theory, Databases]
    public async Task What_a_move_asked_to_be_signed_ends_too_and_mails_that_still_wait_are_taken_back(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await MovedEventTests.HostAsync(scenario);
        scenario.Product.Mail.Forget();
        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.TryLater("No route to host", NobodyThere: true));
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([AgreementState.Active, AgreementState.Signing], await MovedEventTests.AgreementsAsync(scenario, hub));

        await CancelAsync(scenario, Scenario.Lead);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250"));
        await scenario.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal([AgreementState.Active, AgreementState.Ended], await MovedEventTests.AgreementsAsync(scenario, hub));
        Assert.Contains("will not take place", Assert.Single(scenario.Product.Mail.To(Maren)).TextBody, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_machine_that_dies_in_the_middle_goes_on_and_tells_nobody_twice(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        List<Guid> all = [await scenario.ApplyAsync(Amina), await scenario.ApplyAsync(Bela, "Bela")];
        await CancelAsync(scenario, Scenario.Lead);
        var change = await scenario.Product.ReadAsync(db => db.EventChanges.SingleAsync());
        await scenario.Product.RunAsync<ApplyChange>(apply => apply.ExecuteAsync(change.Id, all[0], TestContext.Current.CancellationToken));

        await scenario.Product.RestartAsync();
        var view = Assert.Single(await scenario.Product.Operations.ReadAsync<ReadChanges, IReadOnlyList<ChangeView>>(read => read.ExecuteAsync(scenario.EventId, default)));
        Assert.Equal((1, 1), (view.Told, view.Left));
        await scenario.WorkAsync();
        await scenario.Product.RunAsync<ApplyChange>(apply => apply.ExecuteAsync(change.Id, all[0], TestContext.Current.CancellationToken));

        Assert.Equal(ChangeState.Done, await scenario.Product.ReadAsync(db => db.EventChanges.Select(one => one.State).SingleAsync()));
        Assert.Single(await scenario.OwedAsync(Amina), "E24");
        Assert.Single(await scenario.OwedAsync(Bela), "E24");
    }

    [Theory, Databases]
    public async Task Only_the_lead_cancels_with_a_reason_and_the_name_typed_again_and_then_nobody_can_apply(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Contains("Wren Alder leads this event", (await CancelAsync(scenario, Scenario.Facilitator)).Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.NotNull((await CancelAsync(scenario, Scenario.Lead, why: "No.")).Problems["reason"]);
        Assert.NotNull((await CancelAsync(scenario, Scenario.Lead, name: "Orrin")).Problems["name"]);
        Assert.True((await CancelAsync(scenario, Scenario.Lead)).IsDone);

        Assert.Contains("cancelled already", (await CancelAsync(scenario, Scenario.Lead)).Problems[Problems.Whole], StringComparison.Ordinal);
        var late = await scenario.Product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(
            scenario.EventId, Pathway.Participant, new() { ["first_name"] = "Ada", ["email"] = "ada@reed.example" }, null, TestContext.Current.CancellationToken));
        Assert.Equal(Application.CallIsClosed, late);
    }

    [Theory, Databases]
    public async Task Scenario_23_What_people_need_is_forgotten_thirty_days_after_the_cancellation_not_after_the_planned_end(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await CancelAsync(scenario, Scenario.Lead);
        await scenario.WorkAsync();
        await scenario.Product.ChangeAsync(db => db.Steps.Add(new Step
        {
            EnrolmentId = enrolment,
            Key = "care",
            Round = 1,
            Kind = StepKind.Form,
            Title = "What you need",
            StageKey = "PAR-4",
            ActorId = db.People.Single(person => person.Email == Amina).Id,
            ActorPart = "stakeholder",
            FormId = "F-16",
            State = StepState.Cancelled,
            OpenedAt = scenario.Product.Time.GetUtcNow(),
            DueAt = scenario.Product.Time.GetUtcNow(),
            Draft = """{"food":"no nuts"}""",
        }));

        scenario.Product.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(1, await DraftsAsync());
        scenario.Product.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await DraftsAsync());

        async Task<int> DraftsAsync()
        {
            await scenario.Product.Services.GetRequiredService<Prune>().ExecuteAsync(TestContext.Current.CancellationToken);
            return await scenario.Product.ReadAsync(db => db.Steps.CountAsync(step => step.Draft != ""));
        }
    }

    [Theory, Databases]
    public async Task An_event_whose_gate_says_no_ends_for_everybody_on_the_way_and_they_are_told_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        var hub = await InviteAsync(scenario);
        var codesign = await CallAsync(scenario);
        await scenario.ReachAsync("hub.screened");
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAsync(codesign, "EV-1.8"), _ => true);

        await RefuseAsync(scenario, codesign, "EV-1.8");

        await Assert.AllAsync([writing, hub], async id => Assert.Equal(EnrolmentState.Cancelled, (await scenario.EnrolmentAsync(id)).State));
        Assert.Single(await scenario.OwedAsync(Amina), "E24");
        Assert.Single(await scenario.OwedAsync(Maren), "E24o");
        Assert.Single(await scenario.OwedAsync(Scenario.Lead), "E24b");
        var change = await scenario.Product.ReadAsync(db => db.EventChanges.SingleAsync());
        Assert.Equal("Those who decide together read “Is this the intention?”, and their answer was no.", change.Reason);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("look back together all the same"));
        Assert.False(await scenario.Product.ReadAsync(db => db.Steps.AnyAsync(step => step.NextRungAt != null || step.State == StepState.Open)));
    }

    [Theory, Databases]
    public async Task An_event_that_was_refused_before_it_was_called_can_be_called_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var codesign = await CallAsync(scenario);
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAsync(codesign, "EV-1.2"), _ => true);

        await RefuseAsync(scenario, codesign, "EV-1.2");

        Assert.Equal(EnrolmentState.Declined, (await scenario.EnrolmentAsync(codesign)).State);
        Assert.False(await scenario.Product.ReadAsync(db => db.EventChanges.AnyAsync()));
        Assert.NotEqual(codesign, await CallAsync(scenario));
    }

    static Task<Guid> CallAsync(Scenario scenario) => scenario.WorkAfterAsync(scenario.CallEventAsync());

    static async Task<HashSet<Guid>> SentAsync(Scenario scenario) =>
        [.. await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Sent).Select(mail => mail.Id).ToListAsync(Cancellation))];

    static async Task RefuseAsync(Scenario scenario, Guid enrolment, string gate)
    {
        while (await scenario.IsOpenAsync(enrolment, gate))
        {
            await scenario.ReadAsync(enrolment, gate, new() { ["response"] = "decline", ["reason_class"] = "season" });
        }

        await scenario.PassAsync(TimeSpan.FromMinutes(1));
    }

    static async Task<Guid> InviteAsync(Scenario scenario)
    {
        var invited = await scenario.Product.RunAsync<InviteOrganisation, Outcome<Enrolment>>(invite => invite.ExecuteAsync(
            scenario.EventId, new Invitation(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren), new Actor(null, "Wren Alder"), TestContext.Current.CancellationToken));
        await scenario.WorkAsync();
        return invited.Value!.Id;
    }

    internal static async Task<Outcome<EventChange>> CancelAsync(Scenario scenario, string by, string why = Why, string name = Name)
    {
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == by));
        return await scenario.Product.RunAsync<CancelEvent, Outcome<EventChange>>(cancel =>
            cancel.ExecuteAsync(scenario.EventId, why, "", name, Actor.Of(person), TestContext.Current.CancellationToken));
    }
}
