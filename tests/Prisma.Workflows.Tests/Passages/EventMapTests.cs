using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>The conditions of domain.md §13.3 and the two maps, reckoned from what is there.</summary>
public sealed class EventMapTests
{
    static readonly string[] _met = ["hosting_agreed", "essentials", "risks"];

    static readonly string[] _open = ["practice_agreed", "facilitators_agreed", "aspects", "value_flow"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        Assert.Equal((ConditionState.Staged, "60 % covered; Forty beds: Piet Sedge, until 2027-07-01"), (states["other_needs"].State, states["other_needs"].Detail));
        Assert.Equal((ConditionState.Open, "a no of The mill"), (states["neighbours"].State, states["neighbours"].Detail));
        Assert.Equal((ConditionState.Open, "0 confirmed or offered, 24 needed"), (states["people"].State, states["people"].Detail));
        Assert.All(_open, key => Assert.Equal(ConditionState.Open, states[key].State));
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

        Assert.Contains(maps.Waits, wait => wait is { Who: Group.Participants, For: Group.Event, What: "The design is consented (gate G2)" } && wait.Names.Contains("Bela Reed"));
        Assert.Contains(new Promise(Group.Hubs, "Millrace Commons", Group.Event, "Hub hosting and stewardship agreement", IsFirm: true), maps.Promises);
        Assert.Contains(new Promise(Group.Partners, "Sand Foundation", Group.Event, "Bread for all, 40 loaves a day (firm)", IsFirm: true), maps.Promises);
        Assert.Equal((1, 1), maps.Places.Where(place => place.Group == Group.Hubs).Select(place => (place.OnTheWay, place.Agreed)).Single());
    }

    [Fact]
    public async Task What_is_open_when_the_gate_consents_becomes_a_task_of_the_lead()
    {
        var played = await Rehearsal.PlayAsync(new RehearsalRequest(Pathway.Event, new DateOnly(2027, 3, 10), Profile.Standard), Repository.Root, cancellation: Cancellation);

        var lines = played.Value!.Lines.Select(line => line.Text).ToList();
        Assert.Contains("As “Are people, means and agreements enough?” was decided, 4 of 10 conditions were met and 0 had an owner and a day.", lines);
        Assert.Equal(6, lines.Count(line => line.StartsWith("Wren Alder did “See to it, or say why it may be left out:", StringComparison.Ordinal)));
    }

    static Task<EventMaps> MapsAsync(Scenario scenario) =>
        scenario.Product.Operations.ReadAsync<ReadMaps, EventMaps>(read => read.ExecuteAsync(scenario.EventId, Cancellation));

    static Task HandInAsync(Scenario scenario, Guid enrolment, string form, string answers) => scenario.Product.ChangeAsync(db => db.Steps.Add(new Step
    {
        EnrolmentId = enrolment,
        Key = form,
        Round = 1,
        Kind = StepKind.Form,
        Title = form,
        StageKey = "",
        ActorId = db.Enrolments.Single(one => one.Id == enrolment).PersonId,
        ActorPart = "stakeholder",
        FormId = form,
        State = StepState.Submitted,
        OpenedAt = scenario.Product.Time.GetUtcNow(),
        DueAt = scenario.Product.Time.GetUtcNow(),
        ClosedAt = scenario.Product.Time.GetUtcNow(),
        Answers = JsonNode.Parse(answers)!.ToJsonString(),
    }));
}
