using Prisma.Workflows.Tensions;

namespace Prisma.Workflows.Tests.Tensions;

/// <summary>What pulls is brought to a circle and answered within seven days.</summary>
public sealed class TensionTests
{
    [Theory, Databases]
    public async Task The_circles_facilitator_answers_and_who_brought_it_is_told(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var tension = await BringAsync(scenario, "stewards");
        Assert.Equal(tension.Id, (await BringAsync(scenario, "stewards")).Id);
        Assert.Equal(["E74"], await scenario.OwedAsync("dela@orrin.example"));

        var notAsked = await AnswerAsync(scenario, tension.Id, Scenario.Lead);
        Assert.Contains("somebody else was asked", notAsked.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.True((await AnswerAsync(scenario, tension.Id, "dela@orrin.example")).IsDone);
        await scenario.WorkAsync();

        Assert.Equal("E75", (await scenario.OwedAsync("amina@example.org"))[^1]);
        Assert.False((await AnswerAsync(scenario, tension.Id, "dela@orrin.example")).IsDone);
        await PassAsync(scenario, TimeSpan.FromDays(8));
        Assert.Equal(["E74"], await scenario.OwedAsync("dela@orrin.example"));
    }

    [Theory, Databases]
    public async Task Unanswered_it_is_reminded_of_once_and_then_goes_to_the_lead(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var tension = await BringAsync(scenario, "stewards");

        await PassAsync(scenario, TimeSpan.FromDays(4));
        Assert.Equal(["E74"], await scenario.OwedAsync("dela@orrin.example"));
        await PassAsync(scenario, TimeSpan.FromDays(2));
        await PassAsync(scenario, TimeSpan.FromHours(1));
        Assert.Equal(["E74", "E74"], await scenario.OwedAsync("dela@orrin.example"));

        await PassAsync(scenario, TimeSpan.FromDays(2));
        await PassAsync(scenario, TimeSpan.FromDays(9));
        Assert.Equal(1, (await scenario.OwedAsync(Scenario.Lead)).Count(mail => mail == "E74"));
        Assert.True((await AnswerAsync(scenario, tension.Id, Scenario.Lead)).IsDone);
    }

    [Theory, Databases]
    public async Task Nobody_answers_their_own_and_a_circle_of_nobody_is_the_leads(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var lead = await scenario.PersonIdAsync(Scenario.Lead);

        Assert.Equal(lead, (await BringAsync(scenario, "network")).AnswererId);
        Assert.NotEqual(lead, (await BringAsync(scenario, "facilitators", Scenario.Lead)).AnswererId);
    }

    [Theory, Databases]
    public async Task Whose_it_is_only_the_answerer_sees_where_it_was_not_brought_by_name(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        await BringAsync(scenario, "stewards");

        Assert.Equal("Amina Reed, who is not to be named", (await ListAsync(scenario, "dela@orrin.example")).From);
        Assert.Equal("somebody who did not want to be named", (await ListAsync(scenario, Scenario.Lead)).From);
        Assert.DoesNotContain(await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Story.StartsWith("event:")).Select(entry => entry.Sentence).ToListAsync(Cancellation)), one => one.Contains("Amina", StringComparison.Ordinal));
    }

    static async Task<Scenario> StartAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("dela@orrin.example", "Dela", Part.StewardDelegate);
        await scenario.ApplyAsync("amina@example.org");
        await scenario.Product.ChangeAsync(db =>
        {
            foreach (var member in db.TeamMembers.ToList())
            {
                db.RoleGrants.Add(new RoleGrant { PersonId = member.PersonId, Role = member.Part == Part.StewardDelegate ? Role.Steward : Role.Facilitator, GrantedAt = Product.Beginning });
            }
        });
        return scenario;
    }

    static async Task<Tension> BringAsync(Scenario scenario, string circle, string by = "amina@example.org")
    {
        var person = await scenario.PersonIdAsync(by);
        var enrolment = await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.PersonId == person).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(Cancellation));
        var said = new JsonObject { ["what"] = "Decisions fall after I have gone home.", ["effect"] = "I hear of them a day late.", ["wish"] = "Before supper.", ["circle"] = circle, ["by_name"] = "no" };
        return (await scenario.WorkAfterAsync(scenario.Product.RunAsync<RaiseTension, Outcome<Tension>>(raise => raise.ExecuteAsync(scenario.EventId, person, enrolment, said, Cancellation)))).Value!;
    }

    static async Task<Outcome<Tension>> AnswerAsync(Scenario scenario, Guid tension, string by)
    {
        var actor = new Actor(await scenario.PersonIdAsync(by), by);
        return await scenario.Product.RunAsync<AnswerTension, Outcome<Tension>>(answer => answer.ExecuteAsync(tension, "Let us decide before supper.", actor, Cancellation));
    }

    static async Task<TensionLine> ListAsync(Scenario scenario, string reader)
    {
        var id = await scenario.PersonIdAsync(reader);
        return Assert.Single(await scenario.Product.RunAsync<ListTensions, IReadOnlyList<TensionLine>>(list => list.ExecuteAsync(scenario.EventId, id, false, Cancellation)));
    }

    static async Task PassAsync(Scenario scenario, TimeSpan span)
    {
        scenario.Product.Time.Advance(span);
        await scenario.Product.RunAsync<WatchTensions>(watch => watch.ExecuteAsync(Cancellation));
        await scenario.WorkAsync();
    }
}
