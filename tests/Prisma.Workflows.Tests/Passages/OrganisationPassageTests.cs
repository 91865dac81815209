using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>Hubs, practice networks and partners on their long way, told by where it turns (domain.md §7–§9).</summary>
public sealed class OrganisationPassageTests
{
    const string Maren = "maren@brook.example";

    static readonly Actor _wren = new(null, "Wren Alder");

    [Theory]
    [InlineData(SignalNames.Hosted, SignalNames.IntentionConsented)]
    [InlineData(SignalNames.IntentionConsented, SignalNames.Hosted)]
    public async Task Scenario_02_The_call_opens_when_the_hub_has_signed_and_the_intention_is_consented_whichever_came_first(string first, string second)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var next = await scenario.AddEventAsync("Another spring", "another-spring");
        Assert.Equal(2, (await OpenCallAsync(scenario, next)).Problems.Count);
        Assert.True((await ReachAsync(scenario, next, first)).IsDone);
        var refused = await OpenCallAsync(scenario, next);
        Assert.Contains(SignalNames.InWords(second), Assert.Single(refused.Problems).Value, StringComparison.Ordinal);
        Assert.False((await ReachAsync(scenario, next, SignalNames.CallOpen)).IsDone);

        await ReachAsync(scenario, next, second);

        Assert.True((await OpenCallAsync(scenario, next)).IsDone);
    }

    [Theory, Databases]
    public async Task Scenario_02_The_hubs_pathway_asks_for_the_call_only_when_both_are_there(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-3.0d"), _ => true);
        await scenario.UntilAsync(hub, () => IsWaitingAtAsync(scenario, "HUB-4.2w"), _ => true);
        Assert.False(await scenario.IsOpenAsync(hub, "HUB-4.2o"));

        await scenario.ReachAsync(SignalNames.IntentionConsented);

        Assert.True(await scenario.IsOpenAtAsync(hub, "HUB-4.2o"));
    }

    [Theory, Databases]
    public async Task Scenario_05_A_hosting_agreement_nobody_signs_is_put_before_them_once_more_and_then_the_event_rests(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-3.4"), _ => true);
        var asked = await scenario.StepAsync(hub, "HUB-3.4");

        await ExpireAsync(scenario, asked);
        var again = await scenario.StepAsync(hub, "HUB-3.4");
        Assert.NotEqual(asked.AgreementId, again.AgreementId);
        Assert.Null(await PausedAtAsync(scenario));
        await ExpireAsync(scenario, again);

        Assert.Equal([AgreementState.Expired, AgreementState.Expired], await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.TemplateId == "A-03").Select(one => one.State).ToListAsync(Cancellation)));
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(hub)).State);
        Assert.NotNull(await PausedAtAsync(scenario));
    }

    [Theory, Databases]
    public async Task Scenario_34_Tools_that_are_not_ready_ten_days_before_run_centrally_and_hold_up_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.aligned");
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-6.3"), _ => true);
        await UntilDayAsync(scenario, hub, new DateOnly(2027, 8, 26));
        Assert.DoesNotContain("E32c", await scenario.OwedAsync(Maren));

        await UntilDayAsync(scenario, hub, new DateOnly(2027, 8, 27));
        Assert.Contains("E32c", await scenario.OwedAsync(Maren));
        Assert.DoesNotContain("E33", await scenario.OwedAsync(Maren));
        await UntilDayAsync(scenario, hub, new DateOnly(2027, 8, 29));
        Assert.Single(await scenario.OwedAsync(Maren), "E33");

        Assert.Equal("""{"mode":"a","organisation":"Millrace Commons"}""", await scenario.Product.ReadAsync(db => db.EventSignals.Where(one => one.Name == "hub.systems.ready").Select(one => one.Payload).SingleAsync(Cancellation)));
        Assert.Contains("E32c", await scenario.OwedAsync(Maren));
        Assert.Equal(("HUB-7", EnrolmentState.Active), (await scenario.EnrolmentAsync(hub)) is var one ? (one.StageKey, one.State) : default);
        Assert.False(await scenario.IsOpenAsync(hub, "HUB-6"));
        Assert.Null(await PausedAtAsync(scenario));
    }

    [Theory, Databases]
    public async Task Scenario_34_Whether_the_tools_are_ready_is_brought_to_no_decision_once_they_run_centrally(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.aligned");
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-6.5q"), step => !step.Key.StartsWith("HUB-6.5", StringComparison.Ordinal));

        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 8, 29, 12, 0, 0, TimeSpan.Zero));

        Assert.Contains("E32c", await scenario.OwedAsync(Maren));
        Assert.False(await scenario.IsOpenAtAsync(hub, "HUB-6.5q"));
        Assert.DoesNotContain("E32", await scenario.OwedAsync(Maren));
    }

    [Theory, Databases]
    public async Task Scenario_34_A_hub_that_will_not_hold_the_data_itself_goes_on_with_central_tools(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.aligned");
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-6.2"), _ => true);
        await scenario.Product.ChangeAsync(db => db.Events.Single().StagesFollowPlan = true);
        var signing = await scenario.StepAsync(hub, "HUB-6.2");
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(signing.Id, signing.ActorId, Cancellation)));
        var talk = await scenario.StepAsync(hub, "HUB-6.2t");
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(talk.Id, talk.ActorId, true, "They would rather not hold it.", Cancellation)));

        Assert.Contains("E32c", await scenario.OwedAsync(Maren));
        await UntilDayAsync(scenario, hub, new DateOnly(2027, 8, 26));
        Assert.DoesNotContain("E33", await scenario.OwedAsync(Maren));
        await UntilDayAsync(scenario, hub, new DateOnly(2027, 8, 28));
        Assert.Single(await scenario.OwedAsync(Maren), "E33");
        Assert.Equal("HUB-6", (await scenario.EnrolmentAsync(hub)).StageKey);
        await UntilDayAsync(scenario, hub, new DateOnly(2027, 9, 4));
        Assert.Equal("HUB-7", (await scenario.EnrolmentAsync(hub)).StageKey);
        Assert.Single(await scenario.OwedAsync(Maren), "E32c");
    }

    [Theory, Databases]
    public async Task Everybody_of_a_hubs_team_signs_covenant_and_data_for_themselves_and_who_does_not_ends_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-2.1"), _ => true);
        await scenario.SubmitAsync(hub, "HUB-2.1", Team(("Maren Brook", Maren, "lead"), ("Tove Field", "tove@brook.example", "second"), ("Aki Stone", "aki@brook.example", "kitchen")));
        await scenario.UntilAsync(hub, () => scenario.IsOpenAsync(hub, "HUB-3.5"), _ => true);

        await scenario.NameTeamAsync([.. await scenario.Product.ReadAsync(db => db.TeamMembers.Where(member => member.Person.Roles.Count > 0).Select(member => new TeamSeat(member.PersonId, member.Part)).ToListAsync(Cancellation))]);
        var open = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == hub && step.State == StepState.Open && step.Kind == StepKind.Signature).ToListAsync(Cancellation));
        Assert.Equal(3, open.Select(step => step.ActorId).Distinct().Count());
        var aki = await scenario.PersonIdAsync("aki@brook.example");
        foreach (var step in open.Where(step => step.ActorId != aki))
        {
            Assert.True((await scenario.SignAsync(hub, step.Key)).IsAccepted);
        }

        await scenario.WorkAfterAsync(scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(open.Single(step => step.ActorId == aki).Id, aki, Cancellation)));
        var signed = await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == hub && one.TemplateId == "A-01").Include(one => one.Signatures).ToListAsync(Cancellation));
        Assert.Equal(2, signed.Count(one => one.State == AgreementState.Active));
        Assert.All(signed, one => Assert.Single(one.Signatures));
        Assert.True((await scenario.FinishAsync(hub, "HUB-3.5t", "She helps in the kitchen now and then, and that is all.", blocked: true)).IsAccepted);

        Assert.True(await scenario.IsOpenAtAsync(hub, "HUB-4.1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_of_a_network_wrote_what_is_read_is_not_asked_to_consent_to_it_also_where_they_are_alone(bool isAlone)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.Product.ChangeAsync(db => db.RemoveRange(db.TeamMembers.Where(one => isAlone && one.Part == Part.Network)));
        var network = await UpToAsync(scenario, Pathway.Network, "NET-4.4");

        var asked = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == network && step.Key.StartsWith("NET-4.4."))
            .Join(db.People, step => step.ActorId, person => person.Id, (_, person) => person.FirstName).Order().ToListAsync(Cancellation));
        Assert.Equal(isAlone ? ["Bram", "Ode"] : ["Bram", "Noor", "Ode"], asked);
        await scenario.ReadAllAsync(network, "NET-4.4", new JsonObject { ["response"] = "consent" });
        Assert.True(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(one => one.Name == "currency.trial", Cancellation)));
    }

    [Theory, Databases]
    public async Task A_currency_nobody_consents_to_is_left_out_and_the_network_goes_on(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var network = await UpToAsync(scenario, Pathway.Network, "NET-4.4");

        await scenario.ReadAllAsync(network, "NET-4.4", new JsonObject { ["response"] = "decline", ["reason_class"] = "fit" });
        Assert.True(await scenario.IsOpenAtAsync(network, "NET-4.5"));
        Assert.Contains("E14", await scenario.OwedAsync(Maren));
        Assert.False(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(one => one.Name == "currency.trial", Cancellation)));
    }

    [Theory, Databases]
    public async Task Where_no_steward_says_that_they_come_three_weeks_before_the_lead_finds_another_and_the_network_goes_on(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync("event.aligned");
        var network = await UpToAsync(scenario, Pathway.Network, "NET-5.1");
        await scenario.Product.ChangeAsync(db => db.Events.Single().StagesFollowPlan = true);

        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 8, 17, 10, 0, 0, TimeSpan.Zero));

        Assert.Contains("E05", await scenario.OwedAsync(Maren));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(network)).State);
        await scenario.FinishAsync(network, "NET-5.1h", "Another steward comes.");
        Assert.True(await scenario.IsOpenAtAsync(network, "NET-5.2"));
    }

    [Theory, Databases]
    public async Task A_hub_that_is_not_ready_to_call_its_own_events_gets_somebody_who_walks_beside_it_and_looks_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.aligned", SignalNames.Goes, "case.published");
        var hub = await UpToAsync(scenario, Pathway.Hub, "HUB-7.6");
        await scenario.ReadAllAsync(hub, "HUB-7.6", new JsonObject { ["response"] = "return", ["questions"] = new JsonArray(new JsonObject { ["text"] = "Who restores the tools?", ["capability"] = "run them without help" }) });
        await scenario.FinishAsync(hub, "HUB-7.6p", "Sol walks beside them until spring.");
        Assert.True(await scenario.IsOpenAtAsync(hub, "HUB-7.5"));
    }

    [Theory, Databases]
    public async Task A_partner_whose_gift_fits_nothing_is_thanked_and_asked_for_no_agreement(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened");
        var partner = await UpToAsync(scenario, Pathway.Partner, "PTN-2.4");

        await scenario.FinishAsync(partner, "PTN-2.4", "The boats are too large for the river.", blocked: true);

        Assert.Single(await scenario.OwedAsync(Maren), "E28p");
        Assert.Equal(EnrolmentState.Declined, (await scenario.EnrolmentAsync(partner)).State);
        Assert.False(await scenario.IsOpenAsync(partner, "PTN-3"));
    }

    [Theory, Databases]
    public async Task A_partner_is_asked_about_what_they_promised_by_its_name(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened", "event.go");
        var partner = await UpToAsync(scenario, Pathway.Partner, "PTN-4.1");
        await scenario.SubmitAsync(partner, "PTN-4.1", new JsonObject { ["milestones"] = new JsonArray(new JsonObject { ["what"] = "Forty mattresses" }, new JsonObject { ["what"] = "Two cooks" }) });

        Assert.Equal("others count on it: Forty mattresses; Two cooks", (await scenario.StepAsync(partner, "PTN-4.2")).WhyNow);
    }

    [Theory, Databases]
    public async Task A_witness_who_writes_nothing_is_left_in_peace_and_not_said_to_have_witnessed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened", "event.go");
        var partner = await UpToAsync(scenario, Pathway.Partner, "PTN-1.2");
        await scenario.SubmitAsync(partner, "PTN-1.2", new JsonObject { ["kind"] = "external-evaluator" });
        await scenario.UntilAsync(partner, () => scenario.IsOpenAsync(partner, "PTN-5.3"), _ => true);
        var before = await scenario.OwedAsync(Maren);
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 9, 25, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal("PTN-6", (await scenario.EnrolmentAsync(partner)).StageKey);
        Assert.Equal(["E43b", "E59p"], (await scenario.OwedAsync(Maren)).Skip(before.Count - 1));
        Assert.DoesNotContain("Witnessed the showing", await scenario.Product.ReadAsync(db => db.Contributions.Select(one => one.What).ToListAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task A_hub_that_does_not_host_may_stand_beside_the_one_that_does_and_is_asked_first_when_that_one_is_lost(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var host = await scenario.InviteAsync(Pathway.Hub, "Fern House", "Tove Field", "tove@fern.example");
        await scenario.DoAllAsync(host, step => step.Key == "HUB-1.1");
        var beside = await UpToAsync(scenario, Pathway.Hub, "HUB-2.5");
        await scenario.ReadAllAsync(beside, "HUB-2.5", new JsonObject { ["response"] = "decline", ["reason_class"] = "readiness" });
        Assert.DoesNotContain(await scenario.OwedAsync(Maren), mail => mail is "E14" or "E28h");
        await scenario.FinishAsync(beside, "HUB-2.5b", "They would love to see how it is done.");

        Assert.Contains("E27b", await scenario.OwedAsync(Maren));
        Assert.Equal([Part.SupportingHub], await scenario.Product.ReadAsync(db => db.TeamMembers.Where(member => member.Person.Email == Maren).Select(member => member.Part).ToListAsync(Cancellation)));

        await scenario.Product.ChangeAsync(db => db.Agreements.Add(new Agreement { EnrolmentId = host, StepKey = "HUB-3.4", Round = 1, TemplateId = "A-03", Version = 1, Title = "Hosting", Text = "…", Hash = "0", State = AgreementState.Active, OpenedAt = scenario.Product.Time.GetUtcNow(), ExpiresAt = scenario.Product.Time.GetUtcNow(), ActiveAt = scenario.Product.Time.GetUtcNow() }));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(host));
        var asked = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E68" && mail.Facts.Contains("can no longer host")).Select(mail => mail.Facts).FirstAsync(Cancellation));
        Assert.Contains("ask Maren Brook first, who stands beside this event", asked, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_hub_that_is_ready_where_another_hosts_already_stands_beside_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, SignalNames.Hosted, SignalNames.Goes);
        var hub = await UpToAsync(scenario, Pathway.Hub, "HUB-3.1");

        await scenario.FinishAsync(hub, "HUB-3.1", "Fern House hosts this spring.", blocked: true);
        Assert.Contains("E27b", await scenario.OwedAsync(Maren));
        await scenario.UntilAsync(hub, async () => (await scenario.EnrolmentAsync(hub)).State == EnrolmentState.Completed, _ => true);

        Assert.Contains("E59b", await scenario.OwedAsync(Maren));
        Assert.False(await scenario.Product.ReadAsync(db => db.Agreements.AnyAsync(one => one.EnrolmentId == hub, Cancellation)));
    }

    [Theory]
    [InlineData(Pathway.Network, "NET-6.5")]
    [InlineData(Pathway.Partner, "PTN-6.4")]
    public async Task What_a_story_tells_of_an_organisation_is_asked_of_it_and_the_scribe_puts_right_what_it_corrects(string pathway, string key)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.aligned", "event.go", "case.drafted");
        var enrolment = await UpToAsync(scenario, pathway, $"{key}f");
        Assert.Contains("E62b", await scenario.OwedAsync(Maren));
        await scenario.SubmitAsync(enrolment, $"{key}f", new JsonObject { ["right"] = "corrections", ["corrections"] = new JsonArray(new JsonObject { ["where"] = "the second page", ["instead"] = "We came with four people." }) });

        Assert.Equal("bram@orrin.example", await scenario.ActorOfAsync(enrolment, $"{key}c"));
        Assert.DoesNotContain("E63", await scenario.OwedAsync(Maren));
        await scenario.UntilAsync(enrolment, async () => (await scenario.EnrolmentAsync(enrolment)).State == EnrolmentState.Completed, _ => true);
        Assert.DoesNotContain("E63", await scenario.OwedAsync(Maren));
    }

    static JsonObject Team(params (string Name, string Email, string Role)[] people) => new()
    {
        ["team"] = new JsonArray([.. people.Select(one => new JsonObject { ["name"] = one.Name, ["email"] = one.Email, ["role"] = one.Role })]),
    };

    /// <summary>An organisation that was asked does all that it is asked for, until a step opens.</summary>
    internal static async Task<Guid> UpToAsync(Scenario scenario, string pathway, string step)
    {
        await scenario.ReachAsync("hub.screened");
        var enrolment = await scenario.InviteAsync(pathway, "Brook House", "Maren Brook", Maren);
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAsync(enrolment, step), _ => true);
        return enrolment;
    }

    [Theory]
    [InlineData(Pathway.Hub, "HUB", 7)]
    [InlineData(Pathway.Network, "NET", 6)]
    [InlineData(Pathway.Partner, "PTN", 6)]
    public async Task Scenario_33_An_organisation_that_withdraws_in_any_stage_ends_its_ladders_and_is_thanked_once(string pathway, string prefix, int stages)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened", "event.aligned", "event.go");
        var all = new Dictionary<string, Guid>();
        for (var stage = 1; stage <= stages; stage++)
        {
            all[$"{prefix}-{stage}"] = await scenario.InviteAsync(pathway, $"House {stage}", $"Maren Brook{stage}", $"maren{stage}@brook.example");
        }

        var onTheWay = new Dictionary<string, Guid>(all);
        for (var day = 0; onTheWay.Count > 0 && day < 250; day++)
        {
            foreach (var (stage, enrolment) in onTheWay.ToList())
            {
                var one = await scenario.EnrolmentAsync(enrolment);
                if (one.StageKey == stage)
                {
                    await scenario.PassAsync(TimeSpan.FromMinutes(1));
                    await scenario.LeaveAsync(one);
                    onTheWay.Remove(stage);
                    continue;
                }

                await scenario.DoAllAsync(enrolment, _ => true);
            }

            await scenario.PassAsync(TimeSpan.FromDays(1));
        }

        Assert.Empty(onTheWay);
        await scenario.PassAsync(TimeSpan.FromDays(40));
        foreach (var (stage, enrolment) in all)
        {
            var email = await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.Id == enrolment).Select(one => one.Person.Email).SingleAsync(Cancellation));
            Assert.Equal(EnrolmentState.Withdrawn, (await scenario.EnrolmentAsync(enrolment)).State);
            Assert.False(await scenario.IsOpenAsync(enrolment, stage[..3]));
            Assert.False(await scenario.Product.ReadAsync(db => db.Steps.AnyAsync(step => step.EnrolmentId == enrolment && step.NextRungAt != null, Cancellation)));
            Assert.Single(await scenario.OwedAsync(email), "E08");
            Assert.Equal(1, await scenario.ToldTheLeadAsync($"House {stage[4..]} has stepped out"));
            Assert.Equal("E08", (await scenario.OwedAsync(email))[^1]);
        }
    }

    static Task<Outcome<Event>> OpenCallAsync(Scenario scenario, Guid eventId) => scenario.Product.RunAsync<OpenCall, Outcome<Event>>(open =>
        open.ExecuteAsync(eventId, new CallRequest(new DateOnly(2027, 6, 6), false, false, ""), _wren, Cancellation));

    static Task<Outcome<Event>> ReachAsync(Scenario scenario, Guid eventId, string signal) =>
        scenario.Product.RunAsync<RecordSignal, Outcome<Event>>(record => record.ExecuteAsync(eventId, signal, _wren, Cancellation));

    static Task<bool> IsWaitingAtAsync(Scenario scenario, string activity) =>
        scenario.Product.ReadAsync(db => db.Bookmarks.AnyAsync(bookmark => bookmark.ActivityId == activity, Cancellation));

    static Task ExpireAsync(Scenario scenario, Step signing) => scenario.AwakeUntilAsync(signing.DueAt.AddDays(1));

    static Task<DateTimeOffset?> PausedAtAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Events.Where(one => one.Id == scenario.EventId).Select(one => one.PausedAt).SingleAsync(Cancellation));

    /// <summary>Nothing is done until that day but by the clock.</summary>
    static async Task UntilDayAsync(Scenario scenario, Guid enrolment, DateOnly day)
    {
        await scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        Assert.Empty(await scenario.IncidentsAsync(enrolment));
    }
}
