using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Maps;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>Single rows of the pathways' tables (domain.md §6–§11) that nothing else walks by: days, what a mail names, and what is not said when something could not be done.</summary>
public sealed class TablesTests
{
    const string Maren = "maren@brook.example";

    [Fact]
    public async Task NET_5_2_The_facilitators_weave_is_due_three_weeks_before_although_no_steward_has_said_that_they_come()
    {
        await using var scenario = await StartAsync();
        var network = await scenario.InviteAsync(Pathway.Network, "Brook House", "Maren Brook", Maren);
        await scenario.UntilAsync(network, () => scenario.IsOpenAtAsync(network, "NET-4.5"), _ => true);
        await scenario.PassAsync(new DateTimeOffset(2027, 7, 26, 9, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.UntilAsync(network, () => scenario.IsOpenAtAsync(network, "NET-5.2"), step => step.Key != "NET-5.1");

        Assert.Equal(new DateOnly(2027, 8, 16), Zones.DayOf((await scenario.StepAsync(network, "NET-5.2")).DueAt, "Europe/Lisbon"));
    }

    [Fact]
    public async Task NET_3_2_What_was_seen_is_told_with_the_result_and_what_the_steward_wrote()
    {
        await using var scenario = await StartAsync();
        var network = await scenario.InviteAsync(Pathway.Network, "Brook House", "Maren Brook", Maren);
        await scenario.UntilAsync(network, () => scenario.IsOpenAtAsync(network, "NET-3.1"), _ => true);
        await scenario.SubmitAsync(network, "NET-3.1", new JsonObject { ["adaptation"] = "We sit by the water.", ["cautions"] = "The lower bank floods." });
        await scenario.UntilAsync(network, async () => (await scenario.OwedAsync(Maren)).Contains("E37"), step => step.Kind == StepKind.Reading);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        var text = Assert.Single(scenario.Product.Mail.To(Maren), mail => mail.Subject!.StartsWith("Practice and place", StringComparison.Ordinal)).TextBody!;
        Assert.Matches("What they decided: .+ consented", text);
        Assert.Contains("as you wrote it down with the hub: We sit by the water.", text, StringComparison.Ordinal);
        Assert.Contains("What needs care: The lower bank floods.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_asks_for_nothing_names_no_step_of_somebody_else()
    {
        await using var scenario = await StartAsync();
        var network = await scenario.InviteAsync(Pathway.Network, "Brook House", "Maren Brook", Maren);
        await scenario.UntilAsync(network, async () => (await scenario.OwedAsync(Maren)).Contains("E37"), _ => true);

        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E37").Select(mail => mail.Facts).SingleAsync(Cancellation));
        Assert.Equal("NET-3.1", JsonNode.Parse(facts)!["step"]!["id"]!.ToString());
    }

    [Theory]
    [InlineData(Pathway.Network, "NET-2.2", "NET-2.3", "Let hub and facilitators taste the practice")]
    [InlineData(Pathway.Hub, "HUB-6.4", "HUB-6.5", "Backed up and restored the tools with their own hands")]
    public async Task What_could_not_be_done_is_on_nobodys_timeline(string pathway, string gathering, string next, string what)
    {
        await using var scenario = await StartAsync();
        var enrolment = await scenario.InviteAsync(pathway, "Brook House", "Maren Brook", Maren);
        await MissAsync(scenario, enrolment, gathering);

        Assert.True(await scenario.IsOpenAsync(enrolment, next));
        Assert.DoesNotContain(what, await scenario.Product.ReadAsync(db => db.Contributions.Select(one => one.What).ToListAsync(Cancellation)));
    }

    [Theory]
    [InlineData("EV-1.5", "EV-1.6", "gathering.ga-02.held")]
    [InlineData("EV-2.5", "EV-2.5b", "gathering.ga-08.held")]
    [InlineData("EV-3.2", "EV-3.3", "gathering.ga-09.held")]
    public async Task A_gathering_that_nobody_could_hold_or_catch_up_with_is_not_called_held(string gathering, string next, string signal)
    {
        await using var scenario = await StartAsync();
        var own = await BeginAsync(scenario, Pathway.Event);
        await MissAsync(scenario, own, gathering);

        Assert.True(await scenario.IsOpenAsync(own, next));
        Assert.False(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(one => one.Name == signal, Cancellation)));
    }

    [Theory]
    [InlineData(false, "thanks")]
    [InlineData(true, "thanks", "meet-team")]
    [InlineData(true, "other")]
    public async Task PTN_6_3_Whoever_asks_for_more_than_a_goodbye_gets_a_word(bool isAsked, params string[] next)
    {
        await using var scenario = await StartAsync();
        var partner = await scenario.InviteAsync(Pathway.Partner, "Orrin Loan Fund", "Maren Brook", Maren);
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-6.3"), _ => true);
        await scenario.SubmitAsync(partner, "PTN-6.3", new JsonObject { ["next"] = new JsonArray([.. next.Select(one => (JsonNode)one)]) });

        Assert.Equal(isAsked, await scenario.IsOpenAtAsync(partner, "PTN-6.3t"));
        await scenario.ReachAsync("case.drafted");
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-6.4f"), _ => true);
    }

    [Fact]
    public async Task CAS_1_2_Stories_are_asked_for_with_one_reminder_and_the_outline_goes_on_without()
    {
        await using var scenario = await StartAsync();
        var story = await BeginAsync(scenario, Pathway.Case);
        await scenario.UntilAsync(story, () => scenario.IsOpenAtAsync(story, "CAS-1.2"), _ => true);
        var scribe = await scenario.ActorOfAsync(story, "CAS-1.2");
        var before = await scenario.OwedAsync(scribe);
        await scenario.AwakeUntilAsync((await scenario.StepAsync(story, "CAS-1.2")).DueAt.AddDays(3));

        Assert.Equal(["E03", "E02"], (await scenario.OwedAsync(scribe)).Skip(before.Count));
        Assert.True(await scenario.IsOpenAtAsync(story, "CAS-2.1"));
    }

    [Fact]
    public async Task CAS_2_2_A_story_that_cannot_be_written_is_talked_over_and_not_called_so()
    {
        await using var scenario = await StartAsync();
        var story = await BeginAsync(scenario, Pathway.Case);
        await scenario.UntilAsync(story, () => scenario.IsOpenAtAsync(story, "CAS-2.2"), _ => true);
        await scenario.FinishAsync(story, "CAS-2.2", "Nobody has the time.", blocked: true);

        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(story, "CAS-2.2h"));
        Assert.False(await IsReachedAsync(scenario, "case.drafted"));
        await scenario.FinishAsync(story, "CAS-2.2h", "A neighbour writes.");
        await scenario.FinishAsync(story, "CAS-2.2", "");
        Assert.True(await IsReachedAsync(scenario, "case.drafted"));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(story)).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task CAS_3_3_Every_network_signs_for_its_practice_and_where_there_is_none_the_others_do(int networks)
    {
        await using var scenario = await StartAsync();
        await scenario.LeaveTeamAsync("noor@orrin.example");
        for (var number = 0; number < networks; number++)
        {
            await scenario.JoinAsync($"network{number}@orrin.example", "Suri", Part.Network);
        }

        var story = await BeginAsync(scenario, Pathway.Case);
        await scenario.UntilAsync(story, () => scenario.IsOpenAtAsync(story, "CAS-3.3"), _ => true);

        var signers = await scenario.Product.ReadAsync(db => db.Agreements.SelectMany(one => one.Signatures).OrderBy(one => one.Order).Select(one => one.Party).ToListAsync(Cancellation));
        Assert.Equal(["hub-lead", .. Enumerable.Repeat("network", networks), "evaluating-facilitator"], signers);
        await scenario.UntilAsync(story, () => scenario.IsOpenAsync(story, "CAS-4.1"), _ => true);
    }

    [Fact]
    public async Task CAS_4_2_What_keeps_a_story_from_being_published_is_talked_over_and_the_mail_leads_to_the_page_that_knows_its_address()
    {
        const string address = "https://millrace.example/orrin/story";
        await using var scenario = await StartAsync();
        var story = await BeginAsync(scenario, Pathway.Case);
        await scenario.UntilAsync(story, () => scenario.IsOpenAtAsync(story, "CAS-4.2"), _ => true);
        await scenario.SubmitAsync(story, "CAS-4.2", new JsonObject { ["published"] = "no", ["hindrance"] = "The house has no pages of its own." });

        Assert.Equal(Scenario.Lead, await scenario.ActorOfAsync(story, "CAS-4.2h"));
        Assert.False(await IsReachedAsync(scenario, SignalNames.StoryPublished));
        await scenario.FinishAsync(story, "CAS-4.2h", "A neighbour lends a page.");
        await scenario.SubmitAsync(story, "CAS-4.2", new JsonObject { ["published"] = "yes", ["address"] = address });
        Assert.True(await IsReachedAsync(scenario, SignalNames.StoryPublished));
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.Contains("/e/orrin\n", Assert.Single(scenario.Product.Mail.To(Scenario.Lead), mail => mail.Subject!.StartsWith("The story is out", StringComparison.Ordinal)).TextBody, StringComparison.Ordinal);
        Assert.Equal(address, await scenario.Product.ReadAsync(async db => (await db.EventSignals.SingleAsync(one => one.Name == SignalNames.StoryPublished, Cancellation)).Told("url")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HUB_7_4_A_hub_that_looks_again_at_what_it_can_do_hears_once_that_the_story_is_out(bool isOutBefore)
    {
        await using var scenario = await StartAsync();
        if (isOutBefore)
        {
            await scenario.ReachAsync("case.published");
        }

        var hub = await scenario.InviteAsync(Pathway.Hub, "Brook House", "Maren Brook", Maren);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAsync(hub, "HUB-7.3"), _ => true);
        await scenario.UntilAsync(hub, () => scenario.IsOpenAsync(hub, "HUB-7.6."), _ => true);
        await scenario.ReadAllAsync(hub, "HUB-7.6", new JsonObject { ["response"] = "return", ["questions"] = new JsonArray(new JsonObject { ["text"] = "Who restores the tools?", ["capability"] = "run them without help" }) });
        await scenario.ReachAsync("case.published");
        await scenario.UntilAsync(hub, () => scenario.IsOpenAsync(hub, "HUB-7.6."), _ => true);

        Assert.Single(await scenario.OwedAsync(Maren), "E63");
    }

    static Task<bool> IsReachedAsync(Scenario scenario, string signal) => scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(one => one.Name == signal, Cancellation));

    /// <summary>Nobody came to a gathering, and calling them afterwards came to nothing either.</summary>
    /// <summary>Risk is what a closer look finds, not only what a partner says of itself (domain.md §9).</summary>
    [Theory]
    [InlineData(true, "verdict", "refer")]
    [InlineData(true, "rights_wanted", "data")]
    [InlineData(true, "share", "large")]
    [InlineData(true, "red_line", "yes")]
    [InlineData(true, "powers", "true")]
    [InlineData(false, "verdict", "conditions")]
    [InlineData(false, "powers", "false")]
    public async Task PTN_1_4_What_a_closer_look_finds_to_be_of_weight_is_read_and_signed_by_stewards_too(bool isHigh, string question, string found)
    {
        await using var scenario = await StartAsync();
        var partner = await scenario.InviteAsync(Pathway.Partner, "Orrin Loan Fund", "Maren Brook", Maren);
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-1.3"), _ => true);
        await scenario.SubmitAsync(partner, "PTN-1.3", new JsonObject { [question] = bool.TryParse(found, out var yes) ? yes : found });

        Assert.Equal(isHigh, await scenario.IsOpenAsync(partner, "PTN-1.4h."));
        await scenario.UntilAsync(partner, () => scenario.IsOpenAsync(partner, "PTN-3.3"), _ => true);
        Assert.Equal(isHigh, await scenario.IsOpenAtAsync(partner, "PTN-3.3h"));
    }

    /// <summary>Days of the tables count from the stage, whichever way a partner goes in it (domain.md §5.3).</summary>
    [Theory]
    [InlineData("PTN-1.4", "PTN-1.4h")]
    [InlineData("PTN-3.3", "PTN-3.3h")]
    public void A_partner_of_weight_has_the_days_that_every_other_has(string usual, string ofWeight)
    {
        string[] days = ["dueDays", "expiresDays", "countsFrom", "minDays"];

        Assert.Equal(
            days.Select(input => DueDaysTests.Text(DueDaysTests.Node("pathway-partner", usual), input)),
            days.Select(input => DueDaysTests.Text(DueDaysTests.Node("pathway-partner", ofWeight), input)));
    }

    /// <summary>Without money or prizes there is nothing to agree on (domain.md §6, EV-3.4, §13.3).</summary>
    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    public async Task EV_3_4_An_agreement_on_how_value_flows_is_signed_where_there_is_money_or_a_prize_to_share(string shares, bool isAsked)
    {
        await using var scenario = await StartAsync();
        var own = await BeginAsync(scenario, Pathway.Event);
        await scenario.UntilAsync(own, () => scenario.IsOpenAtAsync(own, "EV-3.3"), _ => true);
        await scenario.SubmitAsync(own, "EV-3.3", new JsonObject { ["shares"] = shares, ["value_flow"] = "Thanks aloud, at the evening meal." });

        Assert.Equal(isAsked, await scenario.IsOpenAtAsync(own, "EV-3.4"));
        var conditions = await scenario.Product.RunAsync<AlignmentConditions, IReadOnlyList<Condition>>(reckon => reckon.ExecuteAsync(scenario.EventId, "en", Cancellation));
        Assert.Equal(isAsked ? ConditionState.Open : ConditionState.Met, conditions.Single(one => one.Key == "value_flow").State);
    }

    /// <summary>Two peers look at the card before anybody else does (domain.md §8).</summary>
    [Theory]
    [InlineData("consent", "NET-3.1")]
    [InlineData("return", "NET-2.3r")]
    public async Task NET_2_3_Two_peers_read_a_practice_card(string second, string next)
    {
        await using var scenario = await StartAsync();
        var network = await scenario.InviteAsync(Pathway.Network, "Brook House", "Maren Brook", Maren);
        await scenario.UntilAsync(network, () => scenario.IsOpenAsync(network, "NET-2.3."), _ => true);
        await scenario.ReadAsync(network, "NET-2.3", new JsonObject { ["response"] = "consent" });

        Assert.Equal("NET-2", (await scenario.EnrolmentAsync(network)).StageKey);
        await scenario.ReadAsync(network, "NET-2.3", new JsonObject { ["response"] = second });
        Assert.True(await scenario.IsOpenAtAsync(network, next));
        Assert.False(await scenario.IsOpenAsync(network, "NET-2.3."));
    }

    static async Task MissAsync(Scenario scenario, Guid enrolment, string gathering)
    {
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, gathering), _ => true);
        await scenario.HoldAsync(enrolment, gathering, attended: false);
        await scenario.FinishAsync(enrolment, $"{gathering}c", "Nobody could be reached.", blocked: true);
    }

    static async Task<Guid> BeginAsync(Scenario scenario, string pathway) => (await scenario.WorkAfterAsync(
        scenario.Product.RunAsync<BeginPassage, Outcome<Enrolment>>(begin => begin.ExecuteAsync(scenario.EventId, pathway, Part.Lead, Cancellation)))).Value!.Id;

    /// <summary>A team in which nobody is missing, and an event that has reached all that its passages wait for.</summary>
    static async Task<Scenario> StartAsync()
    {
        var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.JoinAsync("lia@orrin.example", "Lia", Part.HubLead);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened", "hub.ready", "event.aligned", "event.go");
        return scenario;
    }
}
