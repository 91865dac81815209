using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>An event made through the pages, with its team; and those who find their way to it.</summary>
sealed class WalkedEvent : IAsyncDisposable
{
    const string Slug = "orrin", TimeZone = "Europe/Lisbon";

    static readonly (string First, string Last, string Role, Part[] Parts)[] _team =
    [
        ("Wren", "Alder", "Facilitator", [Part.Lead]),
        ("Sol", "Marten", "Facilitator", [Part.Facilitator, Part.Enrolment]),
        ("Ines", "Holt", "Facilitator", [Part.Potential, Part.Enacting]),
        ("Bram", "Thorne", "Facilitator", [Part.Evaluating, Part.Scribe]),
        ("Tala", "Reyes", "Facilitator", [Part.Infrastructuring, Part.Operator]),
        ("Edda", "Vale", "Steward", [Part.StewardDelegate]),
        ("Joss", "Fenn", "Steward", [Part.Steward]),
    ];

    readonly WalkedProduct _product = new();

    public Walk Walk { get; private set; } = null!;

    public Event Event { get; private set; } = null!;

    public static Walker Lead => WalkerOf(_team[0].First, _team[0].Last);

    /// <summary>Called this morning, with exactly as much time as the standard pace asks for.</summary>
    public static async Task<WalkedEvent> FoundAsync(string stages = "planned")
    {
        var it = new WalkedEvent();
        try
        {
            await it.SetUpAsync(stages);
            return it;
        }
        catch
        {
            await it.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody writes by the event's public page some hours from now.</summary>
    public void Expect(int hours, string door, Walker who) => Walk.Plan(Walk.Now.AddHours(hours), async () =>
    {
        Walk.Join(who);
        using var browser = _product.Open();
        var page = await Walk.Visits.OpenAsync(who, browser, $"/e/{Slug}/{door}", "the event's page");
        await Walk.Visits.FillAsync(who, browser, page, "apply", new Hand(who, DateOnly.MinValue, Event) { Wishes = { ["language"] = "en" } });
    });

    /// <summary>As if the other seats had been given before.</summary>
    public Task LeaveSeatsAsync(int number) => _product.Operations.RunAsync<PrismaDbContext>(
        async db =>
        {
            var pool = await db.SeatPools.SingleAsync(one => one.Name == SeatPool.Participants, WebProduct.Cancellation);
            pool.Taken = pool.Capacity - number;
        },
        WebProduct.Cancellation);

    /// <summary>Where each passage stands, by the name of whose it is.</summary>
    public Task<Dictionary<string, (EnrolmentState State, string Stage)>> StandAsync() => _product.Operations.ReadAsync<PrismaDbContext, Dictionary<string, (EnrolmentState, string)>>(async db =>
        (await db.Enrolments.Where(one => one.Pathway != Pathway.Event).Include(one => one.Person).Include(one => one.Organisation).ToListAsync(WebProduct.Cancellation)).ToDictionary(one => one.Name, one => (one.State, one.StageKey), StringComparer.Ordinal));

    /// <summary>The state of each passage, by its pathway.</summary>
    public Task<ILookup<string, EnrolmentState>> PassagesAsync() => _product.Operations.ReadAsync<PrismaDbContext, ILookup<string, EnrolmentState>>(async db =>
        (await db.Enrolments.Select(one => new { one.Pathway, one.State }).ToListAsync(WebProduct.Cancellation)).ToLookup(one => one.Pathway, one => one.State, StringComparer.Ordinal));

    /// <summary>Opens the call as whoever is asked to would.</summary>
    public async Task OpenCallAsync(Walker who)
    {
        var office = await Walk.Visits.OfficeAsync(who);
        var page = await Walk.Visits.OpenAsync(who, office, $"/events/{Slug}", "“Today”");
        await Walk.Visits.FillAsync(who, office, page, "call", new Hand(who, DateOnly.MinValue, Event));
    }

    public async ValueTask DisposeAsync()
    {
        Walk?.Dispose();
        await _product.DisposeAsync();
    }

    async Task SetUpAsync(string stages)
    {
        using var office = _product.Open();
        await office.SubmitAsync(
            $"/setup/{await _product.SetupTokenAsync()}", "setup", ("firstName", Lead.First), ("lastName", Lead.Last), ("email", Lead.Email), ("password", WebProduct.Password), ("timeZone", TimeZone));
        foreach (var (first, last, role, _) in _team.Skip(1))
        {
            await InviteAsync(office, WalkerOf(first, last), role);
        }

        var begins = Zones.DayOf(_product.Time.GetUtcNow(), TimeZone).AddDays(EventClock.LeadDays(Profile.Standard));
        await office.SubmitAsync(
            "/events/new", "create", ("name", "Listening to the Orrin"), ("slug", Slug), ("place", "Vale of Orrin"), ("summary", "What does the river ask of those who live beside it?"),
            ("startsOn", $"{begins:yyyy-MM-dd}"), ("endsOn", $"{begins.AddDays(9):yyyy-MM-dd}"), ("timeZone", TimeZone), ("capacity", "12"), ("profile", nameof(Profile.Standard)), ("stages", stages));
        await office.SubmitAsync($"/events/{Slug}", "team", [.. PartsIn(await office.GetAsync($"/events/{Slug}"))]);
        await office.SubmitAsync($"/events/{Slug}", "call-event");
        Event = await _product.Operations.ReadAsync<PrismaDbContext, Event>(db => db.Events.AsNoTracking().SingleAsync(WebProduct.Cancellation));
        Walk = new Walk(_product, Event, _team.Select(one => WalkerOf(one.First, one.Last)));
    }

    async Task InviteAsync(Browser office, Walker who, string role)
    {
        await office.SubmitAsync("/people", "invite", ("firstName", who.First), ("lastName", who.Last), ("email", who.Email), ("roles", role));
        await _product.DeliverAsync();
        Assert.True(_product.TryTake(out var invitation));
        using var browser = _product.Open();
        await browser.SubmitAsync(invitation.Links[0].Address, "invitation", ("password", WebProduct.Password));
    }

    static IEnumerable<(string, string)> PartsIn(Browser.Answer page) =>
        from person in page.Form("team")!.QuerySelectorAll("details")
        let held = _team.Single(one => person.TextContent.Contains($"{one.First} {one.Last}", StringComparison.Ordinal)).Parts
        from box in person.QuerySelectorAll("input[name=team]")
        let value = box.GetAttribute("value")!
        where held.Any(part => value.EndsWith($":{part}", StringComparison.Ordinal))
        select ("team", value);

    static Walker WalkerOf(string first, string last) => new(first, last, $"{first}@orrin.example".ToLowerInvariant()) { HasOffice = true, Leads = first == _team[0].First };
}
