using Prisma.Workflows.Tensions;
using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Events;

/// <summary>The forms of an event's page in two windows: whoever comes second overwrites nothing unknowingly, loses no words, and reads what became of it meanwhile.</summary>
public sealed class EventFormsInTwoWindowsTests : IAsyncLifetime
{
    const string Page = $"/events/{Village.Slug}", Edit = $"{Page}/edit", Gathering = $"{Page}/gatherings/GA-06a";

    static readonly string[] _typed = ["name", "slug", "place", "summary", "startsOn", "endsOn", "timeZone", "capacity", "setAside", "partnerPlaces"];

    readonly WebProduct _village = new();
    Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        await _village.FoundAsync();
        _browser = await _village.SignInToTheTeamAsync(Part.Facilitator, Role.Facilitator);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _village.DisposeAsync();
    }

    [Fact]
    public async Task Times_for_conversations_that_the_first_window_added_or_took_away_are_kept()
    {
        await _browser.SubmitAsync(Page, "slots", ("slots", "2027-06-10 14:00\n2027-06-11 09:30"));
        var second = await SeenAsync(Page, "slots");
        await _browser.SubmitAsync(Page, "slots", ("slots", "2027-06-11 09:30\n2027-06-12 10:00"));

        await _browser.PostAsync(Page, [.. second, ("slots", "2027-06-10 14:00\n2027-06-11 09:30\n2027-06-13 11:00")]);

        Assert.Equal("2027-06-11 09:30\n2027-06-12 10:00\n2027-06-13 11:00", (await _browser.GetAsync(Page)).Document.GetElementById("f-slots")!.TextContent.Trim());
    }

    [Fact]
    public async Task Whom_the_first_window_named_for_the_team_or_took_out_of_it_is_left_so()
    {
        var (me, tala, ines) = (await MeAsync(), await HireAsync("Tala"), await HireAsync("Ines"));
        await _browser.SubmitAsync(Page, "team", ("team", $"{me}:Facilitator"), ("team", $"{me}:Scribe"));
        var second = await SeenAsync(Page, "team");
        await _browser.SubmitAsync(Page, "team", ("team", $"{me}:Facilitator"), ("team", $"{tala}:Lead"));

        await _browser.PostAsync(Page, [.. second, ("team", $"{me}:Facilitator"), ("team", $"{me}:Scribe"), ("team", $"{ines}:Evaluating")]);

        Assert.Equal([$"{me}:Facilitator", $"{tala}:Lead", $"{ines}:Evaluating"], await TeamAsync(me, tala, ines));
    }

    [Fact]
    public async Task Two_leads_named_in_two_windows_are_shown_together()
    {
        var (me, tala, ines) = (await MeAsync(), await HireAsync("Tala"), await HireAsync("Ines"));
        var second = await SeenAsync(Page, "team");
        await _browser.SubmitAsync(Page, "team", ("team", $"{me}:Facilitator"), ("team", $"{tala}:Lead"));

        var answer = await _browser.PostAsync(Page, [.. second, ("team", $"{me}:Facilitator"), ("team", $"{ines}:Lead")]);

        Assert.Equal(["An event has one lead facilitator."], answer.Problems);
        Assert.Equal(2, answer.Form("team")!.QuerySelectorAll("[value$=':Lead'][checked]").Length);
    }

    [Fact]
    public async Task What_is_known_about_an_event_is_changed_field_by_field_and_the_same_field_only_after_a_look()
    {
        var second = await SeenAsync(Edit, "edit");
        var fields = await FieldsAsync();
        await _browser.PostAsync(Edit, [.. await SeenAsync(Edit, "edit"), .. With(fields, ("summary", "How does the river speak?"), ("place", "Upper Orrin"))]);

        var answer = await _browser.PostAsync(Edit, [.. second, .. With(fields, ("summary", "Who hears the river?"), ("setAside", "scribe: 2"))]);

        Assert.Equal(["Somebody else changed this meanwhile to “How does the river speak?”. Save again to put yours in its place."], answer.Problems);
        Assert.Equal(("Who hears the river?", "Upper Orrin"), (Value(answer, "summary"), Value(answer, "place")));
        Assert.Equal(Page, (await _browser.PostAsync(Edit, [.. Browser.Hidden(answer.Form("edit")!), .. With(fields, ("summary", "Who hears the river?"), ("setAside", "scribe: 2"), ("place", "Upper Orrin"))])).Location);
        var edited = await _browser.GetAsync(Edit);
        Assert.Equal(("Who hears the river?", "Upper Orrin", "scribe: 2"), (Value(edited, "summary"), Value(edited, "place"), Value(edited, "setAside")));
    }

    [Fact]
    public async Task Another_last_day_of_the_call_is_read_before_it_is_replaced()
    {
        var second = await SeenAsync(Page, "call");
        await _browser.SubmitAsync(Page, "call", ("closesOn", "2027-06-07"));

        var answer = await _browser.PostAsync(Page, [.. second, ("closesOn", "2027-06-09")]);

        Assert.Equal(["Somebody else changed this meanwhile to “2027-06-07”. Save again to put yours in its place."], answer.Problems);
        Assert.Equal("2027-06-09", Value(answer, "closesOn"));
    }

    [Fact]
    public async Task A_gathering_keeps_the_place_that_was_set_in_the_first_window_and_another_time_is_read_before_it_is_replaced()
    {
        var second = await SeenAsync(Gathering, "plan");
        await _browser.SubmitAsync(Gathering, "plan", ("startsAt", "2027-06-26 10:00"), ("minutes", "180"), ("where", "The mill"));

        var answer = await _browser.PostAsync(Gathering, [.. second, ("startsAt", "2027-06-27 10:00"), ("minutes", "180"), ("where", "")]);

        Assert.Equal(["Somebody else changed this meanwhile to “2027-06-26 10:00”. Save again to put yours in its place."], answer.Problems);
        Assert.Equal(("2027-06-27 10:00", "The mill"), (Value(answer, "startsAt"), Value(answer, "where")));
    }

    [Theory]
    [InlineData("slots", "slots", "2027-06-10 14:00")]
    [InlineData("invite", "organisation", "Reed Circle")]
    [InlineData("call", "closesOn", "2027-06-09")]
    [InlineData("signal", "signal", "harvest.closed")]
    public async Task Where_the_event_was_cancelled_meanwhile_each_form_says_so_and_keeps_what_was_typed(string form, string field, string typed)
    {
        var second = await SeenAsync(Page, form);
        await _village.Operations.RunAsync<PrismaDbContext>(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(one => one.CancelledAt, _village.Time.GetUtcNow()), WebProduct.Cancellation), WebProduct.Cancellation);

        var answer = await _browser.PostAsync(Page, [.. second, (field, typed), ("pathway", "pathway-practice-network"), ("name", "Ida Pike"), ("email", "ida@reed.example")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(answer.Problems);
        Assert.Equal(typed, Value(answer, field));
    }

    [Fact]
    public async Task Who_says_second_who_was_there_reads_so_and_keeps_their_notes()
    {
        var (page, step) = ($"{Page}/gatherings/GA-06b", (await _village.AskWhoCameAsync("GA-06b")).Id.ToString("N"));
        var second = await SeenAsync(page, "attendance");
        await _browser.SubmitAsync(page, "attendance", (step, "yes"), ("notes", "One fire."));

        var answer = await _browser.PostAsync(page, [.. second, (step, "no"), ("notes", "Two rooms.")]);

        Assert.Equal(["Somebody else has said meanwhile who was there. Take that back first where it is wrong."], answer.Problems);
        Assert.Equal("Two rooms.", Value(answer, "notes"));
        Assert.Contains("was there", (await _browser.GetAsync(page)).Document.QuerySelector("td[data-label='Were they there?']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_a_tension_second_reads_so_and_keeps_their_words()
    {
        var tension = await BringAsync();
        var (page, form) = ($"{Page}/tensions", $"answer-{tension:N}");
        var second = await SeenAsync(page, form);
        await _browser.SubmitAsync(page, form, ("answer", "Shall we walk and talk?"));

        var answer = await _browser.PostAsync(page, [.. second, ("answer", "I hear you.")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["It is answered already, or somebody else was asked to answer it."], answer.Problems);
        Assert.Equal("I hear you.", Value(answer, "answer"));
    }

    /// <summary>What a window that was opened now will send by itself.</summary>
    async Task<IReadOnlyList<(string, string)>> SeenAsync(string page, string form) => Browser.Hidden((await _browser.GetAsync(page)).Form(form)!);

    async Task<IReadOnlyList<(string Name, string Value)>> FieldsAsync()
    {
        var page = await _browser.GetAsync(Edit);
        return [.. _typed.Select(name => (name, Value(page, name))), ("profile", "Standard"), ("stages", "reached")];
    }

    static IEnumerable<(string, string)> With(IReadOnlyList<(string Name, string Value)> fields, params (string Name, string Value)[] changed) =>
        [.. fields.Where(field => !Array.Exists(changed, one => one.Name == field.Name)), .. changed];

    static string Value(Browser.Answer page, string name) =>
        page.Document.QuerySelector($"textarea[name='{name}']")?.TextContent.Trim() ?? page.Document.QuerySelector($"select[name='{name}'] [selected]")?.GetAttribute("value") ?? page.Document.QuerySelector($"input[name='{name}']")?.GetAttribute("value") ?? "";

    Task<string> MeAsync() => _village.Operations.ReadAsync<PrismaDbContext, string>(async db => (await db.TeamMembers.Where(member => member.Part == Part.Facilitator && member.Person.FirstName == "Sam").Select(member => member.PersonId).SingleAsync(WebProduct.Cancellation)).ToString("N"));

    async Task<string> HireAsync(string name)
    {
        var person = new Person { FirstName = name, LastName = "Reed", Email = $"{name.ToLowerInvariant()}@reed.example", TimeZone = "Europe/Lisbon", CreatedAt = _village.Time.GetUtcNow() };
        person.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Facilitator });
        await _village.Operations.RunAsync<PrismaDbContext>(db => Task.FromResult(db.People.Add(person)), WebProduct.Cancellation);
        return person.Id.ToString("N");
    }

    async Task<IReadOnlyList<string>> TeamAsync(params string[] people)
    {
        var held = await _village.Operations.ReadAsync<PrismaDbContext, List<TeamMember>>(db => db.TeamMembers.ToListAsync(WebProduct.Cancellation));
        return [.. people.SelectMany(person => held.Where(member => member.PersonId.ToString("N") == person).Select(member => $"{person}:{member.Part}"))];
    }

    async Task<Guid> BringAsync()
    {
        var me = Guid.Parse(await MeAsync());
        var now = _village.Time.GetUtcNow();
        return await _village.Operations.RunAsync<PrismaDbContext, Guid>(async db =>
        {
            var tension = new Tension { EventId = await db.Events.Select(one => one.Id).SingleAsync(WebProduct.Cancellation), PersonId = me, AnswererId = me, Circle = "facilitators", What = "The kitchen is too far away.", Effect = "Soup is cold.", Wish = "A kettle.", IsByName = true, At = now, DueAt = now.AddDays(7) };
            db.Tensions.Add(tension);
            return tension.Id;
        }, WebProduct.Cancellation);
    }
}
