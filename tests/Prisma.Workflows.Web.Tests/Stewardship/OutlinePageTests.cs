using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.Tests.Stewardship;

/// <summary>The outline as a steward uses it: plain forms, one after another.</summary>
public sealed class OutlinePageTests
{
    const string Outline = "/pathways/pathway-participant/outline";
    const string Publish = "/pathways/pathway-participant/publish";

    [Fact]
    public async Task A_steward_adds_a_step_moves_it_undoes_and_does_it_again()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);
        var added = await DoAsync(browser, "add:mail-received-interest", ("kind", "Prisma.Task"), ("name", "Ring them up"), ("port", ""));
        Assert.EndsWith("to=PAR-1.4", added.Location, StringComparison.Ordinal);

        await DoAsync(browser, "up:PAR-1.4");
        var page = await browser.GetAsync(Outline);
        Assert.Contains("version 2, draft", page.Text, StringComparison.Ordinal);
        Assert.True(IndexOf(page, "step-PAR-1.4") < IndexOf(page, "step-mail-received-interest"));
        Assert.Contains("“Ring them up” has no way on for “could not be done”", page.Document.QuerySelector("#step-PAR-1\\.4")!.TextContent, StringComparison.Ordinal);

        await DoAsync(browser, "undo");
        await DoAsync(browser, "undo");
        Assert.Equal(-1, IndexOf(await browser.GetAsync(Outline), "step-PAR-1.4"));
        await DoAsync(browser, "redo");
        Assert.NotEqual(-1, IndexOf(await browser.GetAsync(Outline), "step-PAR-1.4"));

        var saves = await browser.GetAsync("/pathways/pathway-participant/versions");
        Assert.Equal(["6", "5", "4", "3", "2"], saves.Document.QuerySelectorAll("[data-label=Save]").Select(cell => cell.TextContent));
        foreach (var _ in (string[])["pressed", "pressed twice"])
        {
            Assert.Equal("/pathways/pathway-participant/outline?did=return&to=3", (await browser.PostAsync("/pathways/pathway-participant/versions", Browser.Hidden(saves.Form("return-3")!))).Location);
        }

        page = await browser.GetAsync(Outline);
        Assert.True(IndexOf(page, "step-PAR-1.4") < IndexOf(page, "step-mail-received-interest"));
    }

    [Fact]
    public async Task A_step_of_each_kind_opens_with_its_fields_and_offers_what_comes_behind_it()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);
        const string Pathway = "/pathways/event-codesign/outline";
        var definition = DefinitionJson.Read(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "event-codesign.json"), WebProduct.Cancellation));
        var rows = (await browser.GetAsync(Pathway)).Document.QuerySelectorAll("[id^='step-']").Select(row => row.Id!["step-".Length..]).ToHashSet(StringComparer.Ordinal);
        var steps = definition.Root.Activities.Where(step => rows.Contains(step.Id)).GroupBy(step => step.Type, StringComparer.Ordinal).Select(kind => kind.First().Id).ToList();
        Assert.True(steps.Count > 8);

        foreach (var step in steps)
        {
            var open = (await browser.GetAsync($"{Pathway}?step={step}")).Document;
            Assert.NotNull(open.QuerySelector($"button[value='save:{step}']"));
            Assert.All(open.QuerySelectorAll("main legend, main label"), label => Assert.NotEmpty(label.TextContent.Trim()));
            Assert.Equal(open.QuerySelectorAll("[id]").Select(one => one.Id).Distinct(StringComparer.Ordinal).Count(), open.QuerySelectorAll("[id]").Length);
            Assert.NotNull((await browser.GetAsync($"{Pathway}?add={step}")).Document.QuerySelector($"button[value='add:{step}']"));
        }
    }

    [Fact]
    public async Task A_number_that_is_none_says_so_at_its_field_wherever_it_was_written()
    {
        const string Drawn = """
            { "definitionId": "drawn", "name": "Drawn", "root": { "id": "f", "type": "Elsa.Flowchart", "version": 1, "connections": [], "activities": [
              { "id": "T-1", "type": "Prisma.Task", "version": 1, "title": { "typeName": "String", "expression": { "type": "Literal", "value": "Ring them up" } }, "dueDays": { "typeName": "Int32", "expression": { "type": "Literal", "value": "soon" } } }] } }
            """;
        await using var product = new WebProduct();
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Drawn, false, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var browser = await product.SignInAsync(Role.Steward);

        var field = (await browser.GetAsync("/pathways/drawn/outline?step=T-1")).Document.QuerySelector("[name='field.dueDays']")!;

        Assert.Equal(("soon", "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.EndsWith("is a whole number, such as 7.", field.ParentElement!.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(field.ParentElement.QuerySelector(".error")!.Id!, field.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pathway_of_ones_own_is_begun_filled_and_has_no_error()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);
        Assert.Contains("Give it a name", (await BeginAsync(browser, " ", "")).Document.QuerySelector("#f-name-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("“Hub pathway” is here already", (await BeginAsync(browser, "Hub pathway", "")).Document.QuerySelector("#f-name-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("no longer here", (await BeginAsync(browser, "The gardeners", "pathway-moon")).Document.QuerySelector("#f-like-error")!.TextContent, StringComparison.Ordinal);

        var own = (await BeginAsync(browser, "The gardeners", "")).Location!;
        var added = await browser.PostAsync(own, [.. Fields(await browser.GetAsync(own), "undo"), ("kind", "Prisma.Task"), ("name", "Walk the gardens"), ("port", ""), ("do", "add:stage-1")]);
        Assert.Contains("did=add", added.Location, StringComparison.Ordinal);
        var task = await browser.GetAsync($"{own}?step=STAGE-1.1");
        Assert.Contains("Walk the gardens", task.Text, StringComparison.Ordinal);
        await browser.PostAsync(own, [.. Fields(task, "save:STAGE-1.1"), ("way.Blocked", "end"), ("do", "save:STAGE-1.1")]);
        Assert.Empty((await browser.GetAsync(own)).Document.QuerySelectorAll("main .error"));
        Assert.NotNull((await browser.GetAsync(own)).Document.QuerySelector("a[href$='/rehearse']"));

        var copy = await browser.GetAsync((await BeginAsync(browser, "The hub next door", "pathway-hub")).Location!);
        Assert.Equal("The hub next door", copy.Document.QuerySelector("h1")!.TextContent);
        Assert.NotNull(copy.Document.QuerySelector("[id='step-HUB-1.1']"));
    }

    [Fact]
    public async Task A_draft_is_discarded_and_an_administrator_takes_a_published_version_back()
    {
        const string Versions = "/pathways/pathway-partner/versions";
        await using var product = new WebProduct();
        using var steward = await product.SignInAsync(Role.Steward);
        using var administrator = await product.SignInAsync(Role.Administrator);
        Assert.Null((await steward.GetAsync(Versions)).Form("retract"));

        Assert.Equal("Version 1 is taken back: nobody begins on this pathway any more. Was it a mistake? Publish it again below.", await ToldAsync(administrator, await administrator.SubmitAsync(Versions, "retract")));
        Assert.Null((await steward.GetAsync(Versions)).Form("again"));
        Assert.StartsWith("Version 1 is published:", await ToldAsync(administrator, await administrator.SubmitAsync(Versions, "again")), StringComparison.Ordinal);
        Assert.Null((await administrator.GetAsync(Versions)).Form("again"));
        await administrator.SubmitAsync(Versions, "retract");
        Assert.Equal(["taken back"], await StatesAsync());
        Assert.Contains("retired", (await steward.GetAsync("/definitions")).Document.QuerySelectorAll(".badge").Select(badge => badge.TextContent));

        Assert.Equal("This draft is as version 1 was. Nobody begins in it before it is published.", await ToldAsync(steward, await steward.SubmitAsync(Versions, "revert-1")));
        Assert.Equal(["draft", "taken back"], await StatesAsync());
        Assert.Equal("The draft is discarded.", await ToldAsync(steward, await steward.SubmitAsync(Versions, "discard")));
        Assert.Equal(["taken back"], await StatesAsync());

        var own = (await BeginAsync(steward, "The gardeners", "")).Location!.Replace("outline", "versions", StringComparison.Ordinal);
        Assert.Equal("“The gardeners” is discarded.", await ToldAsync(steward, await steward.SubmitAsync(own, "discard")));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync(own)).Status);

        async Task<IEnumerable<string>> StatesAsync() => (await steward.GetAsync(Versions)).Document.QuerySelectorAll("[data-label=State] .badge").Select(badge => badge.TextContent);
    }

    [Fact]
    public async Task Fields_and_outcomes_are_changed_beside_a_preview_and_mistakes_are_told_where_they_are()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);
        var editor = await browser.GetAsync($"{Outline}?step=PAR-1.1");
        Assert.Contains("The form: ", editor.Document.QuerySelector(".preview")!.TextContent, StringComparison.Ordinal);
        var fields = Fields(editor, "save:PAR-1.1");

        var refused = await browser.PostAsync(Outline, [.. With(fields, "field.dueDays", "soon"), ("do", "save:PAR-1.1")]);
        Assert.Contains("whole number", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal("soon", refused.Document.QuerySelector("[name='field.dueDays']")!.GetAttribute("value"));

        var saved = await browser.PostAsync(Outline, [.. With(With(fields, "field.dueDays", "21"), "way.Lapsed", "end:lapsed"), ("do", "save:PAR-1.1")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Contains("Closed: not heard from", (await browser.GetAsync(Outline)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_see_at_a_step_is_shown_in_every_language_it_is_written_in()
    {
        await using var content = TemporaryFolder.WithContent("content");
        var mail = Directory.CreateDirectory(Path.Combine(content.Path, "templates/mails/step-open/pt")).FullName;
        await File.WriteAllTextAsync(Path.Combine(mail, "subject.txt"), "Um passo: {{ step.title }}", WebProduct.Cancellation);
        await File.WriteAllTextAsync(Path.Combine(mail, "body.md"), "{{ button action.label action.url }} {{ link 'Mails' prefs.url }}", WebProduct.Cancellation);
        await using var product = new WebProduct(("ContentFolder", content.Path), ("Language", "pt"));
        using var browser = await product.SignInAsync(Role.Steward);

        var preview = (await browser.GetAsync($"{Outline}?step=PAR-3.1b")).Document.QuerySelector(".preview")!;

        Assert.Equal(["The mail in Portuguese", "The mail in English"], preview.QuerySelectorAll("h4").Select(heading => heading.TextContent).Where(heading => heading.StartsWith("The mail", StringComparison.Ordinal)));
        Assert.Equal("Um passo: Your application", preview.QuerySelector("[lang=pt] strong")!.TextContent);
    }

    [Fact]
    public async Task A_long_pathway_is_folded_up_to_what_one_is_at()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);

        var folded = await browser.GetAsync(Outline);
        Assert.Empty(folded.Document.QuerySelectorAll("main details[open]"));
        Assert.All(folded.Document.QuerySelectorAll("nav[aria-label=Stages] a[href^='#']"), link => Assert.NotNull(folded.Document.QuerySelector($"details > {link.GetAttribute("href")}")));

        var moved = await browser.GetAsync((await DoAsync(browser, "copy:PAR-1.1")).Location);
        Assert.Equal(["Call and application", "I'd like to hear more (copy)"], moved.Document.QuerySelectorAll("main details[open] > summary :is(h2, h3)").Select(title => title.TextContent));

        var open = await browser.GetAsync($"{Outline}?all=true");
        Assert.Empty(open.Document.QuerySelectorAll("main details:not([open])"));
        var kept = await browser.PostAsync($"{Outline}?all=true", [.. Fields(open, "undo"), ("do", "undo")]);
        Assert.Contains("all=true", kept.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_version_has_nothing_to_be_compared_with()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);

        var page = await browser.GetAsync("/pathways/pathway-participant/versions");

        Assert.Contains("nothing to compare yet", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("select[name=before]"));
    }

    [Fact]
    public async Task Whoever_saves_second_is_told_and_overwrites_nothing()
    {
        await using var product = new WebProduct();
        using var first = await product.SignInAsync(Role.Steward);
        using var second = await product.SignInAsync(Role.Steward);
        var stale = Fields(await second.GetAsync(Outline), "undo");
        await DoAsync(first, "remove:mail-received-interest");

        var refused = await second.PostAsync(Outline, [.. stale, ("do", "remove:PAR-1.2")]);
        Assert.Contains("changed “Participant pathway” after you opened it", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Contains("have this pathway open too", refused.Text.Replace("has this", "have this", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEqual(-1, IndexOf(await first.GetAsync(Outline), "step-PAR-1.2"));
    }

    [Fact]
    public async Task What_was_typed_too_late_stands_beside_what_is_there_now()
    {
        await using var product = new WebProduct();
        using var first = await product.SignInAsync(Role.Steward);
        using var second = await product.SignInAsync(Role.Steward);
        var fields = Fields(await second.GetAsync($"{Outline}?step=PAR-1.1"), "save:PAR-1.1");
        var earlier = Fields(await first.GetAsync($"{Outline}?step=PAR-1.1"), "save:PAR-1.1");
        await first.PostAsync(Outline, [.. With(With(earlier, "field.title", "First lines"), "field.form", "F-02"), ("do", "save:PAR-1.1")]);

        var late = await second.PostAsync(Outline, [.. With(With(fields, "field.title", "Last lines"), "way.Lapsed", "end:withdrawn"), ("do", "save:PAR-1.1")]);
        var editor = late.Document.QuerySelector(".editor")!;
        Assert.Equal("First lines", editor.QuerySelector("[name='field.title']")!.GetAttribute("value"));
        Assert.Equal("F-02", editor.QuerySelector("[name='field.form'] [selected]")!.GetAttribute("value"));
        Assert.Equal(
            ["You sent: “Last lines”", "You sent: “F-01 I'd like to hear more”", "You sent: “the passage ends here: stepped out”"],
            editor.QuerySelectorAll(".sent").Select(sent => sent.TextContent.Trim()));

        await second.PostAsync(Outline, [.. Fields(late, "save:PAR-1.1"), ("do", "save:PAR-1.1")]);
        Assert.Equal("First lines", (await first.GetAsync($"{Outline}?step=PAR-1.1")).Document.QuerySelector("[name='field.title']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_draft_is_published_with_a_sentence_a_second_reader_and_every_doubt_looked_at()
    {
        await using var product = new WebProduct();
        using var steward = await product.SignInAsync(Role.Steward);
        using var author = await product.SignInAsync(Role.Administrator, Role.Steward);
        await DoAsync(author, "remove:mail-received-interest");
        var late = With(Fields(await author.GetAsync($"{Outline}?step=PAR-1.1"), "save:PAR-1.1"), "field.floor", "E+90");
        Assert.Equal(HttpStatusCode.Redirect, (await author.PostAsync(Outline, [.. late, ("do", "save:PAR-1.1")])).Status);

        var page = await author.GetAsync(Publish);
        Assert.Contains("1 removed", page.Text, StringComparison.Ordinal);
        Assert.Contains("mails are among it days are among it", page.Text, StringComparison.Ordinal);
        Assert.Contains("Removed: mail “Thank you for answering”.", page.Text, StringComparison.Ordinal);
        Assert.Equal("− Thank you for answering", page.Document.QuerySelector("svg.flow .removed:has(rect) p")?.TextContent);

        Assert.Contains("Look at the doubts above", (await author.SubmitAsync(Publish, "publish", ("sentence", "One mail less."))).Text, StringComparison.Ordinal);
        var alone = await author.SubmitAsync(Publish, "publish", ("sentence", "One mail less."), ("looked", "yes"));
        Assert.Contains("A steward other than you", Assert.Single(alone.Problems), StringComparison.Ordinal);

        Assert.Null((await steward.GetAsync(Publish)).Form("publish"));
        await author.SubmitAsync(Publish, "consent");
        Assert.Single((await author.SubmitAsync(Publish, "publish", ("sentence", "One mail less."), ("looked", "yes"))).Problems);
        await steward.SubmitAsync(Publish, "consent");
        Assert.Equal(
            "Version 2 is published: whoever begins from now on begins in it. Who is on the way stays in the version they began in.",
            await ToldAsync(author, await author.SubmitAsync(Publish, "publish", ("sentence", "One mail less."), ("looked", "yes"))));

        var versions = await author.GetAsync("/pathways/pathway-participant/versions?before=1&after=2");
        Assert.Contains("One mail less.", versions.Text, StringComparison.Ordinal);
        Assert.Contains("From version 1 to version 2.", versions.Text, StringComparison.Ordinal);
        Assert.EndsWith("#side-by-side", versions.Document.QuerySelector("form:has([name=before])")!.GetAttribute("action"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await author.SubmitAsync("/pathways/pathway-participant/versions", "revert-1")).Status);
        Assert.Contains("version 3, draft", (await author.GetAsync(Outline)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_returns_a_draft_with_a_word_that_stands_where_its_author_goes_on()
    {
        await using var product = new WebProduct();
        using var steward = await product.SignInAsync(Role.Steward);
        using var author = await product.SignInAsync(Role.Administrator, Role.Steward);
        await DoAsync(author, "remove:mail-received-interest");
        Assert.Null((await author.GetAsync(Publish)).Form("return"));
        Assert.StartsWith("Say what to change", Assert.Single((await steward.SubmitAsync(Publish, "return")).Problems), StringComparison.Ordinal);

        Assert.EndsWith("#consents", (await steward.SubmitAsync(Publish, "return", ("word", "Who thanks them <now>?"))).Location, StringComparison.Ordinal);

        Assert.Contains("“Who thanks them <now>?”", (await author.GetAsync(Publish)).Document.QuerySelector("#consents ~ ul li")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(" returned it with a word: “Who thanks them <now>?”", (await author.GetAsync(Outline)).Document.QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
        await DoAsync(author, "undo");
        Assert.DoesNotContain("Who thanks them", (await author.GetAsync(Outline)).Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ladder_to_choose_says_how_many_rungs_it_has()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);

        var ladders = (await browser.GetAsync($"{Outline}?step=PAR-1.1")).Document.QuerySelectorAll("option").Select(option => option.TextContent.Trim()).Where(text => text.StartsWith("L-", StringComparison.Ordinal)).ToList();

        Assert.Contains("L-call, 1 rung", ladders);
        Assert.Contains("L-form, 6 rungs", ladders);
    }

    [Fact]
    public async Task Errors_keep_the_publishing_form_away_and_lead_to_their_step()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Administrator);
        await DoAsync(browser, "add:PAR-1.1", ("kind", "Prisma.Form"), ("name", "Another form"), ("port", ""));

        var page = await browser.GetAsync(Publish);
        Assert.Null(page.Form("publish"));
        Assert.Contains("Choose the form that is asked.", page.Document.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($".problems a[href='{Outline}?step=PAR-1.4']"));
    }

    [Fact]
    public async Task A_file_that_is_brought_in_leads_to_its_definitions_and_an_empty_one_is_called_so()
    {
        await using var product = new WebProduct();
        using var browser = await product.SignInAsync(Role.Steward);

        Assert.Equal(["The file is empty."], (await BringAsync("")).Problems);
        var taken = await BringAsync("""{"definitionId":"trees","name":"Trees","root":{"type":"Elsa.Flowchart","version":1,"id":"f","activities":[{"type":"Elsa.Nowhere","version":1,"id":"a"}],"connections":[]}}""");
        Assert.Equal("Trees", taken.Document.QuerySelector("main a[href='/pathways/trees/outline']")?.TextContent);
        Assert.Contains("unknown type", taken.Text, StringComparison.Ordinal);

        async Task<Browser.Answer> BringAsync(string file)
        {
            using var content = new MultipartFormDataContent();
            foreach (var (name, value) in Browser.Hidden((await browser.GetAsync("/definitions/import")).Form("import")!))
            {
                content.Add(new StringContent(value), name);
            }

            content.Add(new StringContent(file), "Upload", "trees.json");
            return await Browser.ReadAsync(await browser.Client.PostAsync(new Uri("/definitions/import", UriKind.Relative), content, WebProduct.Cancellation));
        }
    }

    [Fact]
    public async Task Facilitators_do_not_edit_pathways_and_unknown_ones_are_not_found()
    {
        await using var product = new WebProduct();
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        Assert.NotEqual(HttpStatusCode.OK, (await facilitator.GetAsync(Outline)).Status);
        using var steward = await product.SignInAsync(Role.Steward);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/pathways/nowhere/outline")).Status);
    }

    static Task<Browser.Answer> BeginAsync(Browser browser, string name, string like) => browser.SubmitAsync("/definitions", "begin", ("name", name), ("like", like));

    /// <summary>What the page that one is led to says of what was done.</summary>
    static async Task<string?> ToldAsync(Browser browser, Browser.Answer answer) =>
        (await browser.GetAsync(answer.Location)).Document.QuerySelector("main .notice[role=status]")?.TextContent;

    static async Task<Browser.Answer> DoAsync(Browser browser, string what, params (string Name, string Value)[] fields)
    {
        var answer = await browser.PostAsync(Outline, [.. Fields(await browser.GetAsync(Outline), "undo"), .. fields, ("do", what)]);
        Assert.True(answer.Status == HttpStatusCode.Redirect, $"{what}: {answer.Status} {string.Join(' ', answer.Problems)}");
        return answer;
    }

    /// <summary>What a browser would send of the form that holds this button.</summary>
    static List<(string Name, string Value)> Fields(Browser.Answer page, string button)
    {
        var form = page.Document.QuerySelector($"button[value='{button}']")!.Closest("form")!;
        return
        [
            .. form.QuerySelectorAll("input").Where(input => input.GetAttribute("type") != "checkbox" || input.HasAttribute("checked")).Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? "")),
            .. form.QuerySelectorAll("textarea").Select(text => (text.GetAttribute("name")!, text.TextContent)),
            .. form.QuerySelectorAll("select").Select(select => (select.GetAttribute("name")!, (select.QuerySelector("option[selected]") ?? select.QuerySelector("option"))!.GetAttribute("value") ?? "")),
        ];
    }

    static IEnumerable<(string Name, string Value)> With(IEnumerable<(string Name, string Value)> fields, string name, string value) =>
        fields.Where(field => field.Name != name).Append((name, value));

    static int IndexOf(Browser.Answer page, string id) => page.Body.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
}
