using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Web.Tests.Harness;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Tensions;

public sealed partial class TensionPagesTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task Whoever_answers_finds_it_on_their_day_and_the_mail_with_the_answer_leads_to_it()
    {
        await product.FoundAsync();
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("pulled@example.org")));
        await applicant.SubmitAsync($"/where/{step.EnrolmentId}/tension", "tension", ("what", "Decisions fall after I have gone home."), ("effect", "I hear of them a day late."), ("wish", "Before supper."), ("circle", "facilitators"), ("by_name", "no"));
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var tension = await product.Operations.RunAsync<PrismaDbContext, Tension>(async db =>
        {
            var one = await db.Tensions.SingleAsync(WebProduct.Cancellation);
            one.AnswererId = await db.People.OrderByDescending(person => person.Id).Select(person => person.Id).FirstAsync(WebProduct.Cancellation);
            return one;
        }, WebProduct.Cancellation);

        Assert.Equal("A tension to answer", (await facilitator.GetAsync("/today")).Document.QuerySelector($"a[href='/events/{Village.Slug}/tensions#tension-{tension.Id}']")?.TextContent);
        await facilitator.SubmitAsync($"/events/{Village.Slug}/tensions", $"answer-{tension.Id:N}", ("answer", "Let us decide before supper."));
        Assert.DoesNotContain("A tension to answer", (await facilitator.GetAsync("/today")).Text, StringComparison.Ordinal);

        using var phone = product.Open();
        var page = (await phone.GetAsync(await LinkInMailAsync("has an answer"))).Location;
        Assert.Contains("Let us decide before supper.", (await phone.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    async Task<string> LinkInMailAsync(string subject)
    {
        await using var scope = product.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliverOutbox>().ExecuteAsync(WebProduct.Cancellation);
        var mailbox = scope.ServiceProvider.GetRequiredService<LocalMailbox>();
        return Link().Match(mailbox.Read(mailbox.List().First(line => line.Subject.Contains(subject, StringComparison.Ordinal)).Id)!.Text).Value;
    }

    [GeneratedRegex(@"/l/\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();
}
