namespace Prisma.Workflows.Web.Tests.Wordings;

public sealed class MailWordsTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Fact]
    public async Task A_steward_previews_and_saves_another_reads_and_consents_and_then_it_is_published()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        using var other = await product.SignInAsync(Role.Steward);
        Assert.Contains("E03", (await steward.GetAsync("/mails")).Text, StringComparison.Ordinal);
        const string Body = "Hello {{ person.called }}, {{ step.title }} is still open.";

        var preview = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Whenever you like"), ("body", Body), ("act", "preview"));
        Assert.Contains("Hello Ida, Your application is still open.", preview.Text, StringComparison.Ordinal);
        var saved = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Whenever you like"), ("body", Body), ("act", "save"));
        var page = await steward.GetAsync(saved.Location);
        Assert.Equal("Saved. Nobody reads it before it is published.", page.Document.QuerySelector("main [role=status]")?.TextContent);
        Assert.Contains("not published", page.Text, StringComparison.Ordinal);
        Assert.Contains("New: Whenever you like", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("changed here", await LineAsync(), StringComparison.Ordinal);
        Assert.NotNull((await other.GetAsync("/mails/E03")).Document.QuerySelector(".notice a[href*='version=']"));

        var alone = await steward.SubmitAsync(saved.Location, "publish", ("sentence", "It is kinder."));
        Assert.Contains("A steward other than you", Assert.Single(alone.Problems), StringComparison.Ordinal);
        Assert.Contains("It is kinder.", alone.Document.QuerySelector("textarea[name=sentence]")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("#consents", (await other.SubmitAsync(saved.Location, "consent")).Location, StringComparison.Ordinal);
        var done = await steward.GetAsync((await steward.SubmitAsync(saved.Location, "publish", ("sentence", "It is kinder."))).Location);
        Assert.Equal("Saved. It is what people read from now on.", done.Document.QuerySelector("main [role=status]")?.TextContent);

        Assert.Contains("changed here", await LineAsync(), StringComparison.Ordinal);
        var published = await steward.GetAsync("/mails/E03");
        Assert.Null(published.Document.QuerySelector(".notice a[href*='version=']"));
        Assert.Equal("Whenever you like", published.Document.QuerySelector("input[name=subject]")!.GetAttribute("value"));
        Assert.Contains("version 2", published.Text, StringComparison.Ordinal);
        Assert.Contains("It is kinder. (Sam Vale)", published.Text, StringComparison.Ordinal);
        Assert.Contains("A gentle note", (await steward.GetAsync("/mails/E03?version=shipped")).Document.QuerySelector("input[name=subject]")!.GetAttribute("value"), StringComparison.Ordinal);

        async Task<string> LineAsync() => (await steward.GetAsync("/mails")).Document.QuerySelector("td a[href='/mails/E03']")!.Closest("td")!.TextContent;
    }

    [Fact]
    public async Task A_reader_returns_words_with_a_word_that_stands_by_what_is_made_of_them()
    {
        using var author = await product.SignInAsync(Role.Steward);
        using var reader = await product.SignInAsync(Role.Steward);
        var saved = (await author.SubmitAsync("/mails/E04", "words", ("subject", "A little hurry"), ("body", "Hello {{ person.called }}."), ("act", "save"))).Location;
        Assert.Null((await author.GetAsync(saved)).Form("return"));

        Assert.Contains("Say what to change", Assert.Single((await reader.SubmitAsync(saved, "return", ("word", " "))).Problems), StringComparison.Ordinal);
        Assert.EndsWith("#consents", (await reader.SubmitAsync(saved, "return", ("word", "Nobody has to hurry."))).Location, StringComparison.Ordinal);

        Assert.Contains("“Nobody has to hurry.”", (await author.GetAsync(saved)).Text, StringComparison.Ordinal);
        Assert.Contains("returned exactly this content", Assert.Single((await author.SubmitAsync(saved, "publish", ("sentence", "It is kinder."))).Problems), StringComparison.Ordinal);
        var changed = await author.GetAsync((await author.SubmitAsync(saved, "words", ("subject", "No hurry"), ("body", "Hello {{ person.called }}."), ("act", "save"))).Location);
        Assert.Contains(", before it was changed: “Nobody has to hurry.”", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_words_wait_on_today_for_who_has_not_read_them_and_for_their_author_once_they_are_read()
    {
        using var author = await product.SignInAsync(Role.Steward);
        using var reader = await product.SignInAsync(Role.Steward);
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var first = (await author.SubmitAsync("/mails/E07", "words", ("subject", "A first try"), ("body", "Hello {{ person.called }}."), ("act", "save"))).Location;
        var saved = (await author.SubmitAsync(first, "words", ("subject", "Come as you are"), ("body", "Hello {{ person.called }}."), ("act", "save"))).Location;
        Assert.Null(await WaitingAsync(author));
        Assert.Null(await WaitingAsync(facilitator));
        Assert.Equal("The mail E07 (en), changed by Sam Vale", await WaitingAsync(reader));
        Assert.Contains("Come as you are", (await reader.GetAsync((await TodayAsync(reader))!.QuerySelector("a")!.GetAttribute("href")!)).Text, StringComparison.Ordinal);

        await reader.SubmitAsync(saved, "consent");
        Assert.Null(await WaitingAsync(reader));
        Assert.Equal("The mail E07 (en), changed by you and read since", await WaitingAsync(author));

        await author.SubmitAsync(saved, "publish", ("sentence", "It is kinder."));
        Assert.Null(await WaitingAsync(author));

        async Task<AngleSharp.Dom.IElement?> TodayAsync(Browser steward) => (await steward.GetAsync("/today")).Document.QuerySelector("main li:has(a[href^='/mails/E07'])");

        async Task<string?> WaitingAsync(Browser steward) => (await TodayAsync(steward))?.TextContent;
    }

    [Fact]
    public async Task Words_that_nobody_changed_are_not_kept_anew()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        var page = (await steward.GetAsync("/mails/E06")).Document;
        var (subject, body) = (page.QuerySelector("input[name=subject]")!.GetAttribute("value")!, page.QuerySelector("textarea[name=body]")!.TextContent);

        var same = await steward.SubmitAsync("/mails/E06", "words", ("subject", subject), ("body", body.ReplaceLineEndings("\r\n")), ("act", "save"));
        var saved = (await steward.SubmitAsync("/mails/E06", "words", ("subject", "Another"), ("body", body), ("act", "save"))).Location;
        var again = await steward.SubmitAsync(saved, "words", ("subject", "Another"), ("body", body), ("act", "save"));

        Assert.All([same, again], answer =>
        {
            Assert.Empty(answer.Problems);
            Assert.Contains("Nothing is different here, so nothing new was kept.", answer.Document.QuerySelector("[role=status]")?.TextContent, StringComparison.Ordinal);
        });
        Assert.Single((await steward.GetAsync("/mails/E06")).Document.QuerySelectorAll("tbody a[href*='version=']:not([href$=shipped])"));
    }

    [Fact]
    public async Task What_was_changed_beside_it_in_another_window_is_named()
    {
        using var steward = await product.SignInAsync(Role.Steward);
        var (first, second) = (await KeepAsync("one"), await KeepAsync("other"));

        var beside = Assert.Single((await steward.GetAsync(second)).Document.QuerySelectorAll("main .notice a[href*='version=']"));

        Assert.StartsWith(beside.GetAttribute("href")!, first, StringComparison.Ordinal);
        Assert.Contains("has changed it beside this", beside.ParentElement!.TextContent, StringComparison.Ordinal);

        async Task<string> KeepAsync(string window) =>
            (await steward.SubmitAsync("/mails/E05", "words", ("subject", "From the " + window), ("body", "Hello {{ person.called }}."), ("act", "save"))).Location!;
    }

    [Fact]
    public async Task A_test_is_sent_to_whoever_asks_in_the_words_that_stand_there_and_keeps_nothing()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/mails/E02", "words", ("subject", "Never kept: {{ step.title }}"), ("body", "Hello {{ person.called }}."), ("act", "test"));

        Assert.StartsWith("No mail server is set up, so the test, in the words below, stands in the mailbox.", answer.Document.QuerySelector(".notice[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Never kept: {{ step.title }}", answer.Document.QuerySelector("input[name=subject]")!.GetAttribute("value"));
        Assert.Equal(
            (1, 0),
            await product.Operations.ReadAsync<PrismaDbContext, (int, int)>(async db => (
                await db.Outbox.CountAsync(mail => mail.Facts.Contains("\"subject\":\"Test: Never kept: Your application\""), WebProduct.Cancellation),
                await db.Wordings.CountAsync(words => words.Name == "E02", WebProduct.Cancellation))));
    }

    [Fact]
    public async Task What_cannot_be_written_is_not_sent_as_a_test_either()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Not sent"), ("body", "{{ agreement.title }}"), ("act", "test"));

        Assert.Contains("agreement.title", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Null(answer.Document.QuerySelector(".notice[role=status]"));
        Assert.Equal(0, await product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Outbox.CountAsync(mail => mail.Facts.Contains("Not sent"), WebProduct.Cancellation)));
    }

    [Fact]
    public async Task Words_that_would_fail_are_refused_and_what_was_typed_is_still_there()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Open"), ("body", "{{ agreement.title }}"), ("act", "save"));

        Assert.Contains("agreement.title", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal("{{ agreement.title }}", answer.Document.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_error_names_its_line_and_shows_it()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/mails/E03", "words", ("subject", "Open"), ("body", "Hello.\r\n\r\nSigned: {{ agreement.title }}\r\nWarmly"), ("act", "preview"));

        Assert.StartsWith("The text, line 3: agreement.title", Assert.Single(answer.Problems), StringComparison.Ordinal);
        Assert.Equal("3", answer.Document.QuerySelector("textarea[name=body]")!.GetAttribute("data-line"));
        var around = answer.Document.QuerySelector("ol.excerpt")!;
        Assert.Equal("2", around.GetAttribute("start"));
        Assert.Equal("Signed: {{ agreement.title }}", around.QuerySelector("mark")!.TextContent);
        Assert.NotNull(answer.Document.QuerySelector("script[src='/line.js']"));
    }

    [Fact]
    public async Task An_error_in_the_subject_stands_at_the_subject()
    {
        using var steward = await product.SignInAsync(Role.Steward);

        var answer = await steward.SubmitAsync("/mails/E03", "words", ("subject", "{{ agreement.title }}"), ("body", "Hello."), ("act", "preview"));

        Assert.StartsWith("The subject, line 1: agreement.title", answer.Document.QuerySelector("#f-subject-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(answer.Document.QuerySelector("ol.excerpt"));
    }

    [Fact]
    public async Task Only_stewards_and_administrators_see_the_words_and_an_unknown_mail_is_not_there()
    {
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        using var steward = await product.SignInAsync(Role.Steward);

        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync("/mails/E03")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync("/agreements/A-06")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/mails/E99")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/agreements/A-99")).Status);
    }
}
