namespace Prisma.Workflows.Web.Tests.Portal;

public sealed class PeoplePageTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task Those_with_a_place_who_let_the_others_find_them_find_each_other_and_nobody_else_does()
    {
        using var amina = product.Open();
        using var bruno = product.Open();
        using var cato = product.Open();
        var own = await SeatedAsync(amina, "finds@example.org", "Amina", SeatState.Confirmed);
        var brunos = await SeatedAsync(bruno, "found@example.org", "Bruno", SeatState.Confirmed);
        var catos = await SeatedAsync(cato, "waits-still@example.org", "Cato", SeatState.Waitlisted);
        Assert.Contains("You find the others here once your place is confirmed and you let them find you.", await PeopleAsync(amina, own), StringComparison.Ordinal);

        await amina.SubmitAsync($"/where/{own}/choices", "choices", ("directory", "true"));
        Assert.Contains("Nobody else of Listening to the Orrin lets the others find them yet.", await PeopleAsync(amina, own), StringComparison.Ordinal);

        await bruno.SubmitAsync($"/where/{brunos}/choices", "choices", ("directory", "true"));
        await cato.SubmitAsync($"/where/{catos}/choices", "choices", ("directory", "true"));
        Assert.Contains("Bruno Reed, Developer, maker of tools", await PeopleAsync(amina, own), StringComparison.Ordinal);
        Assert.DoesNotContain("Cato", await PeopleAsync(amina, own), StringComparison.Ordinal);
        Assert.Contains("Amina Reed", await PeopleAsync(bruno, brunos), StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", await PeopleAsync(cato, catos), StringComparison.Ordinal);
        Assert.Contains("You let the others find you. You find each other here once your place is confirmed", await PeopleAsync(cato, catos), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cato.GetAsync($"/where/{own}/people")).Status);

        await bruno.SubmitAsync($"/where/{brunos}/choices", "choices");
        Assert.DoesNotContain("Bruno", await PeopleAsync(amina, own), StringComparison.Ordinal);
    }

    static async Task<string> PeopleAsync(Browser browser, Guid enrolment) => (await browser.GetAsync($"/where/{enrolment}/people")).Text;

    async Task<Guid> SeatedAsync(Browser browser, string email, string firstName, SeatState state)
    {
        var step = await product.StepAsync(Village.IdOf(await browser.ApplyAsync(email)));
        await product.Operations.RunAsync<PrismaDbContext>(
            async db =>
            {
                var enrolment = await db.Enrolments.SingleAsync(one => one.Id == step.EnrolmentId, WebProduct.Cancellation);
                (await db.People.SingleAsync(person => person.Id == enrolment.PersonId, WebProduct.Cancellation)).FirstName = firstName;
                db.Seats.Add(new Seat { EventId = enrolment.EventId, EnrolmentId = enrolment.Id, Pool = SeatPool.Participants, State = state, At = step.OpenedAt, Track = "developer" });
            },
            WebProduct.Cancellation);
        return step.EnrolmentId;
    }
}
