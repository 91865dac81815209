using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Pathways.Changes.Versions;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Passages;

public sealed class NewVersionTests
{
    const string Amina = "amina@reed.example", Bram = "bram@reed.example";
    const string Before = "Conversation and offer", After = "Talking it over";

    [Theory, Databases]
    public async Task Scenario_28_Who_is_on_the_way_keeps_their_version_and_only_a_steward_moves_them_and_only_between_stages(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var facilitator = await HavingRoleAsync(scenario, Scenario.Facilitator, Role.Facilitator);
        var amina = await scenario.ApplyAsync(Amina);
        var bram = await scenario.ApplyAsync(Bram, "Bram");
        await scenario.SubmitApplicationAsync(amina);
        Assert.Equal([new PassageCount(1, 2)], await CountAsync(scenario));
        await PublishAsync(scenario, shipped => shipped.Replace($"\"{Before}\"", $"\"{After}\"", StringComparison.Ordinal));

        var refused = await ChooseAsync(scenario, amina, facilitator);
        Assert.Contains("Only a steward or an administrator", refused.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.Null((await scenario.EnrolmentAsync(amina)).NextVersionId);

        Assert.Equal(2, (await ChooseAsync(scenario, amina, steward)).Value!.Chosen);
        Assert.Equal(1, await VersionAsync(scenario, amina));
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.Equal((2, After, null), await WhereAsync(scenario, amina));
        Assert.True(await scenario.IsOpenAtAsync(amina, "PAR-2.1"));
        Assert.Contains("From here on the pathway is version 2.", await scenario.StoryAsync(amina));

        await scenario.SubmitApplicationAsync(bram);
        await scenario.ReadAsync(bram, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.Equal((1, Before, null), await WhereAsync(scenario, bram));
        Assert.Equal([new PassageCount(2, 1), new PassageCount(1, 1)], await CountAsync(scenario));
        Assert.Empty(await scenario.IncidentsAsync(amina));
    }

    [Theory, Databases]
    public async Task Scenario_28_Nothing_moves_inside_a_stage_and_the_choice_can_be_taken_back_until_the_next_begins(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => shipped.Replace($"\"{Before}\"", $"\"{After}\"", StringComparison.Ordinal));
        await ChooseAsync(scenario, amina, steward);

        await scenario.SubmitApplicationAsync(amina);
        Assert.Equal(1, await VersionAsync(scenario, amina));
        Assert.Null((await scenario.Product.RunAsync<ChooseVersion, Outcome<VersionChoice>>(choose => choose.TakeBackAsync(amina, steward, Cancellation))).Value!.Chosen);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });

