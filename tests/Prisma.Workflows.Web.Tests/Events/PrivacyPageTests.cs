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
}
