namespace Prisma.Workflows.Tests.Runtime;

public sealed class PutOffTests
{
    [Theory, Databases]
    public async Task A_ladder_that_cannot_be_climbed_holds_up_no_other(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var broken = await scenario.ApplyAsync("amina@reed.example");
        var sound = await scenario.ApplyAsync("tomas@fern.example", "Tomas");
        var before = await scenario.StepAsync(sound, "PAR-1.2");
        await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == broken && step.Key == "PAR-1.2")
            .ExecuteUpdateAsync(set => set.SetProperty(step => step.RungsDone, -1)));
        await scenario.PassAsync(before.NextRungAt!.Value + TimeSpan.FromMinutes(5) - scenario.Product.Time.GetUtcNow());

        Assert.Contains("E03", await scenario.OwedAsync("tomas@fern.example"));
        var next = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == broken && step.Key == "PAR-1.2").Select(step => step.NextRungAt).SingleAsync());
        Assert.True(next > scenario.Product.Time.GetUtcNow());
    }
}
