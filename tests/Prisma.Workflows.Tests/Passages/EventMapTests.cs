using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>The conditions of domain.md §13.3 and the two maps, reckoned from what is there.</summary>
public sealed class EventMapTests
{
    static readonly string[] _met = ["hosting_agreed", "essentials", "risks"];

    static readonly string[] _open = ["practice_agreed", "facilitators_agreed", "aspects", "value_flow"];

    [Theory, Databases]
    public async Task Conditions_are_met_staged_or_open_as_what_is_there_says(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await MovedEventTests.HostAsync(scenario);
        await HandInAsync(scenario, hub, "F-05b", """{"around":[{"who":"The school","answer":"yes"},{"who":"The mill","answer":"no"}]}""");
        await HandInAsync(scenario, hub, "F-21b", """
            {"essentials_covered":100,"others_covered":60,"gaps":[{"what":"Forty beds","owner":"Piet Sedge","until":"2027-07-01","essential":false}],"risks":[{"what":"Flood","then":"We move uphill"}]}
            """);

        var states = (await MapsAsync(scenario)).Conditions.ToDictionary(one => one.Key);

        Assert.Equal(10, states.Count);
        Assert.All(_met, key => Assert.Equal(ConditionState.Met, states[key].State));
        Assert.Equal((ConditionState.Staged, "60 % covered; Forty beds: Piet Sedge, until Thursday 1 July 2027"), (states["other_needs"].State, states["other_needs"].Detail));
        Assert.Equal((ConditionState.Open, "a no of The mill"), (states["neighbours"].State, states["neighbours"].Detail));
        Assert.Equal((ConditionState.Open, "0 confirmed or offered, 24 needed"), (states["people"].State, states["people"].Detail));
        Assert.All(_open, key => Assert.Equal(ConditionState.Open, states[key].State));

        await scenario.PassAsync(new DateTimeOffset(2027, 7, 2, 9, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        var later = (await MapsAsync(scenario)).Conditions.Single(one => one.Key == "other_needs");
        Assert.Equal((ConditionState.Open, "60 % covered; Forty beds: Piet Sedge, until Thursday 1 July 2027; that day is over"), (later.State, later.Detail));
    }

    [Theory, Databases]
    public async Task An_agreement_that_is_signed_again_for_new_days_counts_once_and_not_before_it_is_signed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await MovedEventTests.HostAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((ConditionState.Open, "no hosting agreement is signed by all"), await HostingAsync(scenario));

        for (var party = 0; party < 2; party++)
        {
            Assert.True((await scenario.SignAsync(hub, "HUB-3.4")).IsAccepted);
        }

        Assert.Equal((ConditionState.Met, "signed by all: 1"), await HostingAsync(scenario));
        Assert.Single((await MapsAsync(scenario)).Promises, promise => promise.What == "Hub hosting and stewardship agreement" && promise.To == Group.Event);
    }

    [Theory, Databases]
    public async Task A_step_is_late_from_the_day_after_it_was_due(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.ApplyAsync("amina@reed.example");
        var now = scenario.Product.Time.GetUtcNow();

        Assert.Equal((0, 1), (await LateAsync(due: now.AddMinutes(-1)), await LateAsync(due: now.AddDays(-1))));

        async Task<int> LateAsync(DateTimeOffset due)
        {
            await scenario.Product.ChangeAsync(db => db.Steps.Single(step => step.State == StepState.Open).DueAt = due);
            return (await MapsAsync(scenario)).Places.Single(place => place.Group == Group.Participants).Late;
        }
    }

    static async Task<(ConditionState, string)> HostingAsync(Scenario scenario)
    {
        var hosting = (await MapsAsync(scenario)).Conditions.Single(one => one.Key == "hosting_agreed");
        return (hosting.State, hosting.Detail);
    }

    [Theory, Databases]
    public async Task The_maps_say_who_waits_for_whom_and_who_promised_what(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        await MovedEventTests.HostAsync(scenario);
        await scenario.UpToTheOfferAsync("bela@reed.example", "Bela");
        var partner = (await scenario.Product.RunAsync<InviteOrganisation, Outcome<Enrolment>>(invite => invite.ExecuteAsync(
            scenario.EventId, new Invitation(Pathway.Partner, "Sand Foundation", "Ines Dune", "ines@dune.example"), new Actor(null, "Wren Alder"), Cancellation))).Value!;
        await HandInAsync(scenario, partner.Id, "F-10", """{"offers":[{"kind":"food","what":"Bread for all","quantity":"40 loaves a day","firm":"firm"}]}""");

        var maps = await MapsAsync(scenario);

        Assert.Contains(maps.Waits, wait => wait is { Who: Group.Participants, For: Group.Event, What: "The design is consented" } && wait.Names.Contains("Bela Reed"));
        Assert.Contains(new Promise(Group.Hubs, "Millrace Commons", Group.Event, "Hub hosting and stewardship agreement", IsFirm: true), maps.Promises);
        Assert.Contains(new Promise(Group.Partners, "Sand Foundation", Group.Event, "Bread for all, 40 loaves a day (firm)", IsFirm: true), maps.Promises);
        Assert.Equal((1, 1), maps.Places.Where(place => place.Group == Group.Hubs).Select(place => (place.OnTheWay, place.Agreed)).Single());
    }

    [Theory, Databases]
    public async Task Whoever_came_through_is_on_the_way_no_longer_and_has_signed_all_the_same(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await MovedEventTests.HostAsync(scenario);
        await scenario.Product.ChangeAsync(db =>
        {
            var enrolment = db.Enrolments.Single(one => one.Id == hub);
            (enrolment.State, enrolment.LiveKey) = (EnrolmentState.Completed, null);
        });

        Assert.Equal((0, 1), (await MapsAsync(scenario)).Places.Where(place => place.Group == Group.Hubs).Select(place => (place.OnTheWay, place.Agreed)).Single());
    }

    [Theory, Databases]
    public async Task A_partner_reads_what_the_place_still_looks_for_and_nothing_that_was_promised(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await MovedEventTests.HostAsync(scenario);
        await HandInAsync(scenario, hub, "F-03", """{"means":[{"kind":"goods","what":"Forty mattresses","sure":"seeking"},{"kind":"space","what":"The mill hall","sure":"have"}]}""");
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened");

        Assert.Equal(["Forty mattresses"], await NeedsToldAsync(scenario, "Sand Foundation", "ines@dune.example"));
        await HandInAsync(scenario, hub, "F-05d", """{"lines":[{"line":"A cook for two evenings","status":"seeking"},{"line":"Firewood","status":"promised"}]}""");
        Assert.Equal(["A cook for two evenings"], await NeedsToldAsync(scenario, "Quarry Lane Tools", "teo@marl.example"));
    }

    static async Task<IEnumerable<string>> NeedsToldAsync(Scenario scenario, string organisation, string email)
    {
        var partner = await scenario.InviteAsync(Pathway.Partner, organisation, "Ines Dune", email);
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-2.2"), _ => true);
        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == partner && mail.Template == "E41").Select(mail => mail.Facts).SingleAsync(Cancellation));
        return JsonNode.Parse(facts)!["needs"]!.AsArray().Select(need => need!.ToString());
    }

    [Theory, Databases]
    public async Task Each_facilitator_agrees_to_their_role_before_the_design_is_written_and_gate_G3_counts_who_did(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var codesign = await scenario.CallEventAsync();
        await scenario.ReachAsync("hub.ready");
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAsync(codesign, "EV-2.1a."), _ => true);
        Assert.StartsWith("0 facilitators have signed their role", await FacilitatorsAsync(scenario), StringComparison.Ordinal);

        await scenario.UntilAsync(codesign, async () => !await scenario.IsOpenAsync(codesign, "EV-2.1a."), step => step.Key.StartsWith("EV-2.1a.", StringComparison.Ordinal));

        var signed = await scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).Where(one => one.TemplateId == "A-07").OrderBy(one => one.StepKey).ToListAsync(Cancellation));
        Assert.Equal(["Bram", "Ines", "Sol", "Wren"], signed.Select(one => one.Signatures.MinBy(party => party.Order)!.TypedName.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.All(signed, one => Assert.Equal(AgreementState.Active, one.State));
        Assert.All(signed, one => Assert.Contains($"**{one.Signatures.MinBy(party => party.Order)!.TypedName}**, who takes a role", one.Text, StringComparison.Ordinal));
        var asked = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E16" && mail.EnrolmentId == codesign && db.People.Any(one => one.Id == mail.PersonId && one.Email == Scenario.Lead)).Select(mail => mail.Facts).ToListAsync(Cancellation));
        Assert.Equal(["", "Bram Hale", "Ines Hale", "Sol Marten"], asked.Select(facts => JsonNode.Parse(facts)!["subject"]!["who"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.All(signed, one => Assert.Equal(one.Signatures.Count, one.Signatures.Select(party => party.PersonId).Distinct().Count()));
        Assert.Equal("4 facilitators have signed their role; nobody of them holds enrolment, holds the days themselves, holds the tools", await FacilitatorsAsync(scenario));
        Assert.Empty(await scenario.IncidentsAsync(codesign));
    }

    [Theory, Databases]
    public async Task Whoever_joins_the_team_later_is_asked_for_their_role_too_and_again_after_a_talk_that_followed_a_no(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await UntilTheRolesAreSignedAsync(scenario);

        var nela = await scenario.HireAsync("Nela", Part.Enacting);
        Assert.Equal(["EV-2.1n.1"], await OpenRolesAsync(scenario, codesign));
        var piet = await scenario.HireAsync("Piet", Part.Enrolment, nela);
        Assert.Equal(["EV-2.1n.1", "EV-2.1n.2"], await OpenRolesAsync(scenario, codesign));

        var no = await scenario.StepAsync(codesign, "EV-2.1n.2");
        Assert.Equal(piet.PersonId, no.ActorId);
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(no.Id, no.ActorId, Cancellation)));
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAtAsync(codesign, "EV-2.1u"), step => step.Key == "EV-2.1n.1");
        await scenario.FinishAsync(codesign, "EV-2.1u", "They will do it with a second person beside them.");
        Assert.Equal((2, piet.PersonId), await RoundOfAsync(scenario, codesign));

        await scenario.UntilAsync(codesign, async () => (await OpenRolesAsync(scenario, codesign)).Count == 0, step => step.Key == "EV-2.1n.2");
        await scenario.HireAsync("Oda", Part.Infrastructuring, nela, piet);
        Assert.Equal(["EV-2.1n.3"], await OpenRolesAsync(scenario, codesign));

        await scenario.UntilAsync(codesign, async () => (await OpenRolesAsync(scenario, codesign)).Count == 0, step => step.Key == "EV-2.1n.3");
        Assert.Equal("7 facilitators have signed their role; all five domains held", await FacilitatorsAsync(scenario));
        Assert.Empty(await scenario.IncidentsAsync(codesign));
    }

    [Theory, Databases]
    public async Task Nobody_signs_the_role_of_somebody_who_has_left_the_team_and_the_event_goes_on_without_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await UntilTheRolesAreSignedAsync(scenario);
        var nela = await scenario.HireAsync("Nela", Part.Enacting);
        await scenario.HireAsync("Piet", Part.Enrolment, nela);
        await scenario.SignAsync(codesign, "EV-2.1n.2");

        await scenario.NameTeamAsync();

        Assert.Empty(await OpenRolesAsync(scenario, codesign));
        Assert.Equal([AgreementState.Ended, AgreementState.Ended], await scenario.Product.ReadAsync(db =>
            db.Agreements.Where(one => one.EnrolmentId == codesign && one.StepKey.StartsWith("EV-2.1n.")).Select(one => one.State).ToListAsync(Cancellation)));
        await scenario.HireAsync("Oda", Part.Infrastructuring);
        Assert.Equal(["EV-2.1n.3"], await OpenRolesAsync(scenario, codesign));
        Assert.Empty(await scenario.IncidentsAsync(codesign));
    }

    /// <summary>The co-design of an event whose facilitators have all signed their role.</summary>
    internal static async Task<Guid> UntilTheRolesAreSignedAsync(Scenario scenario)
    {
        await scenario.FillTeamAsync();
        var codesign = await scenario.CallEventAsync();
        await scenario.ReachAsync("hub.ready");
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAsync(codesign, "EV-2.1a."), _ => true);
        await scenario.UntilAsync(codesign, async () => !await scenario.IsOpenAsync(codesign, "EV-2.1a."), step => step.Key.StartsWith("EV-2.1a.", StringComparison.Ordinal));
        return codesign;
    }

    static Task<List<string>> OpenRolesAsync(Scenario scenario, Guid codesign) => scenario.Product.ReadAsync(db =>
        db.Steps.Where(step => step.EnrolmentId == codesign && step.State == StepState.Open && step.Key.StartsWith("EV-2.1n.")).OrderBy(step => step.Key).Select(step => step.Key).Distinct().ToListAsync(Cancellation));

    static async Task<(int, Guid)> RoundOfAsync(Scenario scenario, Guid codesign)
    {
        var step = await scenario.StepAsync(codesign, "EV-2.1n.2");
        return (step.Round, step.ActorId);
    }

    static async Task<string> FacilitatorsAsync(Scenario scenario) => (await MapsAsync(scenario)).Conditions.Single(one => one.Key == "facilitators_agreed").Detail;

    [Theory, Databases]
    public async Task The_gate_takes_no_consent_while_a_condition_is_open_and_says_the_ways_out(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await scenario.CallEventAsync();
        var reading = await OpenGateAsync(scenario, codesign);

        var refused = await AnswerAsync(scenario, reading, new JsonObject { ["response"] = "consent" });

        Assert.Equal(SubmissionResult.Refused, refused.Result);
        Assert.Contains("10 conditions are open", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("“The hosting agreement is signed” (no hosting agreement is signed by all)", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("Wren Alder, who has been asked", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("E02", await scenario.OwedAsync(Scenario.Lead));

        await HandInAsync(scenario, codesign, "F-21b", """{"essentials_covered":100,"others_covered":90,"risks":[{"what":"Flood","then":"We move uphill"}]}""");
        await scenario.SubmitAsync(codesign, "EV-3.6o", Arranged("waived", "stands"));

        Assert.Contains("one condition is open: “At least three facilitators", (await AnswerAsync(scenario, reading, new JsonObject { ["response"] = "concern" })).Sentence, StringComparison.Ordinal);

        await scenario.SubmitAsync(codesign, "EV-3.6o", Arranged("waived", "staged"));
        var states = (await MapsAsync(scenario)).Conditions.ToDictionary(one => one.Key);

        Assert.Equal((ConditionState.Waived, ConditionState.Met, ConditionState.Staged), (states["practice_agreed"].State, states["risks"].State, states["facilitators_agreed"].State));
        Assert.EndsWith("left out, because: the hub brings a practice of its own", states["practice_agreed"].Detail, StringComparison.Ordinal);
        await scenario.PassAsync(new DateTimeOffset(2027, 8, 2, 9, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        Assert.Contains("until Sunday 1 August 2027; that day is over", (await AnswerAsync(scenario, reading, new JsonObject { ["response"] = "consent" })).Sentence, StringComparison.Ordinal);
        await scenario.SubmitAsync(codesign, "EV-3.6o", Arranged("waived", "staged", "2027-08-20"));
        Assert.True((await AnswerAsync(scenario, reading, new JsonObject { ["response"] = "consent" })).IsAccepted);
    }

    [Theory, Databases]
    public async Task A_condition_of_a_gate_is_a_task_until_its_day_and_comes_to_mind_three_days_before(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await scenario.CallEventAsync();
        await scenario.FillTeamAsync();
        await scenario.JoinAsync("lia@orrin.example", "Lia", Part.HubLead);
        await scenario.ReachAsync("hub.screened");
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAsync(codesign, "EV-1.8."), _ => true);
        var condition = new JsonObject { ["what"] = "The mill agrees", ["who"] = "Ode Marsh", ["until"] = "2027-07-20" };
        await scenario.ReadAsync(codesign, "EV-1.8", new JsonObject { ["response"] = "consent", ["conditions"] = new JsonArray(condition) });
        await scenario.UntilAsync(codesign, () => scenario.IsOpenAsync(codesign, "EV-1.8.condition"), step => step.Kind == StepKind.Reading);

        var task = await scenario.StepAsync(codesign, "EV-1.8.condition-1-1");
        Assert.Equal(new DateOnly(2027, 7, 20), Zones.DayOf(task.DueAt, "Europe/Lisbon"));
        Assert.Equal("“Is this the intention?” was consented to on this condition, which Ode Marsh sees to", task.WhyNow);
        Assert.Equal(1, await scenario.ToldTheLeadAsync("was consented to on this condition, which Ode Marsh sees to"));
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 7, 16, 12, 0, 0, TimeSpan.Zero));
        var before = await scenario.ToldTheLeadAsync("The mill agrees");
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 7, 18, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(before + 1, await scenario.ToldTheLeadAsync("The mill agrees"));
    }

    [Theory, Databases]
    public async Task A_steward_call_adopts_nothing_while_a_condition_is_open_and_the_lead_is_asked(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await scenario.CallEventAsync();
        await OpenGateAsync(scenario, codesign, Decision.Unresolved);

        var refused = await scenario.FinishAsync(codesign, "EV-3.6.1", "It is safe enough to try.");

        Assert.StartsWith("This can’t be adopted yet, because 10 conditions are open: “The hosting agreement is signed”", refused.Sentence, StringComparison.Ordinal);
        await scenario.SubmitAsync(codesign, "EV-3.6o", Arranged("waived", "staged"));
        Assert.True((await scenario.FinishAsync(codesign, "EV-3.6.1", "It is safe enough to try.")).IsAccepted);
    }

    [Theory, Databases]
    public async Task Nobody_says_by_hand_that_the_event_is_aligned_while_a_condition_is_open_or_left_out_without_the_gate(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await scenario.CallEventAsync();

        Assert.StartsWith("The event can’t be called aligned yet, because 10 conditions are open: “The hosting agreement is signed”", await SayAsync(scenario), StringComparison.Ordinal);

        await HandInAsync(scenario, codesign, AlignmentConditions.ArrangedOn, Arranged("waived", "staged").ToJsonString());
        Assert.StartsWith("The event can’t be called aligned yet, because 9 conditions are open", await SayAsync(scenario), StringComparison.Ordinal);
        Assert.False(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == SignalNames.Aligned, Cancellation)));

        await scenario.Product.ChangeAsync(db => db.Steps.Single(step => step.FormId == AlignmentConditions.ArrangedOn).Answers = Arranged("staged", "staged").ToJsonString());
        Assert.Null(await SayAsync(scenario));
    }

    [Fact]
    public async Task The_four_who_say_whether_the_event_goes_ahead_read_how_many_have_confirmed_and_how_many_are_needed()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var codesign = await scenario.CallEventAsync();
        await HandInAsync(scenario, codesign, "F-20", """{"min_viable":2}""");
        await scenario.UpToTheSeatAsync("bela@reed.example", "Bela");
        await scenario.UpToTheOfferAsync("cato@reed.example", "Cato");
        var review = new Review { EnrolmentId = codesign, StepKey = "EV-4.3", GateId = "G4", Round = 1, Title = "Do we go?", OpenedAt = scenario.Product.Time.GetUtcNow(), DueAt = scenario.Product.Time.GetUtcNow() };
        await scenario.Product.ChangeAsync(db => db.Reviews.Add(review));

        var known = await scenario.Product.Operations.ReadAsync<AlignmentConditions, IReadOnlyList<Condition>>(read => read.OfReviewAsync(review.Id, "en", Cancellation));

        Assert.Equal(("At least as many are confirmed as the event needs", ConditionState.Open, "1 confirmed, 2 needed"), known.Select(one => (one.Words, one.State, one.Detail)).Single());
    }

    static async Task<string?> SayAsync(Scenario scenario)
    {
        var said = await scenario.WorkAfterAsync(scenario.Product.RunAsync<RecordSignal, Outcome<Event>>(record => record.ExecuteAsync(scenario.EventId, SignalNames.Aligned, new Actor(null, "Wren Alder"), Cancellation)));
        return said.Problems["signal"];
    }

    [Fact]
    public async Task What_has_an_owner_and_a_day_when_the_gate_consents_becomes_a_task_of_the_lead()
    {
        var played = await Rehearsal.PlayAsync(new RehearsalRequest(Pathway.Event, new DateOnly(2027, 3, 10), Profile.Standard), Repository.Root, cancellation: Cancellation);

        var lines = played.Value!.Lines.Select(line => line.Text).ToList();
        Assert.Contains("As “Are people, means and agreements enough?” was decided, 6 of 10 conditions were met, 4 had an owner and a day, and 0 were left out with a reason.", lines);
        Assert.Equal(4, lines.Count(line => line.StartsWith("Wren Alder did “See to it:", StringComparison.Ordinal)));
    }

    /// <summary>All left out but the facilitators, of whom something else is said.</summary>
    static JsonObject Arranged(string others, string facilitators, string until = "2027-08-01")
    {
        var answers = new JsonObject();
        foreach (var key in (string[])["hosting_agreed", "practice_agreed", "essentials", "other_needs", "people", "neighbours", "aspects", "risks", "value_flow"])
        {
            answers[key] = others;
            answers[$"{key}_who"] = "Sol Marten";
            answers[$"{key}_until"] = until;
            answers[$"{key}_why"] = "the hub brings a practice of its own";
        }

        answers["facilitators_agreed"] = facilitators;
        answers["facilitators_agreed_who"] = "Sol Marten";
        answers["facilitators_agreed_until"] = until;
        return answers;
    }

    /// <summary>Gate G3 as it stands when its readers are asked.</summary>
    static async Task<Step> OpenGateAsync(Scenario scenario, Guid codesign, string outcome = "")
    {
        var now = scenario.Product.Time.GetUtcNow();
        var review = new Review { EnrolmentId = codesign, StepKey = "EV-3.6", GateId = AlignmentConditions.GateId, Round = 1, Title = "Are people, means and agreements enough?", OpenedAt = now, DueAt = now.AddDays(10), Outcome = outcome, DecidedAt = outcome.Length > 0 ? now : null };
        await scenario.Product.ChangeAsync(db =>
        {
            db.Reviews.Add(review);
            db.Steps.Add(StepOf(scenario, codesign, "F-21l", db.People.Single(one => one.Email == Scenario.Facilitator).Id, outcome.Length > 0 ? StepKind.Task : StepKind.Reading, "EV-3.6.1", review.Id));
        });
        return await scenario.StepAsync(codesign, "EV-3.6.1");
    }

    static Task<Submission> AnswerAsync(Scenario scenario, Step reading, JsonObject answers) => scenario.WorkAfterAsync(
        scenario.Product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(reading.Id, reading.ActorId, answers, Cancellation)));

    static Task<EventMaps> MapsAsync(Scenario scenario) =>
        scenario.Product.Operations.ReadAsync<ReadMaps, EventMaps>(read => read.ExecuteAsync(scenario.EventId, Cancellation));

    static Task HandInAsync(Scenario scenario, Guid enrolment, string form, string answers) => scenario.Product.ChangeAsync(db =>
    {
        var step = StepOf(scenario, enrolment, form, db.Enrolments.Single(one => one.Id == enrolment).PersonId, StepKind.Form, form);
        (step.State, step.ClosedAt, step.Answers) = (StepState.Submitted, step.OpenedAt, JsonNode.Parse(answers)!.ToJsonString());
        db.Steps.Add(step);
    });

    static Step StepOf(Scenario scenario, Guid enrolment, string form, Guid actor, StepKind kind, string key, Guid? review = null) => new()
    {
        EnrolmentId = enrolment,
        Key = key,
        Round = 1,
        Kind = kind,
        Title = form,
        StageKey = "",
        ActorId = actor,
        ActorPart = "stakeholder",
        FormId = form,
        ReviewId = review,
        OpenedAt = scenario.Product.Time.GetUtcNow(),
        DueAt = scenario.Product.Time.GetUtcNow(),
    };
}
