using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>Whoever is offered a place while another event of the same weeks keeps one for them (domain.md §13.4).</summary>
public sealed class OtherPlacesTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Theory]
    [InlineData("the same weeks", 10, SeatState.Reserved, true)]
    [InlineData("three months later", 100, SeatState.Reserved, true)]
    [InlineData("a year later", 365, SeatState.Reserved, false)]
    [InlineData("confirmed here already", 10, SeatState.Confirmed, false)]
    public async Task Is_asked_to_choose_while_the_weeks_fall_together(string where, int daysLater, SeatState here, bool isAsked)
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync($"{where.Replace(' ', '-')}@example.org");
        await KeepPlacesAsync(product, Village.IdOf(address), here, where, daysLater);

        var page = await browser.GetAsync(address);

        Assert.Equal(isAsked, page.Text.Contains($"You have a place in {where} too", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_not_asked_to_choose_against_days_that_are_over()
    {
        await using var later = new WebProduct();
        await later.FoundAsync();
        using var browser = later.Open();
        var address = await browser.ApplyAsync("over@example.org");
        await KeepPlacesAsync(later, Village.IdOf(address), SeatState.Reserved, "the summer before", -60);
        Assert.Contains("You have a place in the summer before too", (await browser.GetAsync(address)).Text, StringComparison.Ordinal);

        later.Time.SetUtcNow(new DateTimeOffset(2027, 8, 1, 9, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain("You have a place in", (await browser.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    static Task KeepPlacesAsync(WebProduct product, Guid stepId, SeatState here, string name, int daysLater) => product.Operations.RunAsync<PrismaDbContext>(async db =>
    {
        var mine = await db.Enrolments.Include(one => one.Event).SingleAsync(one => one.Steps.Any(step => step.Id == stepId), WebProduct.Cancellation);
        var now = product.Time.GetUtcNow();
        var other = new Event
        {
            Name = name,
            Slug = $"other-{stepId:N}",
            Place = "Elsewhere",
            StartsOn = mine.Event.StartsOn.AddDays(daysLater),
            EndsOn = mine.Event.EndsOn.AddDays(daysLater),
            TimeZone = "Europe/Lisbon",
            Capacity = 40,
            Profile = Profile.Standard,
            CreatedAt = now,
        };
        var there = new Enrolment { EventId = other.Id, PersonId = mine.PersonId, Pathway = Pathway.Participant, InstanceId = $"{other.Id:N}" };
        db.AddRange(other, there);
        foreach (var (enrolment, state) in new[] { (mine, here), (there, SeatState.Confirmed) })
        {
            db.Seats.Add(new Seat { EventId = enrolment.EventId, EnrolmentId = enrolment.Id, Pool = SeatPool.Participants, State = state, At = now });
        }
    });
}
