using Prisma.Workflows.Agreements;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>Somebody leaves an event's team while something is open with them: another steps in, and they are mailed no more.</summary>
public sealed class LeavingTheTeamTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task A_conversation_is_held_by_another_and_whoever_left_reads_that_nothing_is_needed_of_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent" });
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "propose", ["channel"] = "phone" });
        var before = await scenario.StepAsync(enrolment, "PAR-2.2");
        Assert.Equal(Scenario.Hub, await scenario.ActorOfAsync(enrolment, "PAR-2.2"));

        await scenario.LeaveTeamAsync(Scenario.Hub);

        var other = await scenario.ActorOfAsync(enrolment, "PAR-2.2");
        Assert.Contains(other, (string[])[Scenario.Facilitator, Scenario.Lead]);
        Assert.Contains(await scenario.StoryAsync(enrolment), sentence => sentence.EndsWith(" steps in for “Our conversation”.", StringComparison.Ordinal));
        Assert.Contains("E68", await scenario.OwedAsync(other));
        var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(before.Id, before.ActorId, Cancellation));
        Assert.Equal((StepState.Skipped, Step.HandedOver), (view!.Step.State, view.Step.Outcome));
        await scenario.HoldConversationAsync(enrolment);
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.3"));
    }

    [Theory, Databases]
    public async Task A_reading_is_done_by_another_and_whoever_left_is_reminded_of_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        Assert.Contains(Scenario.Hub, await ReadersAsync(scenario, enrolment));
        var sent = await SentAsync(scenario, Scenario.Hub);

        await scenario.LeaveTeamAsync(Scenario.Hub);

        Assert.Equal([Scenario.Facilitator, Scenario.Lead], await ReadersAsync(scenario, enrolment));
        await scenario.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(sent, await SentAsync(scenario, Scenario.Hub));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.4o"));
    }

    [Theory, Databases]
    public async Task A_wish_for_more_time_is_put_before_another_as_the_question_that_it_is(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        foreach (var _ in (string[])["given", "asked for"])
        {
            await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        }

        await scenario.LeaveTeamAsync(await scenario.ActorOfAsync(enrolment, "PAR-1.2.time"));

        var task = await scenario.StepAsync(enrolment, "PAR-1.2.time");
        var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(task.Id, task.ActorId, Cancellation));
        Assert.Equal("PAR-1.2", view!.Asked?.MoreTimeFor?.Key);
    }

    [Theory, Databases]
    public async Task A_wish_for_more_time_is_never_put_before_whoever_has_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Steward);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        foreach (var _ in (string[])["given", "asked for"])
        {
            await scenario.MoreTimeAsync(await scenario.Product.ReadAsync(db => db.Steps.SingleAsync(
                step => step.EnrolmentId == enrolment && step.State == StepState.Open && step.Kind == StepKind.Reading && db.People.Any(person => person.Id == step.ActorId && person.Email == Scenario.Facilitator), Cancellation)));
        }

        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(enrolment, "PAR-2.3.1.time"));

        await scenario.LeaveTeamAsync(Scenario.Lead);

        Assert.Equal("edda@orrin.example", await scenario.ActorOfAsync(enrolment, "PAR-2.3.1.time"));
    }

    [Theory, Databases]
    public async Task An_agreement_is_signed_by_whoever_leads_now_when_the_lead_left_before_their_turn(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        await scenario.LeaveTeamAsync(Scenario.Lead);
        var agreement = await scenario.Product.ReadAsync(db => db.Agreements.SingleAsync(Cancellation));
        Assert.Contains("Sol Marten", agreement.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wren Alder", agreement.Text, StringComparison.Ordinal);
        Assert.Equal(AgreementText.Hash(agreement.Text), agreement.Hash);
        await scenario.SignAsync(enrolment);

        Assert.DoesNotContain("in place of", await SignsInsteadAsync(scenario, enrolment), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task An_agreement_is_signed_by_whoever_leads_now_when_the_lead_left_without_signing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        await scenario.SignAsync(enrolment);
        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(enrolment, "PAR-2.5"));
        var before = await scenario.Product.ReadAsync(db => db.Agreements.Select(one => one.Text).SingleAsync(Cancellation));
        await scenario.LeaveTeamAsync(Scenario.Lead);

        var copy = await SignsInsteadAsync(scenario, enrolment);
        Assert.StartsWith(before, copy, StringComparison.Ordinal);
        Assert.Contains("by mail link and code, in place of Wren Alder", copy, StringComparison.Ordinal);
        Assert.Contains(await scenario.StoryAsync(enrolment), sentence => sentence.Contains("in place of Wren Alder, who left the team. What others signed before stays as it is.", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task The_events_own_passage_goes_on_with_the_new_lead(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var codesign = await scenario.CallEventAsync();
        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(codesign, "EV-1.1"));
        await scenario.LeaveTeamAsync(Scenario.Lead);
        await scenario.HireAsync("Nela", Part.Lead);
        var sent = await SentAsync(scenario, Scenario.Lead);

        await scenario.AwakeUntilAsync((await scenario.StepAsync(codesign, "EV-1.1")).DueAt.AddDays(8));

        Assert.Equal(sent, await SentAsync(scenario, Scenario.Lead));
        Assert.Equal(Scenario.Facilitator, await scenario.ActorOfAsync(codesign, "EV-1.1"));
        Assert.Equal("nela@orrin.example", await scenario.ActorOfAsync(codesign, "EV-1.1.lead"));
        Assert.Empty(await scenario.IncidentsAsync(codesign));
    }

    [Theory, Databases]
    public async Task A_reminder_of_somebody_who_went_with_their_organisation_finds_another(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        var reading = await scenario.Product.ReadAsync(db => db.Steps.SingleAsync(step => step.EnrolmentId == enrolment && step.State == StepState.Open && db.People.Any(person => person.Id == step.ActorId && person.Email == Scenario.Hub), Cancellation));
        await scenario.Product.ChangeAsync(db => db.TeamMembers.Remove(db.TeamMembers.Single(member => member.PersonId == reading.ActorId)));

        await scenario.PassAsync(TimeSpan.FromDays(3));

        Assert.Equal([Scenario.Facilitator, Scenario.Lead], await ReadersAsync(scenario, enrolment));
    }

    [Theory, Databases]
    public async Task A_conversation_with_somebody_who_went_with_their_organisation_finds_another_though_nothing_reminds_of_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent" });
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "propose", ["channel"] = "phone" });
        await scenario.Product.ChangeAsync(db => db.TeamMembers.RemoveRange(db.TeamMembers.Where(member => member.Person.Email == Scenario.Hub)));

        await scenario.PassAsync(TimeSpan.FromDays(3));
        foreach (var work in Schedules.All["Watch"].Works)
            await work(scenario.Product.Services, Cancellation);

        Assert.Contains(await scenario.ActorOfAsync(enrolment, "PAR-2.2"), (string[])[Scenario.Facilitator, Scenario.Lead]);
        Assert.Contains(await scenario.StoryAsync(enrolment), sentence => sentence.EndsWith(" steps in for “Our conversation”.", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Whoever_left_is_told_no_more_but_gets_what_they_signed_and_the_stakeholder_hears_all(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.Product.ChangeAsync(db =>
        {
            foreach (var (template, to) in new[] { ("E14", Scenario.Lead), ("E18", Scenario.Lead), ("E14", Scenario.Facilitator), ("E14", Amina) })
            {
                db.Outbox.Add(new OutboxMessage
                {
                    Key = $"{template}-{to}",
                    EnrolmentId = enrolment,
                    PersonId = db.People.Single(person => person.Email == to).Id,
                    Template = template,
                    Facts = "{}",
                    CreatedAt = scenario.Product.Time.GetUtcNow(),
                    DueAt = scenario.Product.Time.GetUtcNow().AddHours(9),
                    MessageId = $"<{template}-{to}>",
                });
            }
        });

        await scenario.LeaveTeamAsync(Scenario.Lead);

        var pending = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Pending && mail.Facts == "{}").Select(mail => mail.Key).OrderBy(key => key).ToListAsync(Cancellation));
        Assert.Equal([$"E14-{Amina}", $"E14-{Scenario.Facilitator}", $"E18-{Scenario.Lead}"], pending);
    }

    [Theory, Databases]
    public async Task Whoever_left_is_told_of_no_task_in_the_morning_though_nobody_is_there_to_take_it_over(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.AwakeUntilAsync(new DateTimeOffset(scenario.Product.Time.GetUtcNow().UtcDateTime.Date.AddHours(22), TimeSpan.Zero));
        foreach (var _ in (string[])["given", "asked for"])
        {
            await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        }

        var asked = await scenario.ActorOfAsync(enrolment, "PAR-1.2.time");
        await scenario.Product.ChangeAsync(db => db.TeamMembers.RemoveRange(db.TeamMembers.Where(member => member.Person.Email != asked)));
        await scenario.LeaveTeamAsync(asked);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.Empty(scenario.Product.Mail.To(asked).Select(mail => mail.Subject));
    }

    static async Task<string> SignsInsteadAsync(Scenario scenario, Guid enrolment)
    {
        Assert.Equal(Scenario.Facilitator, await scenario.ActorOfAsync(enrolment, "PAR-2.5"));
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        var agreement = await scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).SingleAsync(Cancellation));
        Assert.Equal(AgreementState.Active, agreement.State);
        Assert.Equal(["Amina Reed", "Sol Marten"], agreement.Signatures.OrderBy(one => one.Order).Select(one => one.TypedName));
        Assert.Contains("E18", await scenario.OwedAsync(Scenario.Facilitator));
        Assert.DoesNotContain("E18", await scenario.OwedAsync(Scenario.Lead));
        return SignedCopy.Write(agreement);
    }

    static Task<List<string>> ReadersAsync(Scenario scenario, Guid enrolment) => scenario.Product.ReadAsync(db =>
        (from step in db.Steps
         join person in db.People on step.ActorId equals person.Id
         where step.EnrolmentId == enrolment && step.State == StepState.Open && step.Kind == StepKind.Reading
         orderby person.Email
         select person.Email).ToListAsync(Cancellation));

    static Task<int> SentAsync(Scenario scenario, string email) => scenario.Product.ReadAsync(db =>
        db.Outbox.CountAsync(mail => mail.State == OutboxState.Sent && db.People.Any(person => person.Id == mail.PersonId && person.Email == email), Cancellation));
}
