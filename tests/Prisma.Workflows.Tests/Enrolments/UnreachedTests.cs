using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>A mail that is refused is no silence of whoever did not get it (domain.md §5.7).</summary>
public sealed class UnreachedTests
{
    const string Amina = "amina@reed.example", Asked = "PAR-1.2", Call = "unreached";

    [Theory, Databases]
    public async Task Whoever_gets_no_mails_is_called_and_nothing_counts_as_their_silence(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UnreachedAsync(scenario);
        var asked = await scenario.StepAsync(enrolment, Asked);
        var call = await scenario.StepAsync(enrolment, Call);

        Assert.Equal((StepKind.Task, "Reach Amina Reed another way: our mails do not arrive"), (call.Kind, call.Title));
        Assert.Contains("A mail to Amina Reed did not arrive (550 no such mailbox); Wren Alder is asked to reach them another way. Nothing counts as silence meanwhile.", await scenario.StoryAsync(enrolment));
        await scenario.AwakeUntilAsync(asked.DueAt.AddDays(40));

        var mails = scenario.Product.Mail.To(Scenario.Lead);
        Assert.Contains(mails, mail => mail.TextBody!.ReplaceLineEndings(" ").Contains("a mail to amina@reed.example did not arrive (550 no such mailbox)", StringComparison.Ordinal));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.True(await scenario.IsOpenAtAsync(enrolment, Asked));
        Assert.False(await scenario.IsOpenAsync(enrolment, $"{Asked}.call"));
        Assert.Single(await scenario.OwedAsync(Amina), mail => mail is "E02" or "E03" or "E04" or "E05");
        Assert.True(await scenario.IsOpenAsync(enrolment, $"{call.Key}.other"));
    }

    [Theory, Databases]
    public async Task Two_things_the_lead_should_know_of_one_passage_on_one_day_both_arrive(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);

        await scenario.Product.RunAsync<PassageCompanion>(async passages =>
        {
            var passage = (await passages.OfEnrolmentAsync(enrolment, Cancellation))!;
            passage.LetLeadKnow("The bridge is out");
            passage.LetLeadKnow("The boat is in");
            passage.LetLeadKnow("The boat is in");
        });

        Assert.Equal((1, 1), (await scenario.ToldTheLeadAsync("The bridge is out"), await scenario.ToldTheLeadAsync("The boat is in")));
    }

    [Theory, Databases]
    public async Task Once_they_were_reached_what_is_open_is_due_later_by_the_days_it_took(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UnreachedAsync(scenario);
        var asked = await scenario.StepAsync(enrolment, Asked);
        await scenario.AwakeUntilAsync(asked.DueAt.AddDays(40));
        var took = scenario.Product.Time.GetUtcNow() - (await scenario.StepAsync(enrolment, Call)).OpenedAt;
        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250 recorded"));

        await scenario.FinishAsync(enrolment, Call, "Her address is right again.");

        Assert.Equal(Zones.AddDays(asked.DueAt, took, "Europe/Lisbon"), (await scenario.StepAsync(enrolment, Asked)).DueAt);
        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, Asked)).DueAt.AddDays(10));
        Assert.Equal(["E03", "E04", "E05"], (await scenario.OwedAsync(Amina)).Where(mail => mail is "E03" or "E04" or "E05"));
        Assert.True(await scenario.IsOpenAsync(enrolment, $"{Asked}.call"));
    }

    [Theory, Databases]
    public async Task Who_was_asked_to_call_first_and_left_the_team_takes_no_days_with_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UnreachedAsync(scenario);
        var (asked, since) = (await scenario.StepAsync(enrolment, Asked), (await scenario.StepAsync(enrolment, Call)).OpenedAt);
        await scenario.PassAsync(TimeSpan.FromDays(5));
        await scenario.LeaveTeamAsync(Scenario.Lead);
        await scenario.PassAsync(TimeSpan.FromDays(2));
        var took = scenario.Product.Time.GetUtcNow() - since;

        await scenario.FinishAsync(enrolment, Call, "Her address is right again.");

        Assert.Equal(Zones.AddDays(asked.DueAt, took, "Europe/Lisbon"), (await scenario.StepAsync(enrolment, Asked)).DueAt);
    }

    [Theory, Databases]
    public async Task Where_nobody_can_reach_them_their_silence_counts_and_nobody_is_asked_to_call_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UnreachedAsync(scenario);

        await scenario.FinishAsync(enrolment, Call, "Nobody knows a number.", blocked: true);
        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, Asked)).DueAt.AddDays(31));

        Assert.False(await scenario.IsOpenAsync(enrolment, Call));
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
    }

    [Theory, Databases]
    public async Task Whoever_is_asked_to_call_reads_what_there_is_to_do(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var call = await scenario.StepAsync(await UnreachedAsync(scenario), Call);

        var view = await scenario.Product.CallAsync<ReadStep, StepView?>(read => read.ExecuteAsync(call.Id, call.ActorId, TestContext.Current.CancellationToken));

        Assert.Contains(view!.Task.Checklist, point => point.StartsWith("Can't be done: nobody reaches them", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_mail_that_came_back_later_is_told_by_hand(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.EnrolmentAsync(await scenario.ApplyAsync(Amina));
        var lead = await scenario.PersonIdAsync(Scenario.Lead);

        Assert.False(await ReturnedAsync(lead));
        Assert.True(await ReturnedAsync(enrolment.PersonId));
        Assert.False(await ReturnedAsync(enrolment.PersonId));

        Assert.True(await scenario.IsOpenAsync(enrolment.Id, Call));
        Assert.Contains("A mail to Amina Reed came back; Wren Alder is asked to reach them another way. Nothing counts as silence meanwhile.", await scenario.StoryAsync(enrolment.Id));

        Task<bool> ReturnedAsync(Guid person) => scenario.Product.RunAsync<ReachOtherwise, bool>(reach => reach.ExecuteAsync(enrolment.Id, person, TestContext.Current.CancellationToken));
    }

    /// <summary>Amina applies, and no mail to her is taken.</summary>
    static async Task<Guid> UnreachedAsync(Scenario scenario)
    {
        scenario.MailsMayFail = true;
        scenario.Product.Mail.Answer = mail => Task.FromResult<SendAnswer>(
            mail.To.Mailboxes.Any(to => to.Address == Amina) ? new SendAnswer.Refused("550 no such mailbox") : new SendAnswer.Accepted("250 recorded"));
        return await scenario.ApplyAsync(Amina);
    }
}
