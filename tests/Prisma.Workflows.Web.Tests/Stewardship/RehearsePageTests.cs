using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Bundles;

namespace Prisma.Workflows.Web.Tests.Stewardship;

public sealed class RehearsePageTests(WebProduct product) : IClassFixture<WebProduct>
{
    const string Here = "/pathways/pathway-partner/";

    /// <summary>A day, and again: it never comes to an end.</summary>
    const string Circle = """
        { "definitionId": "pathway-practice-network", "name": "Round and round", "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1, "connections": [], "activities": [
            { "id": "for-ever", "type": "Elsa.While", "version": 1, "condition": { "typeName": "Boolean", "expression": { "type": "Literal", "value": "true" } },
              "body": { "id": "a-day", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "1.00:00:00" } } } } ] } }
        """;

    const string Breaking = """
        { "definitionId": "breaking", "name": "Breaking", "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1, "activities": [
            { "id": "stage", "type": "Prisma.Stage", "version": 1, "key": { "typeName": "String", "expression": { "type": "Literal", "value": "B-1" } }, "title": { "typeName": "String", "expression": { "type": "Literal", "value": "Thaw" } } },
            { "id": "reckon", "type": "Elsa.Fault", "version": 1, "name": "Reckon", "message": { "typeName": "String", "expression": { "type": "Literal", "value": "No seat is left." } } },
            { "id": "end", "type": "Prisma.Close", "version": 1, "ending": { "typeName": "String", "expression": { "type": "Literal", "value": "completed" } } } ],
          "connections": [ { "source": { "activity": "stage", "port": "Done" }, "target": { "activity": "reckon", "port": "In" } }, { "source": { "activity": "reckon", "port": "Done" }, "target": { "activity": "end", "port": "In" } } ] } }
        """;

    [Fact]
    public async Task A_steward_sees_the_calendar_of_what_is_drawn_in_a_frame()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        var page = await browser.GetAsync($"{Here}rehearse?start=2027-03-10&profile=Compact");
        Assert.Equal("compact", page.Document.QuerySelector("option[selected]")!.TextContent);
        Assert.Contains("The day on which the event is created; its call opens later.", page.Text, StringComparison.Ordinal);

        var played = await browser.GetAsync(page.Document.QuerySelector("iframe")!.GetAttribute("src")!);

