using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Privacy;

/// <summary>What people told is theirs: they take it along, and it is forgotten when they wish or when its time is over.</summary>
public sealed class ForgetTests
{
    const string Words = "The river behind our house";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Who_wishes_to_be_deleted_is_nowhere_any_more_two_weeks_later(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        await LeaveAsync(scenario, enrolment, "delete");

        await ForgetAsync(scenario, TimeSpan.FromDays(13));
        Assert.Contains(Words, await EverythingAsync(scenario), StringComparison.Ordinal);
        await ForgetAsync(scenario, TimeSpan.FromDays(2));

        var left = await EverythingAsync(scenario);
        Assert.DoesNotContain(Words, left, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", left, StringComparison.Ordinal);
        Assert.DoesNotContain("amina@example.org", left, StringComparison.Ordinal);
        Assert.NotNull(await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, Cancellation)));
    }

    [Theory, Databases]
    public async Task Who_wishes_their_name_off_leaves_their_words(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await LeaveAsync(scenario, await ApplyAsync(scenario), "anonymise");

        await ForgetAsync(scenario, TimeSpan.FromDays(15));

        var left = await EverythingAsync(scenario);
        Assert.Contains(Words, left, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", left, StringComparison.Ordinal);
        Assert.DoesNotContain("amina@example.org", left, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_wishes_it_kept_is_kept_and_an_application_that_came_to_nothing_goes_after_six_months(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await LeaveAsync(scenario, await ApplyAsync(scenario), "keep");
        var refused = await scenario.ApplyAsync("bruno@example.org", "Bruno");
        await scenario.Product.ChangeAsync(db =>
        {
            var one = db.Enrolments.Single(enrolment => enrolment.Id == refused);
            (one.State, one.EndedAt, one.LiveKey) = (EnrolmentState.Declined, scenario.Product.Time.GetUtcNow(), null);
        });

        await ForgetAsync(scenario, TimeSpan.FromDays(180));
        Assert.Contains("Bruno", await EverythingAsync(scenario), StringComparison.Ordinal);
        await ForgetAsync(scenario, TimeSpan.FromDays(10));

        var left = await EverythingAsync(scenario);
        Assert.DoesNotContain("Bruno", left, StringComparison.Ordinal);
        Assert.Contains(Words, left, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_copy_restored_from_before_the_wish_is_asked_it_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        var wishes = scenario.Product.Services.GetRequiredService<WishFile>();
        await wishes.RememberAsync([new Wish(enrolment, "delete", scenario.Product.Time.GetUtcNow().AddDays(-15))], Cancellation);

        await ForgetAsync(scenario, TimeSpan.FromMinutes(1));

        Assert.Equal(EnrolmentState.Withdrawn, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.DoesNotContain(Words, await EverythingAsync(scenario), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_somebody_takes_along_holds_what_they_told_and_nothing_that_others_said(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent", ["note"] = "A quiet one." });
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;

        var data = (await scenario.Product.RunAsync<ReadOwnData, JsonObject>(read => read.ExecuteAsync(person, Cancellation))).ToJsonString();

        Assert.Contains(Words, data, StringComparison.Ordinal);
        Assert.Contains("amina@example.org", data, StringComparison.Ordinal);
        Assert.DoesNotContain("A quiet one", data, StringComparison.Ordinal);
    }

    static async Task<Guid> ApplyAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync("amina@example.org");
        await scenario.SubmitAsync(enrolment, "PAR-1.2", new JsonObject { ["track"] = "developer", ["attend"] = "all", ["covenant"] = true, ["why"] = $"{Words} has changed." });
        return enrolment;
    }

    static async Task LeaveAsync(Scenario scenario, Guid enrolment, string data)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(enrolment, person, "", data, Cancellation)));
    }

    static async Task ForgetAsync(Scenario scenario, TimeSpan later)
    {
        await scenario.PassAsync(later);
        await scenario.Product.Services.GetRequiredService<ForgetDue>().ExecuteAsync(Cancellation);
    }

    /// <summary>Every row that could hold somebody's words or name.</summary>
    static Task<string> EverythingAsync(Scenario scenario) => scenario.Product.ReadAsync(async db => JsonSerializer.Serialize(new object[]
    {
        await db.People.ToListAsync(Cancellation),
        await db.Steps.ToListAsync(Cancellation),
        await db.Instances.ToListAsync(Cancellation),
        await db.ActivityLog.ToListAsync(Cancellation),
        await db.ReviewResponses.ToListAsync(Cancellation),
        await db.Contributions.ToListAsync(Cancellation),
        await db.Enrolments.Select(one => one.EndingReason).ToListAsync(Cancellation),
        await db.Audit.Select(entry => entry.Actor + entry.Sentence).ToListAsync(Cancellation),
        await db.Outbox.Where(mail => mail.EnrolmentId != null).Select(mail => mail.Facts).ToListAsync(Cancellation),
    }));
}
