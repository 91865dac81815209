using Prisma.Workflows.Agreements;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>What is decided about an event, in two windows: whoever comes second reads what became of it meanwhile, and keeps what they typed.</summary>
public sealed class EventChangePagesTests
{
    const string Move = $"/events/{Village.Slug}/move", Late = "The harvest is late this year.";

    [Theory]
    [InlineData("show")]
    [InlineData("move")]
    public async Task Who_has_other_days_ready_while_some_were_proposed_meanwhile_reads_so_and_keeps_their_words(string act)
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        var second = await lead.GetAsync(Move);
        await village.ProposeAsync(new DateOnly(2027, 9, 13));

        var answer = await lead.PostAsync(Move, [.. Browser.Hidden(second.Form("move")!), .. Days, ("do", act)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["Other days were proposed meanwhile; they stand on this page. Once they are answered you can send yours."], answer.Problems);
        Assert.Equal(Late, answer.Form("move")!.QuerySelector("textarea")!.TextContent);
        Assert.Contains("The Slate Yard proposes 13–22 September 2027.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_other_days_ready_for_an_event_that_was_cancelled_meanwhile_reads_so_and_keeps_their_words()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        var second = await lead.GetAsync(Move);
        await village.Operations.RunAsync<PrismaDbContext>(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.CancelledAt, village.Time.GetUtcNow()), WebProduct.Cancellation), WebProduct.Cancellation);

        var answer = await lead.PostAsync(Move, [.. Browser.Hidden(second.Form("move")!), .. Days, ("do", "show")]);

        Assert.Equal(["This event was cancelled already."], answer.Problems);
        Assert.Equal(Late, answer.Form("move")!.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task What_a_move_shows_tells_what_goes_along_from_what_stays()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        var hosting = await village.AskWhoCameAsync("GA-06a");
        await lead.SubmitAsync($"/events/{Village.Slug}/gatherings/GA-06a", "plan", ("startsAt", "2027-07-01 17:00"), ("minutes", "180"));

        var shown = await lead.SubmitAsync(Move, "move", [.. Days, ("do", "show")]);

        Assert.Contains("1 open step moves along, and 1 stays due as now;", shown.Text, StringComparison.Ordinal);
        Assert.Contains("“Design lab, first part” keeps the time that is set for it, Thursday 1 July 2027, 17:00.", shown.Text, StringComparison.Ordinal);
        Assert.Equal(2, shown.Document.QuerySelectorAll("#difference ~ table tbody tr").Length);
        Assert.Equal("Design lab", hosting.Title);
    }

    [Fact]
    public async Task Days_that_were_changed_since_they_were_shown_are_shown_before_anybody_is_told()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        var shown = Browser.Hidden((await lead.SubmitAsync(Move, "move", [.. Days, ("do", "show")])).Form("move")!);
        (string, string)[] others = [("startsOn", "2027-10-23"), ("endsOn", "2027-11-01"), ("reason", Late), ("do", "move")];

        var answer = await lead.PostAsync(Move, [.. shown, .. others]);