        Assert.Equal(page.Document.QuerySelector("iframe")!.GetAttribute("src"), page.Document.QuerySelector("iframe + p a")!.GetAttribute("href"));
        Assert.Contains("Nothing was sent.", played.Text, StringComparison.Ordinal);
        Assert.Matches("^The rehearsal of .+, version 1$", played.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal("March 2027", played.Document.QuerySelector("h2")!.TextContent);
        Assert.Contains("Playing ", played.Document.QuerySelector(".now")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains(played.Document.QuerySelectorAll(".badge"), kind => kind.TextContent == "mail");
        Assert.Contains("frame-ancestors 'self'", played.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_on_the_way_stands_above_the_calendar()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Breaking, false, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);

        var played = await browser.GetAsync("/pathways/breaking/rehearsal?start=2027-03-10&profile=Compact");

        Assert.Equal("Something failed on the way: “Reckon”: No seat is left.", played.Document.QuerySelector(".warn[role=alert]")!.TextContent);
        Assert.Equal("Wed 10 Mar, 10:00", played.Document.QuerySelector("tr:has(.bad) [data-label=When]")!.TextContent);
    }

    [Fact]
    public async Task What_cannot_be_played_says_so_and_strangers_see_nothing()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/pathways/nowhere/rehearse")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/pathways/nowhere/rehearsal?start=2027-03-10&profile=Full")).Status);
        Assert.Null((await browser.GetAsync($"{Here}rehearse?start=soon&profile=Full")).Document.QuerySelector("iframe"));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"{Here}rehearsal?start=soon&profile=Full")).Status);

        using var facilitator = await product.SignInAsync(Role.Facilitator);
        Assert.NotEqual(HttpStatusCode.OK, (await facilitator.GetAsync($"{Here}rehearsal?start=2027-03-10&profile=Full")).Status);
    }

    [Fact]
    public async Task What_fails_for_no_fault_of_the_drawing_is_said_with_a_way_out()
    {
        await using var content = TemporaryFolder.Create("content");
        product.Services.GetRequiredService<ContentShelf>().CopyTo(content.Path, []);
        await using var broken = new WebProduct(("ContentFolder", content.Path));
        using var browser = await broken.SignInAsync(Role.Steward);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{Here}rehearse")).Status);
        await File.WriteAllTextAsync(Path.Combine(content.Path, "workflows", "forms", "F-01", "form.json"), "{", WebProduct.Cancellation);

        var told = (await browser.GetAsync($"{Here}rehearsal?start=2027-03-10&profile=Full")).Document.QuerySelector("[role=alert]")!.TextContent;

        Assert.StartsWith("Something failed that has nothing to do with what is drawn, so it was stopped.", told, StringComparison.Ordinal);
        Assert.Contains("Try again; if it fails again, tell whoever looks after this installation", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task A_first_day_beyond_the_calendar_is_refused_with_the_days_there_are(string start)
    {
        using var browser = await product.SignInAsync(Role.Steward);

        Assert.Equal(
            "The first day of a rehearsal lies in the years 2000 to 2999. Choose such a day.",
            (await browser.GetAsync($"{Here}rehearsal?start={start}&profile=Full")).Document.QuerySelector("[role=alert]")!.TextContent);
    }

    [Theory]
    [InlineData("start=2027-03-10&profile=Leisurely", "There is no pace “Leisurely”. Choose one of these.")]
    [InlineData("start=2027-03-10&profile=17", "There is no pace “17”. Choose one of these.")]
    [InlineData("start=soon&profile=Full", "“soon” is no day. Choose one.")]
    public async Task An_address_typed_by_hand_is_answered_with_what_is_wrong_in_it_and_nothing_is_played(string typed, string told)
    {
        using var browser = await product.SignInAsync(Role.Steward);
        var page = await browser.GetAsync($"{Here}rehearse?{typed}");

        Assert.Equal(told, page.Document.QuerySelector(".error")!.TextContent);
        Assert.Null(page.Document.QuerySelector("iframe"));
    }

    [Fact]
    public async Task A_pace_that_no_event_has_is_refused_with_those_there_are()
    {
        using var browser = await product.SignInAsync(Role.Steward);

        Assert.Equal(
            "An event has one of these paces: full, standard, compact. Choose one.",
            (await browser.GetAsync($"{Here}rehearsal?start=2027-03-10&profile=17")).Document.QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task What_goes_round_in_a_circle_is_stopped_after_three_minutes()
    {
        using var browser = await DrawTheCircleAsync();
        using var rehearsal = await Telling.BeginAsync(browser);
        await rehearsal.UntilAsync("Playing ");

        product.Time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromSeconds(1));
        await rehearsal.UntilAsync("Playing ");
        product.Time.Advance(TimeSpan.FromSeconds(1));

        await rehearsal.UntilAsync("It took longer than 3 minutes and was stopped on ");
    }

    [Fact]
    public async Task The_second_of_two_waits_until_the_first_is_left()
    {
        using var browser = await DrawTheCircleAsync();
        using var first = await Telling.BeginAsync(browser);
        await first.UntilAsync("Playing ");
        using var second = await Telling.BeginAsync(browser);
        await second.UntilAsync("Waiting for its turn");

        var turn = second.UntilAsync("Playing ");
        for (var month = 0; month < 6; month++)
        {
            await first.UntilAsync("Playing ");
        }

        Assert.False(turn.IsCompleted);
        first.Dispose();
        await turn;
    }

    async Task<Browser> DrawTheCircleAsync()
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Circle, false, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        return await product.SignInAsync(Role.Steward);
    }

    /// <summary>A rehearsal that is read as it is written.</summary>
    sealed class Telling(StreamReader reader) : IDisposable
    {
        string _unread = "";

        public static async Task<Telling> BeginAsync(Browser browser)
        {
            var address = new Uri("/pathways/pathway-practice-network/rehearsal?start=2027-03-10&profile=Compact", UriKind.Relative);
            return new Telling(new StreamReader(await browser.Client.GetStreamAsync(address, WebProduct.Cancellation)));
        }

        public async Task UntilAsync(string words)
        {
            var some = new char[1024];
            while (!_unread.Contains(words, StringComparison.Ordinal))
            {
                var read = await reader.ReadAsync(some, WebProduct.Cancellation);
                Assert.True(read > 0, $"It ended with “{_unread}”, before “{words}”.");
                _unread += new string(some, 0, read);
            }

            _unread = _unread[(_unread.IndexOf(words, StringComparison.Ordinal) + words.Length)..];
        }

        public void Dispose() => reader.Dispose();
    }
}
