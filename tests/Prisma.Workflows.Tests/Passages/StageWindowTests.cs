using Prisma.Workflows.Authoring;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;

namespace Prisma.Workflows.Tests.Passages;

public sealed class StageWindowTests
{
    /// <summary>The event is from 6 to 15 September 2027.</summary>
    [Theory]
    [InlineData("-14", "Monday 23 August 2027")]
    [InlineData("\"T-14\"", "Monday 23 August 2027")]
    [InlineData("\"E+2\"", "Friday 17 September 2027")]
    public async Task A_stage_opens_on_the_day_its_window_names(string opens, string day)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await scenario.Product.ReadAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.StagesFollowPlan, true), Cancellation));
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"), Cancellation);
        var changed = shipped.Replace("\\\"standard\\\": [-113, -92]", $"\\\"standard\\\": [{opens.Replace("\"", "\\\"", StringComparison.Ordinal)}, \\\"E+9\\\"]", StringComparison.Ordinal);
        Assert.NotEqual(shipped, changed);
        await scenario.Product.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(changed, true, "Wren Alder", Cancellation));

        var enrolment = await scenario.ApplyAsync("amina@reed.example");

        Assert.Contains(await scenario.StoryAsync(enrolment), sentence => sentence.EndsWith($" opens on {day}.", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Whoever_answers_a_call_that_opened_before_its_planned_day_gets_a_link_at_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var next = await scenario.AddEventAsync("Another spring", "another-spring");
        await scenario.Product.ChangeAsync(db => db.Events.Single(one => one.Id == next).StagesFollowPlan = true);
        var request = new CallRequest(new DateOnly(2027, 6, 6), true, false, "") { IntentionConsented = true, Hosted = true };
        Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<OpenCall, Outcome<Event>>(open => open.ExecuteAsync(next, request, new Actor(null, "Wren Alder"), Cancellation)))).IsDone);

        var interest = new JsonObject { ["first_name"] = "Ida", ["email"] = "ida@reed.example" };
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(next, Pathway.Participant, interest, null, Cancellation)));

        Assert.Equal(["E01", "E02"], await scenario.OwedAsync("ida@reed.example"));
    }
}
