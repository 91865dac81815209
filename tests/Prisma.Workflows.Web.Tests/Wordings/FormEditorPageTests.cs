using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Prisma.Workflows.Web.Tests.Wordings;

public sealed class FormEditorPageTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_steward_adds_a_question_step_by_step_takes_one_back_and_publishes_the_form()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        using var other = await product.SignInAsync(Role.Steward);
        Assert.Contains("What calls you to this place", (await steward.GetAsync("/forms/F-12/edit")).Text, StringComparison.Ordinal);

        var added = await steward.SubmitAsync("/forms/F-12/edit", "form-edit", ("section", "gift"), ("label", "How do you rest?"), ("type", "One"), ("do", "add"));
        Assert.EndsWith("&open=how_do_you_rest#f-how_do_you_rest", added.Location, StringComparison.Ordinal);
        var page = await steward.GetAsync(added.Location);
        Assert.Contains("“How do you rest?” needs at least two choices", Assert.Single(page.Problems), StringComparison.Ordinal);
        var filled = await steward.SubmitAsync(added.Location, "form-edit", ("ask.label", "How do you rest?"), ("ask.why", "Nobody can give all day."), ("ask.type", "One"), ("ask.choices", "Outside\r\nAsleep"), ("ask.told", "yes"), ("do", "save:how_do_you_rest"));
        var moved = await steward.SubmitAsync(filled.Location, "form-edit", ("do", "up:how_do_you_rest"));
        var removed = await steward.SubmitAsync(moved.Location, "form-edit", ("do", "remove:why"));
        var undo = (await steward.GetAsync(removed.Location)).Document.QuerySelectorAll("a.button").Single(link => link.TextContent == "Undo").GetAttribute("href")!;

        var before = await steward.GetAsync(undo);
        Assert.Empty(before.Problems);
        Assert.Contains("New: How do you rest? (one of some choices, may be told in person)", before.Text, StringComparison.Ordinal);
        var seen = await steward.GetAsync(before.Document.QuerySelectorAll("a.button").Single(link => link.TextContent == "See it as people do").GetAttribute("href")!);
        Assert.Contains("Nobody can give all day.", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Asleep", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("How do you rest?", (await steward.GetAsync("/forms/F-12")).Text, StringComparison.Ordinal);

        await other.SubmitAsync(undo, "consent");
        Assert.StartsWith("/forms/F-12/edit", (await steward.SubmitAsync(undo, "publish", ("sentence", "We forgot that people rest."))).Location, StringComparison.Ordinal);
        Assert.Contains("How do you rest?", (await steward.GetAsync("/forms/F-12")).Text, StringComparison.Ordinal);
        Assert.Contains("version 2", (await steward.GetAsync("/forms/F-12/edit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_gives_a_form_another_title_a_section_of_its_own_and_a_question_twice()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        const string Page = "/forms/F-10/edit";

        var named = await steward.SubmitAsync(Page, "form-edit", ("head.title", "Who you are"), ("head.intro", "A few words."), ("head.minutes", "7"), ("do", "head"));
        var sectioned = await steward.SubmitAsync(named.Location, "form-edit", ("section-title", "About rest"), ("label", "When do you rest?"), ("type", "Text"), ("do", "add"));
        var copied = await steward.SubmitAsync(sectioned.Location, "form-edit", ("do", "copy:when_do_you_rest"));

        var page = await steward.GetAsync(copied.Location);
        Assert.Equal("Who you are", page.Document.QuerySelector("[name='head.title']")!.GetAttribute("value"));
        Assert.Equal("7", page.Document.QuerySelector("[name='head.minutes']")!.GetAttribute("value"));
        Assert.Contains("About rest", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("button[value^='copy:when_do_you_rest']").Length);
    }

    [Theory]
    [InlineData("do=up:sources", "Nothing is different here, so nothing new was kept.")]
    [InlineData("do=add&label= &type=Text&section=org", "Nothing is added: say what is asked.")]
    [InlineData("do=remove:no_such_question", "Nothing is different here, so nothing new was kept.")]
    public async Task What_changes_nothing_keeps_nothing_and_says_so(string act, string said)
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/forms/F-11/edit", "form-edit", [.. act.Split('&').Select(field => field.Split('=')).Select(field => (field[0], field[1]))]);

        var page = await steward.GetAsync(answer.Location);
        Assert.Equal(said, page.Document.QuerySelector("main [role=status]")?.TextContent);
        Assert.DoesNotContain("not numbered yet", page.Text, StringComparison.Ordinal);
    }

    /// <summary>What its editor shows nowhere, as how long an address may be, and the order in which choices are ticked, are no change.</summary>
    [Theory]
    [InlineData("F-12", "head")]
    [InlineData("F-12", "save:link")]
    [InlineData("F-07", "save:files")]
    [InlineData("F-21", "save:strengths")]
    public async Task What_is_saved_as_it_stands_is_no_change(string form, string act)
    {
        using var steward = await product.SignInAsync(Role.Steward);
        var open = (await steward.GetAsync($"/forms/{form}/edit?version=shipped&open={act.Split(':')[^1]}")).Document.QuerySelector($"button[value='{act}']")!.Closest("form")!;

        var answer = await steward.PostAsync(open.GetAttribute("action")!, [.. AsItStands(open), ("do", act)]);

        Assert.Equal("Nothing is different here, so nothing new was kept.", (await steward.GetAsync(answer.Location)).Document.QuerySelector("main [role=status]")?.TextContent);
    }

    [Fact]
    public async Task A_section_without_a_title_needs_another_look()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var kept = await steward.SubmitAsync("/forms/F-13/edit", "form-edit", ("head.title", "A walk"), ("head.minutes", "7"), ("head.section.unknown", " "), ("do", "head"));

        var page = await steward.GetAsync(kept.Location);
        Assert.Contains("Please give each section a title.", Assert.Single(page.Problems), StringComparison.Ordinal);
        Assert.Equal("true", page.Document.QuerySelector("[name='head.section.unknown']")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task What_was_changed_is_said_and_whoever_comes_back_is_led_to_it()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        const string Page = "/forms/F-02/edit";
        Assert.Null((await steward.GetAsync(Page)).Document.QuerySelector(".notice a[href*='version=']"));

        var moved = await steward.SubmitAsync(Page, "form-edit", ("do", "down:form"));
        Assert.Equal("The question has moved.", Said(await steward.GetAsync(moved.Location)));
        Assert.Equal("Nothing is added: say what is asked.", Said(await steward.GetAsync((await steward.SubmitAsync(moved.Location, "form-edit", ("label", " "), ("do", "add"))).Location)));
        var removed = await steward.SubmitAsync(moved.Location, "form-edit", ("do", "remove:legal"));
        var page = await steward.GetAsync(removed.Location);
        Assert.Equal("It is taken out. “Undo” brings it back.", Said(page));
        Assert.Equal("Undo", page.Document.QuerySelector("main [autofocus]")!.TextContent);

        var back = (await steward.GetAsync(Page)).Document.QuerySelector(".notice a[href*='version=']")!;
        Assert.StartsWith("Sam Vale has changed it", back.ParentElement!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("Do you exist on paper?", (await steward.GetAsync(back.GetAttribute("href")!)).Document.QuerySelector("ol.plain")!.TextContent, StringComparison.Ordinal);

        static string? Said(Browser.Answer answer) => answer.Document.QuerySelector("main [role=status]")?.TextContent.Trim();
    }

    [Fact]
    public async Task A_question_that_a_pathway_reads_cannot_be_taken_away_and_only_stewards_change_forms()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        var removed = await steward.SubmitAsync("/forms/F-22/edit", "form-edit", ("do", "remove:coming"));

        Assert.Contains((await steward.GetAsync(removed.Location)).Problems, problem => problem.Contains("is gone, and “", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync("/forms/F-22/edit")).Status);
        Assert.DoesNotContain("/edit", (await facilitator.GetAsync("/forms/F-22")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/forms/F-99/edit")).Status);
    }

    static IEnumerable<(string Name, string Value)> AsItStands(IElement form) =>
        from control in form.QuerySelectorAll("input, textarea, select")
        where control is not IHtmlInputElement { Type: "checkbox", IsChecked: false }
        select (control.GetAttribute("name")!, control switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlSelectElement choice => choice.Value ?? "",
            IHtmlTextAreaElement text => text.Value.ReplaceLineEndings("\r\n"),
            _ => "",
        });
}
