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
        using var lead = await village.SignInToTheTeamAsync(Part.Lead, Role.Facilitator);
        var second = await lead.GetAsync(Move);
        await village.ProposeAsync(new DateOnly(2027, 9, 13));

        var answer = await lead.PostAsync(Move, [.. Browser.Hidden(second.Form("move")!), .. Days, ("do", act)]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["Other days were proposed meanwhile; they stand on this page. Once they are answered you can send yours."], answer.Problems);
        Assert.Equal(Late, answer.Form("move")!.QuerySelector("textarea")!.TextContent);
        Assert.NotNull(answer.Form("answer"));
    }

    [Fact]
    public async Task Who_has_other_days_ready_for_an_event_that_was_cancelled_meanwhile_reads_so_and_keeps_their_words()
    {
        await using var village = new WebProduct();
        await village.FoundAsync();
        using var lead = await village.SignInToTheTeamAsync(Part.Lead, Role.Facilitator);
        var second = await lead.GetAsync(Move);
        await village.Operations.RunAsync<PrismaDbContext>(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.CancelledAt, village.Time.GetUtcNow()), WebProduct.Cancellation), WebProduct.Cancellation);

        var answer = await lead.PostAsync(Move, [.. Browser.Hidden(second.Form("move")!), .. Days, ("do", "show")]);

        Assert.Equal(["This event was cancelled already."], answer.Problems);
        Assert.Equal(Late, answer.Form("move")!.QuerySelector("textarea")!.TextContent);
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
        Assert.Contains("4–13 October 2027", answer.Form("answer")!.TextContent, StringComparison.Ordinal);
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

    static readonly (string, string)[] Days = [("startsOn", "2027-10-16"), ("endsOn", "2027-10-25"), ("reason", Late)];
}
