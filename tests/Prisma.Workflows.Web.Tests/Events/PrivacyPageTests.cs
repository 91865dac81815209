using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>What happens with what one tells, as whoever comes to an event's page reads it.</summary>
public sealed class PrivacyPageTests
{
    [Fact]
    public async Task Names_for_how_long_this_installation_keeps_what_is_told_and_signed()
    {
        await using var product = new WebProduct(("Retention:CareDays", "45"), ("Retention:AgreementYears", "10"));
        await product.FoundAsync();
        using var browser = product.Open();

        var page = await browser.GetAsync($"/e/{Village.Slug}/privacy");

        Assert.Contains("is deleted 45 days after the event", page.Text, StringComparison.Ordinal);
        Assert.Contains("are kept for 10 years after the event", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_need_names_the_day_on_which_this_installation_deletes_it_and_says_afterwards_that_it_was()
    {
        await using var product = new WebProduct(("Retention:CareDays", "45"));
        await product.FoundAsync();
        var last = await product.Operations.ReadAsync<PrismaDbContext, DateOnly>(db => db.Events.Where(one => one.Slug == Village.Slug).Select(one => one.EndsOn).SingleAsync(WebProduct.Cancellation));
        var day = DayWords.Say(last.AddDays(45));

        var before = await SheetAsync(product);
        product.Time.SetUtcNow(new DateTimeOffset(last.AddDays(47), TimeOnly.MinValue, TimeSpan.Zero));
        var after = await SheetAsync(product);

        Assert.Contains($"It is deleted here on {day};", before.Text, StringComparison.Ordinal);
        Assert.Contains($"What people told was deleted here on {day}.", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody has told anything yet.", after.Text, StringComparison.Ordinal);
    }

    /// <summary>What people need, as somebody sees it who holds care from now on.</summary>
    static async Task<Browser.Answer> SheetAsync(WebProduct product)
    {
        using var holder = await product.SignInAsync(Role.Facilitator);
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var theEvent = await db.Events.SingleAsync(one => one.Slug == Village.Slug, WebProduct.Cancellation);
            var me = await db.People.OrderBy(person => person.Id).LastAsync(person => person.Roles.Any(grant => grant.Role == Role.Facilitator), WebProduct.Cancellation);
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = me.Id, Part = Part.CareHolder });
        }, WebProduct.Cancellation);
        return await holder.GetAsync($"/events/{Village.Slug}/care");
    }
}
