namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>A step that could not have the days it should have says so, to whoever does it and to the facilitators.</summary>
public sealed class FewDaysTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Scenario_31_Who_applies_a_day_before_the_call_closes_is_told_of_the_few_days_and_facilitators_see_it_as_tight()
    {
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.CallClosesOn, new DateOnly(2027, 3, 11)), WebProduct.Cancellation), WebProduct.Cancellation);
        using var applicant = product.Open();
        var address = await applicant.ApplyAsync("tight@example.org");
        var step = await product.StepAsync(Village.IdOf(address));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        Assert.True(step.DueAt > product.Time.GetUtcNow().AddDays(3));
        Assert.Contains("less time than usual", (await applicant.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains((await facilitator.GetAsync($"/enrolments/{step.EnrolmentId}")).Document.QuerySelectorAll("td[data-label=State]"), cell => cell.TextContent.Contains("tight", StringComparison.Ordinal));
    }
}