        Assert.Equal((1, Before, null), await WhereAsync(scenario, amina));
    }

    [Theory, Databases]
    public async Task Scenario_28_What_is_finished_before_it_moves_need_not_be_in_the_new_version(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => shipped
            .Replace("\"PAR-1.2\"", "\"PAR-1.2b\"", StringComparison.Ordinal)
            .Replace("\"stage-PAR-1\"", "\"stage-of-calls\"", StringComparison.Ordinal)
            .Replace("\"stage-PAR-3\"", "\"stage-of-roots\"", StringComparison.Ordinal)
            .Replace($"\"{Before}\"", $"\"{After}\"", StringComparison.Ordinal));

        var choice = (await ChooseAsync(scenario, amina, steward)).Value!;
        Assert.Equal(["2 Conversation and offer"], choice.Begins);
        Assert.Contains("Should “Application” still be open then", choice.Doubt, StringComparison.Ordinal);
        await scenario.SubmitApplicationAsync(amina);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });

        Assert.Equal((2, After, null), await WhereAsync(scenario, amina));
        Assert.True(await scenario.IsOpenAtAsync(amina, "PAR-2.1"));
        Assert.Empty(await scenario.IncidentsAsync(amina));
    }

    [Theory, Databases]
    public async Task Scenario_28_A_version_without_the_stage_that_begins_next_is_refused_by_its_name(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => shipped.Replace("\"stage-PAR-2\"", "\"stage-of-talks\"", StringComparison.Ordinal));

        var refused = await ChooseAsync(scenario, amina, steward);

        Assert.Contains("version 2 has no “2 Conversation and offer”, which begins next", refused.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.Equal((1, "Call and application", null), await WhereAsync(scenario, amina));
    }

    [Theory, Databases]
    public async Task Where_no_stage_begins_any_more_nothing_is_chosen_that_never_happens(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        await PublishAsync(scenario, OneStage);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => OneStage(shipped).Replace("\"Application\"", "\"Your word\"", StringComparison.Ordinal), 3);

        var refused = await ChooseAsync(scenario, amina, steward, 3);

        Assert.Contains("no stage of it begins any more", refused.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.Equal((2, "Call and application", null), await WhereAsync(scenario, amina));

        static string OneStage(string shipped)
        {
            var pathway = JsonNode.Parse(shipped)!;
            foreach (var stage in pathway["root"]!["activities"]!.AsArray().Where(node => node!["type"]!.ToString() == "Prisma.Stage" && node["id"]!.ToString() != "stage-PAR-1"))
                stage!["type"] = "Elsa.WriteLine";
            return pathway.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
    }

    [Theory, Databases]
    public async Task Where_the_stage_opens_later_in_the_new_version_it_is_waited_for_there(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var amina = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(amina);
        await scenario.Product.ChangeAsync(db => db.Events.Single().StagesFollowPlan = true);
        await PublishAsync(scenario, shipped => shipped.Replace("[-91, -75]", "[-81, -75]", StringComparison.Ordinal));
        await ChooseAsync(scenario, amina, steward);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.Equal(["2 Conversation and offer"], (await scenario.Product.Operations.ReadAsync<ChooseVersion, VersionChoice?>(choose => choose.ReadAsync(amina, Cancellation)))!.Begins);

        await scenario.AwakeUntilAsync(new(2027, 6, 8, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal((2, "Call and application", null), await WhereAsync(scenario, amina));
        Assert.Contains(await scenario.StoryAsync(amina), sentence => sentence.EndsWith("opens on Thursday 17 June 2027.", StringComparison.Ordinal));

        await scenario.AwakeUntilAsync(new(2027, 6, 17, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal((2, Before, null), await WhereAsync(scenario, amina));
    }

    [Theory, Databases]
    public async Task A_chosen_version_that_was_taken_back_is_not_gone_on_in(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => shipped.Replace($"\"{Before}\"", $"\"{After}\"", StringComparison.Ordinal));
        await ChooseAsync(scenario, amina, steward);
        await scenario.Product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync("pathway-participant", steward, Cancellation));

        await scenario.SubmitApplicationAsync(amina);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });

        Assert.Equal((1, Before, null), await WhereAsync(scenario, amina));
        Assert.Contains("It stays in its version of the pathway: version 2 was taken back.", await scenario.StoryAsync(amina));
    }

    [Theory, Databases]
    public async Task A_chosen_version_that_was_taken_back_is_not_gone_on_in_when_a_later_one_is_published(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var steward = await HavingRoleAsync(scenario, Scenario.Hub, Role.Steward);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => shipped.Replace($"\"{Before}\"", $"\"{After}\"", StringComparison.Ordinal));
        await ChooseAsync(scenario, amina, steward);
        await scenario.Product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync("pathway-participant", steward, Cancellation));
        await PublishAsync(scenario, shipped => shipped.Replace($"\"{Before}\"", "\"Talking\"", StringComparison.Ordinal), 3);

        await scenario.SubmitApplicationAsync(amina);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });

        Assert.Equal((1, Before, null), await WhereAsync(scenario, amina));
        Assert.Contains("It stays in its version of the pathway: version 2 was taken back.", await scenario.StoryAsync(amina));
    }

    /// <summary>As where something came to wait beside the stages after the choice was made.</summary>
    [Theory, Databases]
    public async Task Where_the_stage_begins_its_places_are_looked_for_again_and_it_goes_on_as_it_was(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.ApplyAsync(Amina);
        await PublishAsync(scenario, shipped => shipped.Replace("\"stage-PAR-2\"", "\"stage-of-talks\"", StringComparison.Ordinal));
        await scenario.Product.ChangeAsync(db => db.Enrolments.Single(one => one.Id == amina).NextVersionId = db.Definitions.Single(one => one.DefinitionId == "pathway-participant" && one.IsPublished).Id);

        await scenario.SubmitApplicationAsync(amina);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });

        Assert.Equal((1, Before, null), await WhereAsync(scenario, amina));
        Assert.Contains(await scenario.StoryAsync(amina), sentence => sentence.StartsWith("It stays in its version of the pathway: version 2 has no ", StringComparison.Ordinal));
        Assert.True(await scenario.IsOpenAtAsync(amina, "PAR-2.1"));
    }

    [Theory, Databases]
    public async Task Whoever_comes_back_where_the_pathway_now_leads_back_to_a_step_is_asked_it_again_and_not_answered_for_for_ever(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(amina);
        await scenario.ReadAsync(amina, "PAR-1.3", new() { ["response"] = "consent" });
        var silentAt = await scenario.StepAsync(amina, "PAR-2.1");
        await scenario.AwakeUntilAsync(silentAt.DueAt.AddDays(30));
        await PublishAsync(scenario, shipped => shipped
            .Replace("variables.received ? 'again' : 'first'", "'again'", StringComparison.Ordinal)
            .Replace("\"port\": \"again\" }, \"target\": { \"activity\": \"PAR-1.3\"", "\"port\": \"again\" }, \"target\": { \"activity\": \"PAR-1.2\"", StringComparison.Ordinal));

        var back = await scenario.WorkAfterAsync(scenario.Product.RunAsync<ReEnter, Submission>(enter => enter.ExecuteAsync(amina, silentAt.ActorId, Cancellation)));

        Assert.True(back.IsAccepted);
        var again = await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.LiveKey != null).Select(one => one.Id).SingleAsync(Cancellation));
        Assert.Equal(2, (await scenario.StepAsync(again, "PAR-1.2")).Round);
        Assert.Equal(2, await VersionAsync(scenario, again));
    }

    static Task<IReadOnlyList<PassageCount>> CountAsync(Scenario scenario) =>
        scenario.Product.Operations.ReadAsync<CountPassages, IReadOnlyList<PassageCount>>(count => count.ExecuteAsync("pathway-participant", Cancellation));

    static Task<Outcome<VersionChoice>> ChooseAsync(Scenario scenario, Guid enrolment, Actor by, int version = 2) =>
        scenario.Product.RunAsync<ChooseVersion, Outcome<VersionChoice>>(choose => choose.ExecuteAsync(enrolment, version, by, Cancellation));

    static async Task PublishAsync(Scenario scenario, Func<string, string> change, int version = 2)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"), Cancellation);
        var import = await scenario.Product.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(change(shipped), true, "Wren Alder", Cancellation));
        Assert.Equal((version, true), (import.Version, import.IsPublished));
    }

    static async Task<Actor> HavingRoleAsync(Scenario scenario, string email, Role role)
    {
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == email, Cancellation));
        await scenario.Product.ChangeAsync(db => db.RoleGrants.Add(new RoleGrant { PersonId = person.Id, Role = role, GrantedAt = Product.Beginning }));
        return Actor.Of(person);
    }

    static Task<int> VersionAsync(Scenario scenario, Guid enrolment) => scenario.Product.ReadAsync(db => (
        from one in db.Enrolments
        join instance in db.Instances on one.InstanceId equals instance.Id
        join version in db.Definitions on instance.DefinitionVersionId equals version.Id
        where one.Id == enrolment
        select version.Version).SingleAsync(Cancellation));

    /// <summary>Its version, its stage, and the version in which it is to go on.</summary>
    static async Task<(int Version, string Stage, string? Next)> WhereAsync(Scenario scenario, Guid enrolment)
    {
        var now = await scenario.EnrolmentAsync(enrolment);
        return (await VersionAsync(scenario, enrolment), now.StageTitle, now.NextVersionId);
    }
}
