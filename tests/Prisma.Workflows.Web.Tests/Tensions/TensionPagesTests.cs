using System.Text.RegularExpressions;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Tensions;

public sealed partial class TensionPagesTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Whoever_answers_finds_it_on_their_day_and_the_mail_with_the_answer_leads_to_it()
    {
        using var applicant = product.Open();
        var step = await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("pulled@example.org")));
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var tension = await product.Operations.RunAsync<PrismaDbContext, Tension>(async db =>
        {
            var now = product.Time.GetUtcNow();
            var answerer = await db.People.OrderByDescending(person => person.Id).FirstAsync(WebProduct.Cancellation);
            return db.Add(new Tension
            {
                EventId = await db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation),
                PersonId = step.ActorId,
                EnrolmentId = step.EnrolmentId,
                Circle = "facilitators",
                What = "Decisions fall after I have gone home.",
                Effect = "I hear of them a day late.",
                Wish = "Before supper.",
                IsByName = true,
                At = now,
                DueAt = now.AddDays(7),
                AnswererId = answerer.Id,
            }).Entity;
        }, WebProduct.Cancellation);

        Assert.Equal("A tension to answer", (await facilitator.GetAsync("/today")).Document.QuerySelector($"a[href='/events/{Village.Slug}/tensions#tension-{tension.Id}']")?.TextContent);
        await facilitator.SubmitAsync($"/events/{Village.Slug}/tensions", $"answer-{tension.Id:N}", ("answer", "Let us decide before supper."));
        Assert.DoesNotContain("A tension to answer", (await facilitator.GetAsync("/today")).Text, StringComparison.Ordinal);

        using var phone = product.Open();
        var page = (await phone.GetAsync(await LinkInMailAsync("has an answer"))).Location;
        Assert.Equal($"/where/{step.EnrolmentId}/tension", page);
        Assert.Contains("Let us decide before supper.", (await phone.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_on_the_way_brings_one_and_what_is_missing_is_said()
    {
        using var applicant = product.Open();
        var page = $"/where/{(await product.StepAsync(Village.IdOf(await applicant.ApplyAsync("brings@example.org")))).EnrolmentId}/tension";
        (string, string)[] told = [("effect", "People who live far away hear of it last."), ("wish", "Let us decide before supper."), ("circle", "facilitators"), ("by_name", "no")];

        Assert.Single((await applicant.SubmitAsync(page, "tension", told)).Problems);
        Assert.StartsWith("Nobody is named yet who could answer it here.", Assert.Single((await applicant.SubmitAsync(page, "tension", [.. told, ("what", "Decisions fall after most have gone home.")])).Problems), StringComparison.Ordinal);
        using var facilitator = await product.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        await applicant.SubmitAsync(page, "tension", [.. told, ("what", "Decisions fall after most have gone home.")]);

        Assert.Contains("Decisions fall after most have gone home.", (await applicant.GetAsync(page)).Text, StringComparison.Ordinal);
        var read = await facilitator.GetAsync($"/events/{Village.Slug}/tensions");
        Assert.Contains("Decisions fall after most have gone home.", read.Text, StringComparison.Ordinal);
        Assert.Contains("Amina Reed, who is not to be named", read.Text, StringComparison.Ordinal);
    }

    async Task<string> LinkInMailAsync(string subject) =>
        Link().Match((await product.DeliverAsync()).First(mail => mail.Subject.Contains(subject, StringComparison.Ordinal)).Text).Value;

    [GeneratedRegex(@"/l/\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();
}
