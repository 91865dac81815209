using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Changes.Versions;

namespace Prisma.Workflows.Tests.Pathways;

public sealed class MoveTogetherTests
{
    const string Definition = "pathway-participant", After = "Talking it over";

    [Theory, Databases]
    public async Task Those_behind_are_listed_with_what_was_chosen_and_whoever_is_in_the_newest_or_has_ended_is_not(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await StewardAsync(scenario);
        var amina = await scenario.ApplyAsync("amina@reed.example");
        var bram = await scenario.ApplyAsync("bram@reed.example", "Bram");
        var cleo = await scenario.ApplyAsync("cleo@reed.example", "Cleo");
        await scenario.SubmitApplicationAsync(amina);
        Assert.Equal(0, (await BehindAsync(scenario)).Count);
        await PublishAsync(scenario);
        await scenario.ApplyAsync("dara@reed.example", "Dara");
        await scenario.Product.ChangeAsync(db => db.Enrolments.Single(one => one.Id == cleo).State = EnrolmentState.Withdrawn);
        Assert.True((await ChooseAsync(scenario, bram, steward)).IsDone);

        var behind = await BehindAsync(scenario);
        Assert.Equal((2, 2), (behind.Rows.Count, behind.Count));
        Assert.Equal([(amina, "Amina Reed", 1, 2, null), (bram, "Bram Reed", 1, 2, 2)], behind.Rows.Select(row => (row.EnrolmentId, row.Who, row.Version, row.Newest, row.Chosen)));
        Assert.All(behind.Rows, row => Assert.Equal(("Listening to the Orrin", "Call and application"), (row.Event, row.Stage)));
        Assert.Equal([bram], (await BehindAsync(scenario, "bram")).Rows.Select(row => row.EnrolmentId));
        Assert.Equal([amina], (await AllAsync(scenario, "")).Select(row => row.EnrolmentId));
        Assert.Empty(await AllAsync(scenario, "bram"));

        await scenario.SubmitApplicationAsync(bram);
        await scenario.ReadAsync(bram, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.Equal([(bram, 2), (cleo, 1)], (await scenario.Product.Operations.ReadAsync<ListBehind, List<PassageBehind>>(list => list.NamedAsync(Definition, [bram, cleo, Guid.Empty], Cancellation))).Select(row => (row.EnrolmentId, row.Version)));

        await scenario.Product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(Definition, steward, Cancellation));
        Assert.Equal(0, (await BehindAsync(scenario)).Count);
    }

    /// <summary>Either is first: the choice holds for the stage that begins, or for the one after it; what was answered is kept both ways.</summary>
    [Theory, Databases]
    public async Task Who_is_answered_for_while_a_steward_chooses_loses_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await StewardAsync(scenario);
        Guid[] all = [await scenario.ApplyAsync("amina@reed.example"), await scenario.ApplyAsync("bram@reed.example", "Bram"), await scenario.ApplyAsync("cleo@reed.example", "Cleo"), await scenario.ApplyAsync("dara@reed.example", "Dara")];
        foreach (var one in all)
            await scenario.SubmitApplicationAsync(one);
        await PublishAsync(scenario);
        Assert.True((await ChooseAsync(scenario, all[0], steward)).IsDone);
        Assert.True((await ChooseAsync(scenario, all[1], steward)).IsDone);
        var readings = new List<Step>();
        foreach (var one in all)
            readings.Add(await scenario.StepAsync(one, "PAR-1.3"));

