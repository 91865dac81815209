using Prisma.Workflows.Contributions;
using Prisma.Workflows.Tensions;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>Whoever applied with the address of somebody known, and came by no link from a mail, reads and does nothing that is theirs alone.</summary>
public sealed class TypedAddressTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task What_somebody_brought_to_a_circle_is_read_by_them_and_not_by_whoever_typed_their_address()
    {
        const string email = "pulled-twice@reed.example", what = "Decisions fall after I have gone home.";
        using var amina = product.Open();
        var own = await product.StepAsync(Village.IdOf(await amina.ApplyAsync(email)));
        await product.Operations.RunAsync<PrismaDbContext>(async db => db.Add(new Tension
        {
            EventId = await EventAsync(db),
            PersonId = own.ActorId,
            EnrolmentId = own.EnrolmentId,
            Circle = "facilitators",
            What = what,
            Effect = "I hear of them a day late.",
            Wish = "Before supper.",
            IsByName = false,
            At = product.Time.GetUtcNow(),
            DueAt = product.Time.GetUtcNow().AddDays(7),
            AnswererId = await IdOfAsync(db, "wren@example.org"),
        }), WebProduct.Cancellation);
        using var stranger = product.Open();
        var step = await ShowInterestAsync(stranger, email);
        var page = $"/where/{step.EnrolmentId}/tension";

        Assert.Contains(what, (await amina.GetAsync($"/where/{own.EnrolmentId}/tension")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(what, (await stranger.GetAsync(page)).Text, StringComparison.Ordinal);
        await stranger.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        Assert.Contains(what, (await stranger.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_handed_in_a_step_goes_on_to_their_next_one_while_the_link_is_alive()
    {
        using var amina = product.Open();
        var first = await product.StepAsync(Village.IdOf(await amina.ApplyAsync("goes-on@reed.example")));
        var next = new Step { EnrolmentId = first.EnrolmentId, Key = "PAR-1.2", Round = 7, Kind = StepKind.Form, Title = "What draws you", StageKey = first.StageKey, ActorId = first.ActorId, ActorPart = first.ActorPart, FormId = first.FormId, FormVersion = first.FormVersion, OpenedAt = first.OpenedAt, DueAt = first.DueAt };
        await product.Operations.RunAsync<PrismaDbContext>(db => Task.FromResult(db.Steps.Add(next)), WebProduct.Cancellation);

        Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync($"/steps/{next.Id}")).Status);
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.AccessLinks.Where(link => link.PersonId == first.ActorId)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, product.Time.GetUtcNow().AddDays(-1)), WebProduct.Cancellation), WebProduct.Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync($"/steps/{next.Id}")).Status);
    }

    [Fact]
    public async Task What_is_in_talk_stays_with_the_facilitator_whose_address_somebody_typed()
    {
        const string email = "sol@example.org", doubt = "It was Tomas who cooked.";
        using var amina = product.Open();
        var own = await product.StepAsync(Village.IdOf(await amina.ApplyAsync("gave@reed.example")));
        var given = await product.Operations.RunAsync<PrismaDbContext, Contribution>(async db => db.Add(new Contribution
        {
            EventId = await EventAsync(db),
            EnrolmentId = own.EnrolmentId,
            PersonId = own.ActorId,
            Kind = "care",
            What = "Cooked for all.",
            Context = "",
            At = product.Time.GetUtcNow(),
            Visibility = "event",
            State = ContributionState.InTalk,
            Doubt = doubt,
            ContestedAt = product.Time.GetUtcNow(),
            ContestedById = await IdOfAsync(db, "ode@example.org"),
        }).Entity, WebProduct.Cancellation);
        using var stranger = product.Open();
        var step = await product.StepAsync(Village.IdOf(await stranger.ApplyAsync(email)));
        var page = $"/where/{step.EnrolmentId}/contributions";

        var typed = await stranger.GetAsync($"{page}?open={given.Id:N}");
        Assert.DoesNotContain(doubt, typed.Text, StringComparison.Ordinal);
        Assert.Null(typed.Form($"resolve-{given.Id:N}"));
        Assert.Contains("By the link in any of our mails to you this page shows them.", typed.Text, StringComparison.Ordinal);

        await stranger.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        Assert.NotNull((await stranger.GetAsync($"{page}?open={given.Id:N}")).Form($"resolve-{given.Id:N}"));
    }

    [Fact]
    public async Task For_whom_somebody_comes_too_is_not_told_to_whoever_typed_their_address()
    {
        const string email = "holds@reed.example";
        await product.ShowInterestAsync("The Withy House", email);
        using var stranger = product.Open();
        var step = await product.StepAsync(Village.IdOf(await stranger.ApplyAsync(email)));
        var here = $"/where/{step.EnrolmentId}";

        var typed = await stranger.GetAsync(here);
        Assert.DoesNotContain("The Withy House", typed.Text, StringComparison.Ordinal);
        Assert.Null(typed.Form("other-way"));

        await stranger.GetAsync(await product.LinkAsync(step.Id, step.ActorId));
        Assert.Contains("as hub, The Withy House too", (await stranger.GetAsync(here)).Text, StringComparison.Ordinal);
    }

    /// <summary>A hub's interest, sent with that address; the step it is asked first.</summary>
    async Task<Step> ShowInterestAsync(Browser browser, string email)
    {
        var sent = await browser.SubmitAsync($"/e/{Village.Slug}/interest/hub", "apply", [.. Village.Interest(email), ("organisation", "The Withy House")]);
        return await product.StepAsync(Village.IdOf((await browser.GetAsync(sent.Location)).Location));
    }

    static Task<Guid> EventAsync(PrismaDbContext db) => db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation);

    static Task<Guid> IdOfAsync(PrismaDbContext db, string email) => db.People.Where(person => person.Email == email).Select(person => person.Id).SingleAsync(WebProduct.Cancellation);
}
