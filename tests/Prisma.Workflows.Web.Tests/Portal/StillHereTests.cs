using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Ladders;

namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class StillHereTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    const string Button = "I am still here";

    [Fact]
    public async Task The_page_of_a_lapsed_step_has_one_button_that_lets_back_in_and_looking_changes_nothing()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("quiet@example.org");
        var step = await product.StepAsync(Village.IdOf(address));
        foreach (var days in new[] { 14, 31 })
        {
            product.Time.SetUtcNow(step.DueAt.AddDays(days));
            await product.Services.GetRequiredService<ClimbLadders>().ExecuteAsync(WebProduct.Cancellation);
        }

        var closed = await browser.GetAsync(address);
        Assert.Contains(Button, closed.Text, StringComparison.Ordinal);
        Assert.Contains(Button, (await browser.GetAsync($"/where/{step.EnrolmentId}")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await EnrolmentsAsync(step.ActorId));

        var fields = Browser.Hidden(closed.Form("still-here")!);
        Assert.Equal($"/where/{step.EnrolmentId}", (await browser.PostAsync(address, fields)).Location);
        var late = await browser.PostAsync(address, fields);
        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Contains("You are on your way again.", late.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Button, late.Text, StringComparison.Ordinal);
        Assert.Equal(2, await EnrolmentsAsync(step.ActorId));
    }

    Task<int> EnrolmentsAsync(Guid personId) =>
        product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Enrolments.CountAsync(one => one.PersonId == personId, WebProduct.Cancellation));
}