        var answers = readings.Select(step => Task.Run(() => scenario.Product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, step.ActorId, new() { ["response"] = "consent" }, Cancellation))));
        var choices = all.Select((one, index) => Task.Run(() => index < 2
            ? scenario.Product.RunAsync<ChooseVersion, Outcome<VersionChoice>>(choose => choose.TakeBackAsync(one, steward, Cancellation))
            : ChooseAsync(scenario, one, steward)));
        var (answered, chosen) = (Task.WhenAll(answers), Task.WhenAll(choices));
        Assert.All(await answered, submission => Assert.True(submission.IsAccepted));
        Assert.All(await chosen, outcome => Assert.True(outcome.IsDone));

        foreach (var one in all)
        {
            var enrolment = await scenario.EnrolmentAsync(one);
            var version = await scenario.Product.ReadAsync(db => db.Instances.Where(instance => instance.Id == enrolment.InstanceId).Join(db.Definitions, instance => instance.DefinitionVersionId, version => version.Id, (_, version) => version.Version).SingleAsync());
            Assert.Equal(version == 2 ? After : "Conversation and offer", enrolment.StageTitle);
            Assert.Equal(version == 1 && Array.IndexOf(all, one) >= 2, enrolment.NextVersionId is not null);
            Assert.True(await scenario.IsOpenAtAsync(one, "PAR-2.1"));
            Assert.False(await scenario.IsOpenAsync(one, "PAR-1.3"));
            Assert.Empty(await scenario.IncidentsAsync(one));
            Assert.Null(await scenario.BrokenAtAsync(one));
        }
    }

    /// <summary>The reader's answer moves it; who steps out at that moment has stepped out, in whichever version.</summary>
    [Theory, Databases]
    public async Task Who_steps_out_while_it_moves_has_stepped_out(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await StewardAsync(scenario);
        Guid[] all = [await scenario.ApplyAsync("amina@reed.example"), await scenario.ApplyAsync("bram@reed.example", "Bram"), await scenario.ApplyAsync("cleo@reed.example", "Cleo")];
        foreach (var one in all)
            await scenario.SubmitApplicationAsync(one);
        await PublishAsync(scenario);
        var acts = new List<Func<Task>>();
        foreach (var one in all)
        {
            Assert.True((await ChooseAsync(scenario, one, steward)).IsDone);
            var (reading, person) = (await scenario.StepAsync(one, "PAR-1.3"), (await scenario.EnrolmentAsync(one)).PersonId);
            acts.Add(() => scenario.Product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(reading.Id, reading.ActorId, new() { ["response"] = "consent" }, Cancellation)));
            acts.Add(async () => Assert.True((await scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(one, person, "", Enrolment.Keep, Cancellation))).IsAccepted));
        }

        await Task.WhenAll(acts.Select(Task.Run));
        await scenario.WorkAsync();

        foreach (var one in all)
        {
            Assert.Equal((EnrolmentState.Withdrawn, null), (await scenario.EnrolmentAsync(one)) is var left ? (left.State, left.LiveKey) : default);
            Assert.False(await scenario.IsOpenAsync(one, "PAR"));
            Assert.Empty(await scenario.IncidentsAsync(one));
            Assert.Null(await scenario.BrokenAtAsync(one));
        }
    }

    static Task<Found<PassageBehind>> BehindAsync(Scenario scenario, string asked = "") =>
        scenario.Product.Operations.ReadAsync<ListBehind, Found<PassageBehind>>(list => list.ExecuteAsync(Definition, asked, 0, Cancellation));

    static Task<List<PassageBehind>> AllAsync(Scenario scenario, string asked) =>
        scenario.Product.Operations.ReadAsync<ListBehind, List<PassageBehind>>(list => list.AllAsync(Definition, asked, Cancellation));

    static Task<Outcome<VersionChoice>> ChooseAsync(Scenario scenario, Guid enrolment, Actor by) =>
        scenario.Product.RunAsync<ChooseVersion, Outcome<VersionChoice>>(choose => choose.ExecuteAsync(enrolment, 2, by, Cancellation));

    static async Task PublishAsync(Scenario scenario)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"), Cancellation);
        Assert.True((await scenario.Product.RunAsync<ImportDefinition, Import>(import =>
            import.ExecuteAsync(shipped.Replace("\"Conversation and offer\"", $"\"{After}\"", StringComparison.Ordinal), true, "Wren Alder", Cancellation))).IsPublished);
    }

    static async Task<Actor> StewardAsync(Scenario scenario)
    {
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == Scenario.Hub, Cancellation));
        await scenario.Product.ChangeAsync(db => db.RoleGrants.Add(new RoleGrant { PersonId = person.Id, Role = Role.Steward, GrantedAt = Product.Beginning }));
        return Actor.Of(person);
    }
}
