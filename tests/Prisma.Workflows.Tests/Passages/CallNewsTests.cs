using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tests.Databases;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Passages;

public sealed class CallNewsTests
{
    [Theory, Databases]
    public async Task Whoever_asked_to_hear_of_calls_gets_one_mail_when_a_call_opens(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var cancellation = TestContext.Current.CancellationToken;
        var interest = new JsonObject { ["first_name"] = "Ida", ["email"] = "ida@fern.example", ["keep_informed"] = true };
        await scenario.Product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(scenario.EventId, Pathway.Participant, interest, null, cancellation));
        await scenario.ApplyAsync("amina@reed.example");
        var next = await scenario.AddEventAsync("Another spring", "another-spring");
        var request = new CallRequest(new DateOnly(2027, 6, 6), true, false, "");
        for (var again = 0; again < 2; again++)
        {
            await scenario.WorkAfterAsync(scenario.Product.RunAsync<OpenCall, Outcome<Event>>(open =>
                open.ExecuteAsync(next, request, new Actor(null, "Wren Alder"), cancellation)));
        }

        Assert.Single(await scenario.OwedAsync("ida@fern.example"), "E45");
        Assert.DoesNotContain("E45", await scenario.OwedAsync("amina@reed.example"));
    }
}
