using Prisma.Workflows.Forms;
using Prisma.Workflows.Web.Portal.Steps;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Forms;

/// <summary>Files that come along with a step's form: whatever is not taken is said, whichever button sent it.</summary>
public sealed class SentAlongTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    const string Recording = "why.voice.file";

    [Theory]
    [InlineData(FormValues.Later, "1", "<script>")]
    [InlineData(FormValues.Add, "languages", "<script>")]
    [InlineData("", "", "<script>")]
    [InlineData("", "", "")]
    public async Task A_file_that_is_not_taken_is_named_and_the_rest_stays(string button, string value, string content)
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync($"sends-{button}{content.Length}@example.org");

        var answer = await SendAsync(browser, address, content, ("gift", "I draw maps."), (button, value));

        Assert.Contains(StepFiles.NotTaken, Assert.Single(answer.Problems, problem => problem.Contains("file", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("I draw maps.", answer.Document.QuerySelector("[name=gift]")!.TextContent);
        var kept = (await product.StepAsync(Village.IdOf(address))).Draft;
        Assert.Equal(button == FormValues.Later, kept.Contains("I draw maps.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_taken_is_kept_for_later_with_the_rest()
    {
        using var browser = product.Open();
        var address = await browser.ApplyAsync("speaks@example.org");

        var answer = await SendAsync(browser, address, "OggS and what she told", (FormValues.Later, "1"));

        Assert.EndsWith("?saved=1", answer.Location, StringComparison.Ordinal);
        Assert.Contains("story.ogg", (await browser.GetAsync(answer.Location)).Text, StringComparison.Ordinal);
    }

    static async Task<Browser.Answer> SendAsync(Browser browser, string address, string file, params (string Name, string Value)[] fields)
    {
        var form = (await browser.GetAsync(address)).Form("step")!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Hidden(form).Concat(fields).Where(field => field.Name.Length > 0))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(file)), Recording, "story.ogg");
        return await Browser.ReadAsync(await browser.Client.PostAsync(new Uri(address, UriKind.Relative), content, WebProduct.Cancellation));
    }
}
