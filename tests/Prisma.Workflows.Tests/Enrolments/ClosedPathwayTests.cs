using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>Nobody begins on a pathway whose version was taken back, and whoever tries is told.</summary>
public sealed class ClosedPathwayTests
{
    static readonly Actor _wren = new(null, "Wren Alder");

    [Theory, Databases]
    public async Task Who_answers_the_call_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var before = await scenario.Product.ReadAsync(db => db.People.CountAsync(Cancellation));
        await RetractAsync(scenario, Pathway.Participant);

        var answer = await scenario.Product.RunAsync<Apply, Application>(apply =>
            apply.ExecuteAsync(scenario.EventId, Pathway.Participant, new JsonObject { ["first_name"] = "Ida", ["email"] = "ida@pike.example" }, null, Cancellation));

        Assert.Equal(Application.PathwayIsClosed, answer);
        Assert.Equal(before, await scenario.Product.ReadAsync(db => db.People.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task An_organisation_cannot_be_asked_nor_the_event_called(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await RetractAsync(scenario, Pathway.Hub);
        await RetractAsync(scenario, Pathway.Event);

        var asked = await scenario.Product.RunAsync<InviteOrganisation, Outcome<Enrolment>>(invite =>
            invite.ExecuteAsync(scenario.EventId, new Invitation(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@millrace.example"), _wren, Cancellation));
        var called = await scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, _wren, Cancellation));

        Assert.Contains("no version of it is published", asked.Problems["pathway"], StringComparison.Ordinal);
        Assert.Contains("no version of it is published", called.Problems["call"], StringComparison.Ordinal);
        Assert.False(await scenario.Product.ReadAsync(db => db.Organisations.AnyAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task A_passage_that_needs_another_says_what_is_missing_and_begins_it_once_it_is_there(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var own = Chain(Pathway.Event, Wait("wait", "harvest"), Activity("Prisma.Begin", "begin-case", ("pathway", Pathway.Case), ("owner", "lead"), ("title", "The story of this event"))).Replace("event-codesign-1\"", "event-codesign-short\"", StringComparison.Ordinal);
        await scenario.Product.PublishAsync(own);
        var called = (await scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, _wren, Cancellation))).Value!;
        await RetractAsync(scenario, Pathway.Case);

        await scenario.Product.RaiseAsync("harvest");

        Assert.Contains("no version of “case-study” is published", await scenario.IncidentsAsync(called.Id), StringComparison.Ordinal);
        Assert.Contains(await scenario.StoryAsync(called.Id), sentence => sentence.StartsWith("The pathway met a problem at “The story of this event”", StringComparison.Ordinal));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains(scenario.Product.Mail.To(Scenario.Lead), mail => mail.TextBody!.Contains("The pathway met a problem at “The story of this event”", StringComparison.Ordinal) && mail.TextBody.Contains($"/enrolments/{called.Id}", StringComparison.Ordinal));
        await scenario.Product.ChangeAsync(db => db.Definitions.Single(version => version.DefinitionId == Pathway.Case).IsPublished = true);
        var incident = (await scenario.Product.InstanceAsync(called.InstanceId)).Incidents.Single();
        Assert.True((await scenario.Product.RunAsync<TryAgain, Submission>(again => again.ExecuteAsync(called.Id, called.InstanceId, incident.Id, "Wren Alder", Cancellation))).IsAccepted);

        Assert.True(await scenario.Product.ReadAsync(db => db.Enrolments.AnyAsync(one => one.Pathway == Pathway.Case, Cancellation)));
    }

    static Task<Outcome<DefinitionVersion>> RetractAsync(Scenario scenario, string pathway) =>
        scenario.Product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(pathway, _wren, Cancellation));
}
