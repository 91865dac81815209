using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Privacy;

namespace Prisma.Workflows.Tests.Privacy;

/// <summary>What people told is theirs: they take it along, and it is forgotten when they wish or when its time is over.</summary>
public sealed class ForgetTests
{
    const string Words = "The river behind our house";

    [Theory, Databases]
    public async Task Who_wishes_to_be_deleted_is_nowhere_any_more_two_weeks_later(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        await scenario.Product.ChangeAsync(db => db.People.Single(person => person.Email == "amina@example.org").RestDays = [DayOfWeek.Saturday]);
        await LeaveAsync(scenario, enrolment, "delete");

        await ForgetAsync(scenario, TimeSpan.FromDays(13));
        Assert.Contains(Words, await EverythingAsync(scenario), StringComparison.Ordinal);
        await ForgetAsync(scenario, TimeSpan.FromDays(2));

        var left = await EverythingAsync(scenario);
        Assert.DoesNotContain(Words, left, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", left, StringComparison.Ordinal);
        Assert.DoesNotContain("amina@example.org", left, StringComparison.Ordinal);
        Assert.DoesNotContain(await scenario.Product.ReadAsync(db => db.People.ToListAsync(Cancellation)), person => person.RestDays.Count > 0);
        Assert.NotNull(await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, Cancellation)));
    }

    [Theory, Databases]
    public async Task With_a_passage_go_the_names_of_those_it_named_but_for_who_is_elsewhere_too_or_wants_news(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        var other = await scenario.ApplyAsync("bruno@example.org", "Bruno");
        await scenario.Product.ChangeAsync(db =>
        {
            var amina = db.People.Single(person => person.Email == "amina@example.org");
            var (olga, pavo, nuria) = (Some.Person("olga@example.org", "Olga"), Some.Person("pavo@example.org", "Pavo"), Some.Person("nuria@example.org", "Nuria"));
            nuria.WantsNews = true;
            db.People.AddRange(olga, pavo, nuria);
            foreach (var (passage, person) in new[] { (enrolment, amina), (enrolment, olga), (enrolment, pavo), (enrolment, nuria), (other, pavo) })
            {
                db.Contacts.Add(new Contact { EnrolmentId = passage, PersonId = person.Id, Part = "guardian" });
            }
        });
        await LeaveAsync(scenario, enrolment, "delete");

        await ForgetAsync(scenario, TimeSpan.FromDays(15));

        string[] all = ["Amina", "Bruno", "Nuria", "Olga", "Pavo"];
        Assert.Equal(["Bruno", "Nuria", "Pavo"], (await scenario.Product.ReadAsync(db => db.People.Select(person => person.FirstName).ToListAsync(Cancellation))).Intersect(all).Order());
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
    public async Task Who_puts_the_next_event_first_is_kept_for_twelve_months(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var deferred = await scenario.ApplyAsync("bruno@example.org", "Bruno");
        await scenario.Product.ChangeAsync(db =>
        {
            var one = db.Enrolments.Single(enrolment => enrolment.Id == deferred);
            (one.State, one.EndedAt, one.LiveKey, one.EndingReason) = (EnrolmentState.Declined, scenario.Product.Time.GetUtcNow(), null, Enrolment.NextEvent);
        });

        await ForgetAsync(scenario, TimeSpan.FromDays(360));
        Assert.Contains("Bruno", await EverythingAsync(scenario), StringComparison.Ordinal);
        await ForgetAsync(scenario, TimeSpan.FromDays(10));

        Assert.DoesNotContain("Bruno", await EverythingAsync(scenario), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Whoever_was_refused_and_asks_to_have_it_kept_is_kept_as_the_mail_promised(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var refused = await scenario.ApplyAsync("bruno@example.org", "Bruno");
        await scenario.Product.ChangeAsync(db =>
        {
            var one = db.Enrolments.Single(enrolment => enrolment.Id == refused);
            (one.State, one.EndedAt, one.LiveKey) = (EnrolmentState.Declined, scenario.Product.Time.GetUtcNow(), null);
        });
        await WishAsync(scenario, refused, "keep");

        await ForgetAsync(scenario, TimeSpan.FromDays(400));

        Assert.Contains("Bruno", await EverythingAsync(scenario), StringComparison.Ordinal);
        await WishAsync(scenario, refused, "delete");
        await ForgetAsync(scenario, TimeSpan.FromDays(15));
        Assert.DoesNotContain("Bruno", await EverythingAsync(scenario), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_a_refused_person_told_is_deleted_on_the_day_that_the_refusal_names_and_not_before(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        var no = new JsonObject { ["response"] = "decline", ["reason_class"] = "dates", ["gift_seen"] = "a way with rivers" };
        await scenario.ReadAsync(enrolment, "PAR-1.3", no);
        await scenario.ReadAsync(enrolment, "PAR-1.3", (JsonObject)no.DeepClone());
        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E51").Select(mail => mail.Facts).SingleAsync(Cancellation));
        var said = DateTimeOffset.Parse(JsonNode.Parse(facts)!["decision"]!["delete_on"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

        await ForgetAsync(scenario, said - scenario.Product.Time.GetUtcNow());
        Assert.Contains(Words, await EverythingAsync(scenario), StringComparison.Ordinal);
        await ForgetAsync(scenario, TimeSpan.FromDays(1));

        Assert.DoesNotContain(Words, await EverythingAsync(scenario), StringComparison.Ordinal);
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
    public async Task A_restored_copy_is_asked_the_wish_that_was_said_last(DatabaseProvider provider) =>
        Assert.DoesNotContain(Words, await RestoredAsync(provider, "anonymise", "delete"), StringComparison.Ordinal);

    [Theory, Databases]
    public async Task Who_thought_again_and_wished_to_be_kept_is_kept_in_a_restored_copy_too(DatabaseProvider provider) =>
        Assert.Contains(Words, await RestoredAsync(provider, "delete", "keep"), StringComparison.Ordinal);

    [Theory, Databases]
    public async Task Who_was_refused_and_wished_to_be_kept_is_kept_in_a_restored_copy_too(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        await scenario.Product.ChangeAsync(db =>
        {
            var refused = db.Enrolments.Single(one => one.Id == enrolment);
            (refused.State, refused.EndedAt) = (EnrolmentState.Declined, scenario.Product.Time.GetUtcNow());
        });
        var wish = new Wish(enrolment, "keep", scenario.Product.Time.GetUtcNow());
        await scenario.Product.Services.GetRequiredService<WishFile>().RememberAsync([wish], Cancellation);

        await ForgetAsync(scenario, TimeSpan.FromDays(200));

        Assert.Contains(Words, await EverythingAsync(scenario), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_should_be_done_with_it_is_said_by_whoever_told_it_and_once_their_passage_has_ended(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        var amina = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        var lead = await scenario.PersonIdAsync(Scenario.Lead);

        Assert.False(await SaysAsync(scenario, enrolment, amina, "delete"));
        await LeaveAsync(scenario, enrolment, "keep");
        Assert.False(await SaysAsync(scenario, enrolment, lead, "delete"));
        Assert.False(await SaysAsync(scenario, enrolment, amina, "publish"));

        Assert.Equal("keep", (await WishAsync(scenario, enrolment)).What);
        Assert.True(await SaysAsync(scenario, enrolment, amina, "delete"));
    }

    [Fact]
    public async Task A_line_that_a_power_cut_tore_takes_no_other_wish_along()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var wishes = product.Services.GetRequiredService<WishFile>();
        Wish before = new(Guid.CreateVersion7(), "delete", product.Time.GetUtcNow()), after = new(Guid.CreateVersion7(), "anonymise", product.Time.GetUtcNow());
        await wishes.RememberAsync([before], Cancellation);
        await File.AppendAllTextAsync(Path.Combine(product.DataFolder, "wishes.jsonl"), "\n{\"EnrolmentId\":\"0192", Cancellation);

        await wishes.RememberAsync([before, after], Cancellation);

        Assert.Equal([before, after], await wishes.ReadAsync(Cancellation));
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

    /// <summary>All that is kept two weeks after a copy from before somebody thought again was restored.</summary>
    static async Task<string> RestoredAsync(DatabaseProvider provider, string before, string after)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ApplyAsync(scenario);
        await LeaveAsync(scenario, enrolment, before);
        await ForgetAsync(scenario, TimeSpan.FromDays(1));
        var backup = await WishAsync(scenario, enrolment);
        await WishAsync(scenario, enrolment, after);
        await ForgetAsync(scenario, TimeSpan.FromDays(1));
        await RestoreAsync(scenario, enrolment, backup);
        await ForgetAsync(scenario, TimeSpan.FromDays(15));
        return await EverythingAsync(scenario);
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

    static Task<(string What, DateTimeOffset? At)> WishAsync(Scenario scenario, Guid enrolment) => scenario.Product.ReadAsync(async db =>
    {
        var one = await db.Enrolments.SingleAsync(one => one.Id == enrolment, Cancellation);
        return (one.DataWish, one.DataWishAt);
    });

    static async Task WishAsync(Scenario scenario, Guid enrolment, string data)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        Assert.True(await SaysAsync(scenario, enrolment, person, data));
    }

    static Task<bool> SaysAsync(Scenario scenario, Guid enrolment, Guid person, string data) =>
        scenario.Product.RunAsync<WishForData, bool>(wish => wish.ExecuteAsync(enrolment, new Actor(person, "Amina"), data, Cancellation));

    /// <summary>As a copy of the database from that day has it.</summary>
    static Task RestoreAsync(Scenario scenario, Guid enrolment, (string What, DateTimeOffset? At) wish) => scenario.Product.ChangeAsync(db =>
    {
        var one = db.Enrolments.Single(one => one.Id == enrolment);
        (one.DataWish, one.DataWishAt) = wish;
    });

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
