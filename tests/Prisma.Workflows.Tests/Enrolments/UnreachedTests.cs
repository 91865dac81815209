using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>A mail that is refused is no silence of whoever did not get it (domain.md §5.7).</summary>
public sealed class UnreachedTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task Whoever_gets_no_mails_is_called_and_loses_nothing_until_somebody_reached_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Product.Mail.Answer = mail => Task.FromResult<SendAnswer>(
            mail.To.Mailboxes.Any(to => to.Address == Amina) ? new SendAnswer.Refused("550 no such mailbox") : new SendAnswer.Accepted("250 recorded"));
        var enrolment = await scenario.ApplyAsync(Amina);
        var asked = await scenario.StepAsync(enrolment, "PAR-1.2");

        var task = await scenario.StepAsync(enrolment, "unreached");
        Assert.Equal((StepKind.Task, "Call, don’t mail: Amina Reed does not get our mails"), (task.Kind, task.Title));
        Assert.Contains("A mail to Amina Reed did not arrive (550 no such mailbox); Wren Alder is asked to call. Nothing counts as silence meanwhile.", await scenario.StoryAsync(enrolment));
        await scenario.AwakeUntilAsync(asked.DueAt.AddDays(40));
        Assert.Contains("550 no such mailbox", scenario.Product.Mail.To(Scenario.Lead)[0].TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal((EnrolmentState.Active, true), ((await scenario.EnrolmentAsync(enrolment)).State, await scenario.IsOpenAtAsync(enrolment, "PAR-1.2")));
        Assert.False(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));

        scenario.Product.Mail.Answer = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250 recorded"));
        await scenario.SubmitAsync(enrolment, "unreached", []);
        await scenario.AwakeUntilAsync(asked.DueAt.AddDays(45));
        Assert.NotEmpty(scenario.Product.Mail.To(Amina));
        Assert.NotEqual(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);

        foreach (var id in await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Failed).Select(mail => mail.Id).ToListAsync()))
        {
            Assert.True(await scenario.Product.RunAsync<ResendMail, bool>(decide => decide.LetBeAsync(id, "Rosa", TestContext.Current.CancellationToken)));
        }

        Assert.Contains("Rosa let the mail E01 be, although its delivery had failed.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Whoever_leads_is_told_that_somebody_stepped_out_and_not_asked_for_an_answer(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.EnrolmentAsync(await scenario.ApplyAsync(Amina));

        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(
            withdraw => withdraw.ExecuteAsync(enrolment.Id, enrolment.PersonId, "", "keep", TestContext.Current.CancellationToken)));

        var told = scenario.Product.Mail.To(Scenario.Lead)[^1].TextBody!;
        Assert.Contains("Amina Reed has stepped out", told, StringComparison.Ordinal);
        Assert.Contains("Look at it: ", told, StringComparison.Ordinal);
        Assert.Contains("nobody waits for an answer", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Please look at it by", told, StringComparison.Ordinal);
        Assert.DoesNotContain("gone quiet", told, StringComparison.Ordinal);
    }
}
