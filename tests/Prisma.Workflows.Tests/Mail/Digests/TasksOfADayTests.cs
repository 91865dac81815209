using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Tests.Mail.Digests;

/// <summary>One mail a day says that there are tasks (domain.md §5.7, E68), and every task is said by one.</summary>
public sealed class TasksOfADayTests
{
    [Theory, Databases]
    public async Task What_is_asked_after_the_days_mail_is_told_the_next_morning_in_one_mail_and_what_is_done_by_then_is_not(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await AskAsync("amina@example.org", "Amina");
        await scenario.PassAsync(TimeSpan.FromHours(3));
        var done = await AskAsync("bruno@example.org", "Bruno");
        await AskAsync("carla@example.org", "Carla");
        await AskAsync("dario@example.org", "Dario");
        Assert.Equal(["Amina"], Told());
        var (asked, lead) = (await scenario.StepAsync(done, "PAR-1.2"), await scenario.PersonIdAsync(Scenario.Lead));
        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(asked.Id, lead, true, Cancellation));

        await UntilAsync(day: 11, hour: 7);
        Assert.Equal(["Amina"], Told());
        await UntilAsync(day: 11, hour: 8);
        Assert.Equal(["Amina", "Carla"], Told());
        await AskAsync("elio@example.org", "Elio");
        Assert.Equal(["Amina", "Carla"], Told());
        await UntilAsync(day: 12, hour: 9);
        await UntilAsync(day: 13, hour: 9);

        Assert.Equal(["Amina", "Carla", "Elio"], Told());

        // Three days before they are due they are told of once more, all at once.
        await UntilAsync(day: 14, hour: 9);
        Assert.Equal(["Amina", "Carla", "Elio", "Amina"], Told());

        async Task<Guid> AskAsync(string email, string firstName)
        {
            var enrolment = await scenario.ApplyAsync(email, firstName);
            for (var time = 0; time < 2; time++)
            {
                await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
            }

            await scenario.PassAsync(TimeSpan.FromMinutes(1));
            return enrolment;
        }

        IEnumerable<string> Told() => scenario.Product.Mail.To(Scenario.Lead).Select(mail => mail.Subject!).Where(subject => subject.StartsWith("More time for ", StringComparison.Ordinal)).Select(subject => subject.Split(' ')[3]);

        Task UntilAsync(int day, int hour) => scenario.PassAsync(new DateTimeOffset(2027, 3, day, hour, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
    }
}