        Assert.Equal(["The days are others than those that were shown. What they change stands below, and nobody has been told yet."], answer.Problems);
        Assert.NotNull(answer.Document.GetElementById("difference"));
        Assert.Contains(("seen.endsOn", "2027-11-01"), Browser.Hidden(answer.Form("move")!));
        Assert.False(await village.Operations.ReadAsync<PrismaDbContext, bool>(db => db.EventChanges.AnyAsync(WebProduct.Cancellation)));
        Assert.Equal($"/events/{Village.Slug}#changes", (await lead.PostAsync(Move, [.. Browser.Hidden(answer.Form("move")!), .. others])).Location);
    }

    [Fact]
    public async Task Who_forgot_the_reason_still_sees_what_changes_and_moves_it_with_one_press()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        (string, string)[] days = [.. Days.Where(field => field.Item1 != "reason")];
        var shown = await lead.SubmitAsync(Move, "move", [.. days, ("do", "show")]);

        var answer = await lead.PostAsync(Move, [.. Browser.Hidden(shown.Form("move")!), .. days, ("do", "move")]);

        Assert.Equal(["Please say why in 10 to 500 characters; everybody who is told reads it."], answer.Problems);
        Assert.NotNull(answer.Document.GetElementById("difference"));
        Assert.Equal($"/events/{Village.Slug}#changes", (await lead.PostAsync(Move, [.. Browser.Hidden(answer.Form("move")!), .. days, ("reason", Late), ("do", "move")])).Location);
    }

    [Fact]
    public async Task A_move_counts_the_agreements_that_take_the_new_days()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        var of = (await village.AskWhoCameAsync("GA-06a")).EnrolmentId;
        var now = village.Time.GetUtcNow();
        await village.Operations.RunAsync<PrismaDbContext>(db =>
        {
            foreach (var (key, template) in new[] { ("HUB-3.4", "A-03"), ("PAR-4.2", "A-05"), ("PAR-4.3", "A-05") })
                db.Agreements.Add(new Agreement { EnrolmentId = of, StepKey = key, Round = 1, TemplateId = template, Version = 1, Title = template, Text = "…", Hash = "0", State = AgreementState.Active, OpenedAt = now, ExpiresAt = now });
            return Task.CompletedTask;
        }, WebProduct.Cancellation);

        var shown = await lead.SubmitAsync(Move, "move", ("startsOn", "2027-09-20"), ("endsOn", "2027-09-29"), ("do", "show"));

        Assert.Contains("3 signed agreements take the new days by notice.", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_who_answers_second_reads_what_was_decided()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var steward = await village.SignInAsync(Role.Steward);
        await village.ProposeAsync(new DateOnly(2027, 9, 13));
        var second = Browser.Hidden((await steward.GetAsync(Move)).Form("answer")!);
        await steward.SubmitAsync(Move, "answer", ("agrees", "no"));

        var answer = await steward.PostAsync(Move, [.. second, ("agrees", "yes")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["This was decided already. It did not move to 13–22 September 2027."], answer.Problems);
    }

    [Fact]
    public async Task A_yes_to_one_proposal_is_never_taken_for_the_next()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var steward = await village.SignInAsync(Role.Steward);
        await village.ProposeAsync(new DateOnly(2027, 9, 13));
        var second = Browser.Hidden((await steward.GetAsync(Move)).Form("answer")!);
        await steward.SubmitAsync(Move, "answer", ("agrees", "no"));
        await village.ProposeAsync(new DateOnly(2027, 10, 4));

        var answer = await steward.PostAsync(Move, [.. second, ("agrees", "yes")]);

        Assert.Single(answer.Problems);
        Assert.Contains("4–13 October 2027", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Form("answer"));
        Assert.Equal(1, await village.Operations.ReadAsync<PrismaDbContext, int>(db => db.EventChanges.CountAsync(change => change.State == ChangeState.Proposed, WebProduct.Cancellation)));
    }

    [Fact]
    public async Task Who_stands_second_by_the_words_of_a_pause_reads_that_they_went_out_and_keeps_theirs()
    {
        const string Page = $"/events/{Village.Slug}";
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var facilitator = await village.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
        await village.ProposeAsync(new DateOnly(2027, 9, 13), ChangeKind.Pause);
        var second = Browser.Hidden((await facilitator.GetAsync(Page)).Form("pause")!);
        await facilitator.SubmitAsync(Page, "pause", ("words", "The barn fell in, and another one is sought."));

        var answer = await facilitator.PostAsync(Page, [.. second, ("words", "The barn fell in last night.")]);

        Assert.Equal(["These words went out already, or are no longer needed."], answer.Problems);
        var form = answer.Form("pause")!;
        Assert.Equal("The barn fell in last night.", form.QuerySelector("textarea")!.TextContent);
        Assert.DoesNotContain("nobody has been told yet", form.TextContent, StringComparison.Ordinal);
        Assert.Null(form.QuerySelector("button"));
    }

    [Theory]
    [InlineData("move")]
    [InlineData("cancel")]
    public async Task Who_does_not_lead_the_event_reads_who_decides_and_fills_in_nothing_in_vain(string act)
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var scribe = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);

        var page = await scribe.GetAsync($"/events/{Village.Slug}/{act}");

        Assert.Null(page.Form(act));
        Assert.Contains("Wren leads this event and decides this. Please talk with them.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("move")]
    [InlineData("cancel")]
    public async Task Who_led_the_event_until_just_now_keeps_what_they_typed(string act)
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        var address = $"/events/{Village.Slug}/{act}";
        using var lead = await LeadAsync(village);
        var second = Browser.Hidden((await lead.GetAsync(address)).Form(act)!);
        using var another = await LeadAsync(village);

        var answer = await lead.PostAsync(address, [.. second, .. Shown, .. Days, ("do", "move"), ("name", "Listening to the Orrin")]);

        Assert.Equal(["Sam Vale leads this event and decides this. Please talk with them."], answer.Problems);
        Assert.Equal(Late, answer.Form(act)!.QuerySelector("textarea")!.TextContent);
    }

    [Theory]
    [InlineData("move")]
    [InlineData("cancel")]
    public async Task An_event_that_took_place_is_neither_moved_nor_cancelled(string act)
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        await village.Operations.RunAsync<PrismaDbContext>(
            async db => db.EventSignals.Add(new EventSignal { EventId = await db.Events.Select(one => one.Id).SingleAsync(), Name = SignalNames.Goes, At = village.Time.GetUtcNow(), By = "Wren Alder" }), WebProduct.Cancellation);
        village.Time.SetUtcNow(new DateTimeOffset(2027, 9, 20, 9, 0, 0, TimeSpan.Zero));
        using var lead = await LeadAsync(village);

        var page = await lead.GetAsync($"/events/{Village.Slug}/{act}");

        Assert.Null(page.Form(act));
        Assert.Contains("This event has taken place; it can no longer be changed.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_event_whose_days_passed_without_a_word_its_lead_says_once_whether_it_took_place()
    {
        const string Page = $"/events/{Village.Slug}";
        await using var village = new WebProduct();
        await village.FoundAsync();
        using (var early = await LeadAsync(village))
            Assert.Null((await early.GetAsync(Page)).Form("took-place"));
        village.Time.SetUtcNow(new DateTimeOffset(2027, 9, 20, 9, 0, 0, TimeSpan.Zero));
        using var scribe = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        using var lead = await LeadAsync(village);

        var others = (await scribe.GetAsync(Page)).Form("took-place")!;
        Assert.Null(others.QuerySelector("button"));
        Assert.Contains("leads this event and decides this", others.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await lead.GetAsync($"{Page}/move")).Form("move"));
        Assert.Contains("Why it did not take place", (await lead.GetAsync($"{Page}/cancel")).Form("cancel")!.TextContent, StringComparison.Ordinal);
        var second = Browser.Hidden((await lead.GetAsync(Page)).Form("took-place")!);
        await lead.SubmitAsync(Page, "took-place");

        var after = await lead.GetAsync(Page);
        Assert.Null(after.Form("took-place"));
        Assert.Contains("It took place as it was planned.", after.Text, StringComparison.Ordinal);
        Assert.Equal(["This was said already."], (await lead.PostAsync(Page, [.. second])).Problems);
    }

    [Fact]
    public async Task The_pages_of_a_cancelled_event_promise_nothing_that_will_not_come()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        await lead.SubmitAsync($"/events/{Village.Slug}/gatherings/GA-10", "plan", ("startsAt", "2027-07-01 17:00"), ("minutes", "180"));
        await lead.SubmitAsync($"/events/{Village.Slug}/cancel", "cancel", ("reason", Late), ("name", "Listening to the Orrin"));

        Assert.DoesNotContain("on the way yet", (await lead.GetAsync($"/events/{Village.Slug}")).Text, StringComparison.Ordinal);
        var gatherings = await lead.GetAsync($"/events/{Village.Slug}/gatherings");
        Assert.Contains("Welcome Day", gatherings.Text, StringComparison.Ordinal);
        Assert.Contains("This event will not take place; nothing is planned for it any more.", gatherings.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("invited yet", gatherings.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("People are asked", (await lead.GetAsync($"/events/{Village.Slug}/looking-back")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cancelled_event_never_had_does_not_come_any_more()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        await lead.SubmitAsync($"/events/{Village.Slug}/cancel", "cancel", ("reason", Late), ("name", "Listening to the Orrin"));

        Assert.Equal("Nobody was invited to a gathering.", await NoneAsync("/gatherings", ".empty"));
        Assert.Equal("Nothing was promised.", await NoneAsync("", "#promises + .empty"));

        async Task<string> NoneAsync(string page, string selector) =>
            (await lead.GetAsync($"/events/{Village.Slug}{page}")).Document.QuerySelector(selector)!.TextContent.Trim();
    }

    [Fact]
    public async Task Of_a_cancelled_event_nothing_is_changed_and_no_need_is_listed()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await LeadAsync(village);
        var (home, address) = ($"/events/{Village.Slug}", $"/events/{Village.Slug}/edit");
        var opened = Browser.Hidden((await lead.GetAsync(address)).Form("edit")!);
        Assert.NotNull((await lead.GetAsync(home)).Document.GetElementById("readiness"));
        await lead.SubmitAsync($"{home}/cancel", "cancel", ("reason", Late), ("name", "Listening to the Orrin"));

        var page = await lead.GetAsync(address);

        Assert.Null(page.Form("edit"));
        Assert.Contains("This event will not take place; what is known about it stays as it was.", page.Text, StringComparison.Ordinal);
        var late = await lead.PostAsync(address, [.. opened, ("name", "Hearing the Orrin")]);
        Assert.Equal("Hearing the Orrin", late.Document.GetElementById("f-name")!.GetAttribute("value"));
        var whole = await lead.GetAsync(home);
        Assert.Null(whole.Document.GetElementById("readiness"));
        Assert.Null(whole.Document.QuerySelector($"nav a[href='{home}#readiness']"));
        Assert.NotNull(whole.Document.GetElementById("promises"));
    }

    [Fact]
    public async Task Other_days_are_agreed_to_only_where_a_steward_reads_them()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var scribe = await village.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        using var delegated = await village.SignInToTheTeamAsync(Part.StewardDelegate, Role.Facilitator);
        await village.ProposeAsync(new DateOnly(2027, 9, 13));

        var page = await scribe.GetAsync(Move);

        Assert.Null(page.Form("answer"));
        Assert.Contains("The Slate Yard proposes 13–22 September 2027.", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await delegated.GetAsync(Move)).Form("answer")!.QuerySelectorAll("button").Length);
    }

    [Fact]
    public async Task Who_proposed_other_days_is_offered_to_take_them_back_and_not_to_agree_to_them()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        village.Time.SetUtcNow(new DateTimeOffset(2027, 8, 1, 9, 0, 0, TimeSpan.Zero));
        using var lead = await LeadAsync(village);
        await lead.SubmitAsync(Move, "move", [.. Shown, .. Days, ("do", "move")]);

        var answer = (await lead.GetAsync(Move)).Form("answer")!;

        Assert.Equal("no", Assert.Single(answer.QuerySelectorAll("button")).GetAttribute("value"));
        Assert.Equal($"/events/{Village.Slug}#changes", (await lead.SubmitAsync(Move, "answer", ("agrees", "no"))).Location);
    }

    /// <summary>Somebody new who leads the event in the place of whoever led it.</summary>
    static async Task<Browser> LeadAsync(WebProduct village)
    {
        await village.Operations.RunAsync<PrismaDbContext>(db => db.TeamMembers.Where(member => member.Part == Part.Lead).ExecuteUpdateAsync(set => set.SetProperty(member => member.Part, Part.Scribe), WebProduct.Cancellation), WebProduct.Cancellation);
        return await village.SignInToTheTeamAsync(Part.Lead, Role.Facilitator);
    }

    static readonly (string, string)[] Days = [("startsOn", "2027-10-16"), ("endsOn", "2027-10-25"), ("reason", Late)];

    /// <summary>What goes along with the form once it was shown what these days change.</summary>
    static readonly (string, string)[] Shown = [("seen.startsOn", "2027-10-16"), ("seen.endsOn", "2027-10-25")];
}
