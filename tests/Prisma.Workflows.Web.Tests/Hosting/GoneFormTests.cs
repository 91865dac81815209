namespace Prisma.Workflows.Web.Tests.Hosting;

public sealed class GoneFormTests
{
    [Fact]
    public async Task A_form_that_went_from_its_page_meanwhile_is_told_so_and_not_answered_with_nothing()
    {
        await using var product = new WebProduct(("environment", "Production"));
        using var browser = product.Open();
        var form = (await browser.GetAsync("/sign-in")).Form("sign-in")!;

        var answer = await browser.PostAsync("/sign-in", [.. Browser.Hidden(form).Where(field => field.Name != "_handler"), ("_handler", "sign-in-elsewhere")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("This could not be read", answer.Text, StringComparison.Ordinal);
    }
}
