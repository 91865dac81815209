using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>HUB-1 of domain.md §7: screening by consent, with an objection on the way (acceptance scenarios 6, 7 and 8).</summary>
public sealed class HubPassageTests
{
    const string Maren = "maren@brook.example";

    static readonly JsonObject _consent = new() { ["response"] = "consent" };

    static readonly JsonObject _objection = new()
    {
        ["response"] = "object",
        [Objection.Harm] = "The neighbours have not been asked yet.",
        [Objection.Criterion] = "Rooted and trusted locally",
        [Objection.SafeEnough] = "A visit to the three nearest farms first.",
    };

    [Theory, Databases]
    public async Task A_hub_that_all_facilitators_consent_to_names_its_team(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_consent));
        Assert.True(await scenario.IsOpenAsync(hub, "HUB-1.4"));
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_consent));
        Assert.Equal(["E27", "E02"], (await scenario.OwedAsync(Maren))[^2..]);
        Assert.DoesNotContain("E14", await scenario.OwedAsync(Maren));
        Assert.Null(await LeadsToAsync(scenario, "E14", Scenario.Lead));

        var second = new JsonObject { ["name"] = "Piet Sedge", ["email"] = "piet@brook.example", ["role"] = "second" };
        await scenario.SubmitAsync(hub, "HUB-2.1", new JsonObject { ["team"] = new JsonArray(second) });

        var named = await scenario.Product.ReadAsync(db => db.Contacts.Where(contact => contact.EnrolmentId == hub).Select(contact => contact.Part + ": " + contact.Person.FirstName).SingleAsync());
        Assert.Equal("hub-second: Piet", named);
        await scenario.Product.RunAsync<PassageCompanion>(async passages =>
        {
            var passage = (await passages.OfEnrolmentAsync(hub, TestContext.Current.CancellationToken))!;
            passage.Owe("E30", passage.Enrolment.Contacts.Single().Person, "told");
        });
        Assert.StartsWith("/e/", await LeadsToAsync(scenario, "E30", "piet@brook.example"), StringComparison.Ordinal);
        Assert.True(await scenario.IsOpenAsync(hub, "HUB-2.2"));
    }

    [Theory, Databases]
    public async Task A_hub_that_was_told_not_this_time_comes_back_by_its_link_with_what_it_wrote_while_nobody_hosts(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await scenario.ReadAllAsync(hub, "HUB-1.4", new JsonObject { ["response"] = "decline", ["reason_class"] = "readiness" });
        Assert.Equal("true", await FactAsync(scenario, "E28h", "decision", "may_return"));
        var maren = (await scenario.EnrolmentAsync(hub)).PersonId;

        await scenario.ReachAsync(SignalNames.Hosted);
        Assert.StartsWith("Another house hosts", (await LookAsync()).Sentence, StringComparison.Ordinal);
        await scenario.Product.ChangeAsync(db => db.EventSignals.RemoveRange(db.EventSignals.Where(one => one.Name == SignalNames.Hosted)));
        Assert.True((await LookAsync()).IsAccepted);
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<ReEnter, Submission>(enter => enter.ExecuteAsync(hub, maren, Cancellation)));

        var again = await scenario.Product.ReadAsync(db => db.Enrolments.Include(one => one.Organisation).SingleAsync(one => one.LiveKey != null && one.PersonId == maren));
        Assert.Equal("Millrace Commons", again.Organisation!.Name);
        Assert.Contains("co-host", (await scenario.StepAsync(again.Id, "HUB-1.2")).Draft, StringComparison.Ordinal);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("Millrace Commons is still here and goes on"));

        async Task<Submission> LookAsync() => (await scenario.Product.RunAsync<ReEnter, Submission?>(look => look.LookAsync(hub, maren, Cancellation)))!;
    }

    [Theory, Databases]
    public async Task Scenario_06_Without_enough_voices_no_time_is_enough_and_with_them_the_gate_waits_two_days_for_an_objection(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_consent));
        await scenario.PassAsync(TimeSpan.FromHours(30));
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_consent));
        await scenario.PassAsync(TimeSpan.FromHours(17));
        Assert.True(await scenario.IsOpenAsync(hub, "HUB-1.4."));
        Assert.DoesNotContain("E27", await scenario.OwedAsync(Maren));

        await scenario.PassAsync(TimeSpan.FromHours(1));

        Assert.False(await scenario.IsOpenAsync(hub, "HUB-1.4."));
        Assert.Contains("E27", await scenario.OwedAsync(Maren));
    }

    [Theory, Databases]
    public async Task Scenario_06_One_objection_among_many_consents_opens_no_way_on(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await ObjectAsync(scenario, hub);
        await scenario.PassAsync(TimeSpan.FromDays(3));

        Assert.DoesNotContain("E27", await scenario.OwedAsync(Maren));
        Assert.Equal((1, true), await scenario.Product.ReadAsync(async db => (
            await db.ReviewResponses.CountAsync(response => response.Kind == ResponseKind.Object),
            await db.ReviewResponses.CountAsync(response => response.Kind == ResponseKind.Consent) > 1)));
        Assert.Equal(2, (await scenario.StepAsync(hub, "HUB-1.2")).Round);
    }

    [Theory, Databases]
    public async Task Whoever_joins_the_circle_after_it_was_asked_holds_nobody_up(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Facilitator);
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_consent));
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_consent));

        Assert.Contains("E27", await scenario.OwedAsync(Maren));
    }

    [Theory, Databases]
    public async Task Where_several_object_everybody_who_took_part_reads_each_objection(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_objection));
        var second = Copy(_objection);
        second[Objection.Harm] = "The mill's water rights are not settled.";
        await scenario.ReadAsync(hub, "HUB-1.4", second);

        var told = Assert.Single(scenario.Product.Mail.To(Scenario.Facilitator), mail => mail.Subject!.StartsWith("To work with: ", StringComparison.Ordinal)).TextBody!.ReplaceLineEndings(" ");
        Assert.Contains("In the words of those who raised them:", told, StringComparison.Ordinal);
        Assert.Contains("The neighbours have not been asked yet.", told, StringComparison.Ordinal);
        Assert.Contains("The mill's water rights are not settled.", told, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Scenario_07_An_objection_without_its_three_reasons_is_offered_as_a_concern_and_with_them_sends_the_questions_back(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        var condition = new JsonObject { ["what"] = "The mill agrees", ["who"] = "Ode Marsh", ["until"] = "2027-07-20" };
        await scenario.ReadAsync(hub, "HUB-1.4", new JsonObject { ["response"] = "consent", ["conditions"] = new JsonArray(condition) });
        var refused = await scenario.ReadAsync(hub, "HUB-1.4", new JsonObject { ["response"] = "object", [Objection.Harm] = "I just don't like it at all." });
        Assert.Equal(Objection.WhatIsMissing, refused.Sentence);

        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_objection));

        Assert.Equal(2, (await scenario.StepAsync(hub, "HUB-1.2")).Round);
        Assert.DoesNotContain("E13", await scenario.OwedAsync(Maren));
        Assert.Contains("The neighbours have not been asked yet.", await FactAsync(scenario, "E09", "review", "objections"), StringComparison.Ordinal);
        var asked = Assert.Single(scenario.Product.Mail.To(Maren), mail => mail.Subject!.StartsWith("To be changed: ", StringComparison.Ordinal)).TextBody!;
        Assert.Contains("The objection, in the words of whoever raised it:", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("wondered about", asked, StringComparison.Ordinal);
        Assert.Equal(0, await scenario.ToldTheLeadAsync("The mill agrees"));

        // Words of stewards that were published before E13 knew of several name one.
        Assert.Equal("The neighbours have not been asked yet.", await FactAsync(scenario, "E13", "review", "objection"));
        Assert.Equal("A visit to the three nearest farms first.", await FactAsync(scenario, "E13", "review", "safe_enough"));
        var told = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E13").Select(mail => mail.StepId).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.DoesNotContain(null, told);
        Assert.Contains(scenario.Product.Mail.To(Scenario.Facilitator), mail => mail.Subject!.StartsWith("To work with: Shall we look at this place together? (Millrace Commons)", StringComparison.Ordinal));

        // They have met already, and are read again once they have amended it.
        await scenario.SubmitAsync(hub, "HUB-1.2", new JsonObject { ["scope"] = "co-host" });
        Assert.True(await scenario.IsOpenAsync(hub, "HUB-1.4.2"));
        Assert.False(await scenario.IsOpenAtAsync(hub, "HUB-1.3"));
    }

    [Theory, Databases]
    public async Task Scenario_08_After_two_failed_rounds_the_steward_call_decides_with_a_reason_that_is_kept_and_told(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await ObjectAsync(scenario, hub);
        await scenario.SubmitAsync(hub, "HUB-1.2", new JsonObject { ["scope"] = "co-host" });
        Assert.InRange(await scenario.Product.ReadAsync(db => db.Reviews.Where(review => review.EnrolmentId == hub && review.Round == 2).Select(review => review.DueAt).SingleAsync()) - scenario.Product.Time.GetUtcNow(), TimeSpan.FromDays(8), TimeSpan.FromDays(9));
        await ObjectAsync(scenario, hub);

        Assert.Equal("edda@orrin.example", await scenario.ActorOfAsync(hub, "HUB-1.4s"));
        var silent = await scenario.FinishAsync(hub, "HUB-1.4s", "");
        Assert.Contains("Please write down why", silent.Sentence, StringComparison.Ordinal);
        Assert.True((await scenario.FinishAsync(hub, "HUB-1.4s", "The farms were visited; we try it for thirty days.")).IsAccepted);

        var kept = await scenario.Product.ReadAsync(db => db.Reviews.Where(review => review.EnrolmentId == hub).OrderBy(review => review.Round).Select(review => review.Outcome + ": " + review.Sentence).ToListAsync());
        Assert.Equal("Consented: After two rounds an objection was still open. The steward circle met and adopted it: The farms were visited; we try it for thirty days.", kept[^1]);
        Assert.StartsWith("Returned", kept[0], StringComparison.Ordinal);
        Assert.Contains(await scenario.StoryAsync(hub), sentence => sentence.EndsWith("we try it for thirty days.", StringComparison.Ordinal));
        var told = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E14" && db.People.Any(person => person.Id == mail.PersonId && person.Email == Scenario.Lead)).OrderBy(mail => mail.CreatedAt).Select(mail => mail.Facts).ToListAsync());
        Assert.Equal(["true", "false"], told.Select(facts => JsonNode.Parse(facts)!["review"]!["undecided"]!.ToJsonString()));
        Assert.True(await scenario.IsOpenAsync(hub, "HUB-2.1"));
    }

    [Theory, Databases]
    public async Task Whoever_stands_aside_as_something_ties_them_is_not_asked_again_and_whoever_was_away_is(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var nela = await scenario.HireAsync("Nela", Part.Enacting);
        var piet = await scenario.HireAsync("Piet", Part.Evaluating, nela);
        var hub = await UpToTheGateAsync(scenario);
        await AsideAsync(nela, "interest");
        await AsideAsync(piet, "absent");
        await ObjectAsync(scenario, hub);
        await scenario.SubmitAsync(hub, "HUB-1.2", new JsonObject { ["scope"] = "co-host" });

        var asked = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == hub && step.State == StepState.Open && step.Kind == StepKind.Reading).ToListAsync());
        Assert.All(asked, step => Assert.Equal("HUB-1.4.2", step.Key));
        Assert.Contains(piet.PersonId, asked.Select(step => step.ActorId));
        Assert.DoesNotContain(nela.PersonId, asked.Select(step => step.ActorId));

        async Task AsideAsync(TeamSeat seat, string why)
        {
            var step = await scenario.Product.ReadAsync(db => db.Steps.SingleAsync(one => one.EnrolmentId == hub && one.ActorId == seat.PersonId && one.State == StepState.Open && one.Kind == StepKind.Reading));
            await scenario.WorkAfterAsync(scenario.Product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(
                step.Id, seat.PersonId, new JsonObject { ["response"] = "stand-aside", ["aside_reason"] = why }, TestContext.Current.CancellationToken)));
        }
    }

    [Theory, Databases]
    public async Task What_the_steward_call_does_not_adopt_ends_with_its_reason_kept(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await ObjectAsync(scenario, hub);
        await scenario.SubmitAsync(hub, "HUB-1.2", new JsonObject { ["scope"] = "co-host" });
        await ObjectAsync(scenario, hub);

        await scenario.FinishAsync(hub, "HUB-1.4s", "The farms would carry the harm, and nobody asked them.", blocked: true);

        Assert.Equal("Declined", await scenario.Product.ReadAsync(db => db.Reviews.Where(review => review.EnrolmentId == hub && review.Round == 2).Select(review => review.Outcome).SingleAsync()));
        Assert.Equal(EnrolmentState.Declined, (await scenario.EnrolmentAsync(hub)).State);
        Assert.Equal("", await FactAsync(scenario, "E28h", "decision", "reason_in_words"));
        Assert.Contains("How it came to this: After two rounds an objection was still open. The steward circle met and did not adopt it: The farms would carry the harm", scenario.Product.Mail.To(Maren)[^1].TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_one_gate_asked_and_found_strong_is_not_told_as_that_of_the_next(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await UpToTheGateAsync(scenario);
        await AskAsync("HUB-1.4", "What do the farms say?", "a house that is open");
        await scenario.UntilAsync(hub, () => scenario.IsOpenAsync(hub, "HUB-2.5."), step => !step.Key.StartsWith("HUB-2.5", StringComparison.Ordinal));

        var readers = await AskAsync("HUB-2.5", "Who holds the key?", "");

        Assert.InRange(readers, 2, 9);
        Assert.Equal("", await FactAsync(scenario, "E09", "review", "strengths"));
        var asked = JsonNode.Parse(await FactAsync(scenario, "E09", "review", "questions"))!.AsArray().Select(question => question!["text"]!.ToString()).ToList();
        Assert.Equal(["Who holds the key?"], asked);
        var again = await scenario.StepAsync(hub, "HUB-2.2");
        Assert.Equal(asked, (await scenario.Product.Operations.ReadAsync<ReadStep, StepView?>(read => read.ExecuteAsync(again.Id, again.ActorId, TestContext.Current.CancellationToken)))!.AskedBack);

        async Task<int> AskAsync(string gate, string question, string strengths)
        {
            var readings = 0;
            for (; await scenario.IsOpenAsync(hub, $"{gate}."); readings++)
            {
                await scenario.ReadAsync(hub, gate, new JsonObject { ["response"] = "return", ["strengths"] = strengths, ["questions"] = new JsonArray(new JsonObject { ["text"] = question, ["capability"] = "open the house" }) });
            }

            return readings;
        }
    }

    [Theory, Databases]
    public async Task A_hub_that_may_not_call_its_own_events_yet_hears_of_it_once_and_with_the_reason(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.aligned", SignalNames.Goes, "case.published");
        var hub = await UpToTheGateAsync(scenario);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAsync(hub, "HUB-7.6."), step => !step.Key.StartsWith("HUB-7.6", StringComparison.Ordinal));
        var before = (await scenario.OwedAsync(Maren)).Count(mail => mail == "E14");
        await scenario.ReadAllAsync(hub, "HUB-7.6", new JsonObject { ["response"] = "decline", ["reason_class"] = "readiness" });
        Assert.Equal(before + 1, (await scenario.OwedAsync(Maren)).Count(mail => mail == "E14"));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("Wren Alder", scenario.Product.Mail.To(Scenario.Lead).Last(mail => mail.Subject!.StartsWith("Decided", StringComparison.Ordinal)).TextBody!, StringComparison.Ordinal);
        Assert.NotEqual("", await FactAsync(scenario, "E14", "review", "result_in_words"));
        Assert.False((await scenario.EnrolmentAsync(hub)).IsLive);
    }

    [Fact]
    public async Task Whoever_shows_interest_reads_what_is_asked_of_such_as_them()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await UpToTheGateAsync(scenario);
        await scenario.ApplyAsync("amina@reed.example");
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var (hub, participant) = (TextOf(Maren), TextOf("amina@reed.example"));

        Assert.Contains("What happens next: some questions about your place.", hub, StringComparison.Ordinal);
        Assert.Contains("What happens next: the application, which asks", participant, StringComparison.Ordinal);

        string TextOf(string email) => scenario.Product.Mail.To(email).First(mail => mail.Subject!.StartsWith("Thank you for answering", StringComparison.Ordinal)).TextBody!.ReplaceLineEndings(" ");
    }

    [Fact]
    public async Task Whoever_of_the_team_is_asked_for_a_form_reads_about_whom()
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync("hub.screened");
        var partner = await scenario.InviteAsync(Pathway.Partner, "Ferry Fund", "Cleo Fenn", "cleo@fenn.example");
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-1.3"), step => step.Key != "PTN-1.3");

        var task = await scenario.StepAsync(partner, "PTN-1.3");
        var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(task.Id, task.ActorId, TestContext.Current.CancellationToken));
        Assert.Equal("Why you'd stand beside this place", Assert.Single(view!.ToRead, one => one.FormId == "F-09").Title);

        var own = TextOf("cleo@fenn.example", "Why you'd stand beside this place");
        var team = TextOf(Scenario.Facilitator, "Looking closely");

        Assert.Contains("“Looking closely” (about Ferry Fund) is open for you now", team, StringComparison.Ordinal);
        Assert.DoesNotContain("we'll call you", team, StringComparison.Ordinal);
        Assert.Contains("“Why you'd stand beside this place” is open for you now", own, StringComparison.Ordinal);
        Assert.Contains("we'll call you", own, StringComparison.Ordinal);
        Assert.Contains(Scenario.Lead, own, StringComparison.Ordinal);

        string TextOf(string email, string subject) => scenario.Product.Mail.To(email).Last(mail => mail.Subject!.StartsWith(subject, StringComparison.Ordinal)).TextBody!;
    }

    /// <summary>They have no account, and sign for their own house: nobody tells them with whom.</summary>
    [Fact]
    public async Task Whoever_signs_second_for_a_hub_reads_a_mail_that_is_theirs()
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        var second = new Person { FirstName = "Tariq", LastName = "Wold", Email = "tariq@brook.example", TimeZone = "Europe/Lisbon", CreatedAt = scenario.Product.Time.GetUtcNow() };
        await scenario.Product.ChangeAsync(db => db.AddRange(second, new Contact { EnrolmentId = hub, PersonId = second.Id, Part = "hub-second" }));
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-3.4"), _ => true);
        Assert.True((await scenario.SignAsync(hub, "HUB-3.4")).IsAccepted);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        var mail = scenario.Product.Mail.To(second.Email).Last(one => one.Subject!.StartsWith("To read and sign: Hub hosting", StringComparison.Ordinal));

        Assert.DoesNotContain("with Millrace Commons", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("because you speak for Millrace Commons", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Choose your mails: ", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Step out: ", mail.TextBody, StringComparison.Ordinal);
    }

    /// <summary>What somebody's last mail of a kind is filled with.</summary>
    static async Task<string> FactAsync(Scenario scenario, string template, string group, string fact) => JsonNode.Parse(await scenario.Product.ReadAsync(db =>
        db.Outbox.Where(mail => mail.Template == template).OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Facts).FirstAsync()))![group]![fact]!.ToString();

    /// <summary>Where the button of somebody's last mail of this kind leads that has no link of its own.</summary>
    static async Task<string?> LeadsToAsync(Scenario scenario, string template, string email)
    {
        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == template && db.People.Any(person => person.Id == mail.PersonId && person.Email == email))
            .OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Facts).FirstAsync());
        return (string?)JsonNode.Parse(facts)!["action"]?["path"];
    }

    static async Task ObjectAsync(Scenario scenario, Guid hub)
    {
        await scenario.ReadAsync(hub, "HUB-1.4", Copy(_objection));
        await scenario.ReadAllAsync(hub, "HUB-1.4", _consent);
    }

    static Task<Guid> UpToTheGateAsync(Scenario scenario) => scenario.UpToTheHubsGateAsync(Maren);

    static JsonObject Copy(JsonObject answers) => (JsonObject)answers.DeepClone();
}
