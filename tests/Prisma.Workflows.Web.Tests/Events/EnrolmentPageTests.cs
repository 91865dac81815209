using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Gates;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Tests.Harness;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class EnrolmentPageTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task What_was_read_and_signed_is_said_in_words()
    {
        await product.FoundAsync();
        var step = await product.ShowInterestAsync("Millrace Commons", "maren@brook.example");
        await product.Operations.RunAsync<PrismaDbContext>(db =>
        {
            AddDecisions(db, step, product.Time.GetUtcNow());
            return Task.CompletedTask;
        }, WebProduct.Cancellation);
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        var page = await facilitator.GetAsync($"/enrolments/{step.EnrolmentId}");

        Assert.Contains("Can this hub take part? consented with conditions", page.Text, StringComparison.Ordinal);
        Assert.Contains("consents with a concern", page.Text, StringComparison.Ordinal);
        Assert.Contains("Hosting agreement signed by all", page.Text, StringComparison.Ordinal);
        Assert.Contains("(hub second)", page.Text, StringComparison.Ordinal);
    }

    static void AddDecisions(PrismaDbContext db, Step step, DateTimeOffset now)
    {
        var review = new Review { EnrolmentId = step.EnrolmentId, StepKey = "HUB-1.3", GateId = "H1", Round = 1, Title = "Can this hub take part?", OpenedAt = now, DueAt = now, DecidedAt = now, Outcome = Decision.ConsentedWithConditions };
        review.Responses.Add(new ReviewResponse { ReviewId = review.Id, PersonId = step.ActorId, StepId = step.Id, Kind = ResponseKind.ConsentWithConcern, Answers = "{}", At = now });
        var agreement = new Agreement { EnrolmentId = step.EnrolmentId, StepKey = "HUB-3.4", Round = 1, TemplateId = "A-03", Version = 1, Title = "Hosting agreement", State = AgreementState.Active, Text = "", Hash = "", OpenedAt = now, ExpiresAt = now };
        agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = step.ActorId, Party = "hub-second" });
        db.AddRange(review, agreement);
    }
}
