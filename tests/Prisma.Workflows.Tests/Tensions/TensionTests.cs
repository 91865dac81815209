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
        Assert.DoesNotContain("E74", await scenario.OwedAsync(Scenario.Lead));
        Assert.Contains(await scenario.Product.ReadAsync(db => db.Audit.Select(entry => entry.Sentence).ToListAsync(Cancellation)), one => one.EndsWith("answered a tension brought to the stewards.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Pacific/Auckland", 20, "Friday 19 March 2027")]
    [InlineData("America/Los_Angeles", 3, "Wednesday 17 March 2027")]
    public async Task The_day_until_which_an_answer_is_asked_for_is_one_of_their_own_calendar(string zone, int hour, string day)
    {
        await using var scenario = await StartAsync(DatabaseProvider.Sqlite);
        await scenario.Product.ChangeAsync(db => db.People.Single(person => person.Email == "dela@orrin.example").TimeZone = zone);
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 3, 11, hour, 0, 0, TimeSpan.Zero));

        await BringAsync(scenario, "stewards");

        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E74").Select(mail => mail.Facts).SingleAsync(Cancellation));
        Assert.Equal(day, JsonNode.Parse(facts)!["tension"]!["due"]!.ToString());
    }

    [Theory, Databases]
    public async Task What_was_answered_may_be_brought_again_and_the_same_words_to_another_circle_are_another_tension(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var first = await BringAsync(scenario, "stewards");

        Assert.NotEqual(first.Id, (await BringAsync(scenario, "facilitators")).Id);
        await AnswerAsync(scenario, first.Id, "dela@orrin.example");
        Assert.NotEqual(first.Id, (await BringAsync(scenario, "stewards")).Id);
    }

    [Theory, Databases]
    public async Task An_answer_has_words_and_not_too_many(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var tension = await BringAsync(scenario, "stewards");

        Assert.Equal("answer", Assert.Single((await AnswerAsync(scenario, tension.Id, "dela@orrin.example", " ")).Problems).Key);
        Assert.Equal("answer", Assert.Single((await AnswerAsync(scenario, tension.Id, "dela@orrin.example", new string('a', 2001))).Problems).Key);
        Assert.True((await AnswerAsync(scenario, tension.Id, "dela@orrin.example", new string('a', 2000))).IsDone);
    }

    [Theory, Databases]
    public async Task After_days_of_silence_of_the_machine_it_goes_to_the_next_once_who_has_two_days(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        await BringAsync(scenario, "stewards");

        await PassAsync(scenario, TimeSpan.FromDays(20));
        var now = scenario.Product.Time.GetUtcNow();
        await PassAsync(scenario, TimeSpan.FromHours(1));

        var line = await ListAsync(scenario, Scenario.Lead);
        Assert.Equal((true, now.AddDays(2)), (line.IsMine, line.Tension.DueAt));
        Assert.Equal(1, (await scenario.OwedAsync(Scenario.Lead)).Count(mail => mail == "E74"));
        Assert.Equal(["E74"], await scenario.OwedAsync("dela@orrin.example"));
    }

    [Theory, Databases]
    public async Task Unanswered_it_is_never_passed_on_to_who_brought_it(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var tension = await BringAsync(scenario, "stewards", Scenario.Lead);
        Assert.True((await ListAsync(scenario, "dela@orrin.example")).IsMine);

        await PassAsync(scenario, TimeSpan.FromDays(8));

        Assert.True((await ListAsync(scenario, Scenario.Facilitator)).IsMine);
        Assert.False((await AnswerAsync(scenario, tension.Id, Scenario.Lead)).IsDone);
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
    public async Task Whoever_was_asked_and_left_the_team_hands_it_to_the_lead_at_once(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var tension = await BringAsync(scenario, "stewards");
        await scenario.Product.ChangeAsync(db => db.TeamMembers.RemoveRange(db.TeamMembers.Where(member => member.Person.Email == "dela@orrin.example")));

        await PassAsync(scenario, TimeSpan.FromHours(1));
        await PassAsync(scenario, TimeSpan.FromHours(1));

        Assert.Equal(1, (await scenario.OwedAsync(Scenario.Lead)).Count(mail => mail == "E74"));
        Assert.True((await AnswerAsync(scenario, tension.Id, Scenario.Lead)).IsDone);
    }

    [Theory, Databases]
    public async Task Nobody_answers_their_own_and_a_circle_of_nobody_is_the_leads(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var lead = await scenario.PersonIdAsync(Scenario.Lead);

        Assert.Equal(lead, (await BringAsync(scenario, "network")).AnswererId);
        Assert.Equal(lead, (await BringAsync(scenario, "cohort")).AnswererId);
        Assert.NotEqual(lead, (await BringAsync(scenario, "facilitators", Scenario.Lead)).AnswererId);
    }

    [Theory, Databases]
    public async Task Each_circle_answers_for_itself_before_the_lead_does(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        await JoinAsync(scenario, "nadia@orrin.example", "Nadia", Part.Network);
        await JoinAsync(scenario, "elin@orrin.example", "Elin", Part.Enrolment);
        await JoinAsync(scenario, "hugo@orrin.example", "Hugo", Part.HubLead);

        Assert.Equal(await scenario.PersonIdAsync("nadia@orrin.example"), (await BringAsync(scenario, "network")).AnswererId);
        Assert.Equal(await scenario.PersonIdAsync("elin@orrin.example"), (await BringAsync(scenario, "cohort")).AnswererId);
        Assert.Equal(await scenario.PersonIdAsync("hugo@orrin.example"), (await BringAsync(scenario, "hub")).AnswererId);
        Assert.Equal(await scenario.PersonIdAsync(Scenario.Lead), (await BringAsync(scenario, "facilitators")).AnswererId);
    }

    [Theory, Databases]
    public async Task The_open_ones_stand_first_by_their_day_and_who_brought_some_may_see_only_theirs(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var answered = await BringAsync(scenario, "stewards");
        await AnswerAsync(scenario, answered.Id, "dela@orrin.example");
        scenario.Product.Time.Advance(TimeSpan.FromDays(1));
        var named = await BringAsync(scenario, "stewards", Scenario.Facilitator, byName: true);
        scenario.Product.Time.Advance(TimeSpan.FromDays(1));
        var later = await BringAsync(scenario, "stewards");

        var lines = await LinesAsync(scenario, "dela@orrin.example");
        Assert.Equal([named.Id, later.Id, answered.Id], lines.Select(line => line.Tension.Id));
        Assert.Equal([true, true, false], lines.Select(line => line.IsMine));
        Assert.Equal("Sol Marten", lines[0].From);
        Assert.Equal([named.Id, later.Id], (await OpenForAsync(scenario, "dela@orrin.example")).Select(line => line.Tension.Id));

        var own = await LinesAsync(scenario, "amina@example.org", onlyOwn: true);
        Assert.Equal([later.Id, answered.Id], own.Select(line => line.Tension.Id));
        Assert.All(own, line => Assert.Equal("you, without your name", line.From));
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
        await scenario.ApplyAsync("amina@example.org");
        await JoinAsync(scenario, "dela@orrin.example", "Dela", Part.StewardDelegate);
        return scenario;
    }

    /// <summary>Everybody of the team can sign in, so that they can answer.</summary>
    static async Task JoinAsync(Scenario scenario, string email, string firstName, Part part)
    {
        await scenario.JoinAsync(email, firstName, part);
        await scenario.Product.ChangeAsync(db =>
        {
            foreach (var member in db.TeamMembers.Where(member => !db.RoleGrants.Any(grant => grant.PersonId == member.PersonId)).ToList())
            {
                db.RoleGrants.Add(new RoleGrant { PersonId = member.PersonId, Role = member.Part == Part.StewardDelegate ? Role.Steward : Role.Facilitator, GrantedAt = Product.Beginning });
            }
        });
    }

    static async Task<Tension> BringAsync(Scenario scenario, string circle, string by = "amina@example.org", bool byName = false)
    {
        var person = await scenario.PersonIdAsync(by);
        var enrolment = await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.PersonId == person).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(Cancellation));
        var said = new JsonObject { ["what"] = "Decisions fall after I have gone home.", ["effect"] = "I hear of them a day late.", ["wish"] = "Before supper.", ["circle"] = circle, ["by_name"] = byName ? "yes" : "no" };
        return (await scenario.WorkAfterAsync(scenario.Product.RunAsync<RaiseTension, Outcome<Tension>>(raise => raise.ExecuteAsync(scenario.EventId, person, enrolment, said, Cancellation)))).Value!;
    }

    static async Task<Outcome<Tension>> AnswerAsync(Scenario scenario, Guid tension, string by, string words = "Let us decide before supper.")
    {
        var actor = new Actor(await scenario.PersonIdAsync(by), by);
        return await scenario.Product.RunAsync<AnswerTension, Outcome<Tension>>(answer => answer.ExecuteAsync(tension, words, actor, Cancellation));
    }

    static async Task<TensionLine> ListAsync(Scenario scenario, string reader) => Assert.Single(await LinesAsync(scenario, reader));

    static async Task<IReadOnlyList<TensionLine>> LinesAsync(Scenario scenario, string reader, bool onlyOwn = false)
    {
        var id = await scenario.PersonIdAsync(reader);
        return await scenario.Product.RunAsync<ListTensions, IReadOnlyList<TensionLine>>(list => list.ExecuteAsync(scenario.EventId, id, onlyOwn, Cancellation));
    }

    static async Task<IReadOnlyList<TensionLine>> OpenForAsync(Scenario scenario, string answerer)
    {
        var id = await scenario.PersonIdAsync(answerer);
        return await scenario.Product.RunAsync<ListTensions, IReadOnlyList<TensionLine>>(list => list.OpenForAsync(id, Cancellation));
    }

    static async Task PassAsync(Scenario scenario, TimeSpan span)
    {
        scenario.Product.Time.Advance(span);
        await scenario.Product.RunAsync<WatchTensions>(watch => watch.ExecuteAsync(Cancellation));
        await scenario.WorkAsync();
    }
}
