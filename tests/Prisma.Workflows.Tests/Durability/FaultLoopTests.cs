using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Persistence.PostgreSql;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Tests.Durability;

/// <summary>The n-th commit, and separately the n-th mail, fails, for every n until a whole passage meets no fault; after each the invariants hold and the end is the same.</summary>
public sealed class FaultLoopTests
{
    const int FarTooMany = 500;

    [Theory, Databases]
    public Task Whatever_commit_is_lost_the_passage_ends_the_same(DatabaseProvider provider) => LoopOverCommitsAsync(provider, afterTheCommit: false);

    [Theory, Databases]
    public Task Whatever_answer_is_lost_after_its_commit_the_passage_ends_the_same(DatabaseProvider provider) => LoopOverCommitsAsync(provider, afterTheCommit: true);

    [Theory, Databases]
    public Task Whatever_mail_the_server_refuses_for_now_all_are_sent(DatabaseProvider provider) =>
        LoopOverMailsAsync(provider, new SendAnswer.TryLater("421 come back later", NobodyThere: true), OutboxState.Sent);

    [Theory, Databases]
    public Task Whatever_mail_the_line_breaks_after_one_is_flagged_and_none_goes_twice(DatabaseProvider provider) =>
        LoopOverMailsAsync(provider, new SendAnswer.Unknown("The line broke after DATA."), OutboxState.MaybeSent);

    static async Task LoopOverCommitsAsync(DatabaseProvider provider, bool afterTheCommit)
    {
        for (var n = 1; n < FarTooMany; n += StepOf(provider))
        {
            var cut = new PowerCut(afterTheCommit);
            await using var scenario = await Scenario.StartAsync(provider, capacity: 1, change: services => Intercept(services, cut));
            cut.StartCounting(n);
            var enrolment = await new StubbornPassage(scenario).WalkAsync();
            await AssertEndAsync(scenario, enrolment);
            if (!cut.HasStruck)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{n - 1} commits were lost, one at a time.");
                return;
            }
        }

        Assert.Fail("The passage never came to its end without a fault.");
    }

    static async Task LoopOverMailsAsync(DatabaseProvider provider, SendAnswer fault, OutboxState expected)
    {
        for (var n = 1; n < FarTooMany; n += StepOf(provider))
        {
            await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
            var calls = 0;
            scenario.Product.Mail.Answer = _ => Task.FromResult(++calls == n ? fault : new SendAnswer.Accepted("250 recorded"));
            var enrolment = await new StubbornPassage(scenario).WalkAsync();
            await AssertEndAsync(scenario, enrolment);
            var odd = await scenario.Product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.State == OutboxState.MaybeSent));
            Assert.Equal(calls >= n && expected == OutboxState.MaybeSent ? 1 : 0, odd);
            if (calls < n)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{n - 1} mails failed, one at a time.");
                return;
            }
        }

        Assert.Fail("The passage never came to its end without a fault.");
    }

    static async Task AssertEndAsync(Scenario scenario, Guid enrolment)
    {
        await Invariants.HoldAsync(scenario.Product);
        Assert.Equal("PAR-3", (await scenario.EnrolmentAsync(enrolment)).StageKey);
        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(enrolment));
        Assert.Equal(AgreementState.Active, await scenario.Product.ReadAsync(db => db.Agreements.Select(one => one.State).SingleAsync()));
        Assert.Equal(0, await scenario.Product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.State == OutboxState.Pending || mail.State == OutboxState.Sending)));
        var story = await scenario.StoryAsync(enrolment);
        Assert.Equal(story.Count, story.Distinct(StringComparer.Ordinal).Count());

        // Whichever mail was late, it was owed once; a second code and a fresh link are answers to second clicks.
        var owed = await scenario.Product.ReadAsync(db => (from mail in db.Outbox
                                                           join person in db.People on mail.PersonId equals person.Id
                                                           where person.Email == "amina@reed.example" && mail.Template != "E16c" && mail.Template != "E71"
                                                           select mail.Template).ToListAsync());
        Assert.Equal(["E01", "E02", "E16", "E18", "E46", "E47", "E48"], owed.Order(StringComparer.Ordinal));
    }

    static void Intercept(IServiceCollection services, PowerCut cut)
    {
        services.ConfigureDbContext<SqlitePrismaDbContext>(options => options.AddInterceptors(cut));
        services.ConfigureDbContext<PostgreSqlPrismaDbContext>(options => options.AddInterceptors(cut));
    }

    static int StepOf(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? 1 : 3;
}
