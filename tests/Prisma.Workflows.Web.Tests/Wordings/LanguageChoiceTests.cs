namespace Prisma.Workflows.Web.Tests.Wordings;

public sealed class LanguageChoiceTests
{
    /// <summary>A form holds all its languages in one, so that whoever translates it goes through them in what they have written so far.</summary>
    [Fact]
    public async Task Whoever_goes_on_in_another_language_of_a_form_stays_with_what_was_changed()
    {
        await using var content = TemporaryFolder.WithContent("content");
        File.Copy(Path.Combine(content.Path, "workflows/forms/F-12/en.json"), Path.Combine(content.Path, "workflows/forms/F-12/pt.json"));
        await using var product = new WebProduct(("ContentFolder", content.Path));
        using var steward = await product.SignInAsync(Role.Steward);
        var moved = await steward.SubmitAsync("/forms/F-12/edit?language=pt", "form-edit", ("do", "down:why"));

        var languages = (await steward.GetAsync(moved.Location)).Document.QuerySelectorAll("nav[aria-label=Language] a");

        Assert.Equal(["English", "Portuguese (current)"], languages.Select(link => link.TextContent + (link.HasAttribute("aria-current") ? " (current)" : "")));
        var english = await steward.GetAsync(languages[0].GetAttribute("href")!);
        Assert.Equal("English", english.Document.QuerySelector("nav[aria-label=Language] a[aria-current]")!.TextContent);
        Assert.Contains(english.Document.QuerySelectorAll("main a.button"), link => link.TextContent == "Undo");
    }
}
