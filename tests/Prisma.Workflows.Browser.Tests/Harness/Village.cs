using System.Globalization;
using Microsoft.Playwright;

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>An installation with three people who run an event whose call is open, all made through its pages.</summary>
public sealed class Village(Installation installation, Chromium chromium) : IAsyncDisposable
{
    public const string Slug = "orrin";

    public const string Lead = "wren@example.org";

    public const string Facilitator = "sol@example.org";

    public const string Hub = "ode@example.org";

    const string Password = "four plain words here";

    public Mails Mails => installation.Mails;

    public Installation Installation => installation;

    /// <summary>Three people, an event whose call is open, and stewards who may publish without a second reader.</summary>
    public static async Task<Village> FoundAsync(Chromium chromium)
    {
        var village = new Village(await Installation.StartAsync("--Authoring:SingleSteward", "true"), chromium);
        try
        {
            await village.SettleAsync();
            return village;
        }
        catch
        {
            // A village whose founding fails is nobody's to dispose of: its host would run on.
            await village.DisposeAsync();
            throw;
        }
    }

    public Task<Device> DeviceAsync(bool scripts = true, int width = 1100, string locale = "en-GB") => chromium.DeviceAsync(installation.Home, scripts, width, locale);

    public async Task<Device> SignInAsync(string email, string locale = "en-GB")
    {
        var device = await DeviceAsync(locale: locale);
        await device.OpenAsync("/sign-in");
        await device.FillAsync(("email", email), ("password", Password));
        await device.PressAsync("Sign in");
        return device;
    }

    /// <summary>Answers the call as a stranger; the device stands in the application form afterwards.</summary>
    public async Task<Device> ApplyAsync(string firstName, bool scripts = true, int width = 1100)
    {
        var device = await DeviceAsync(scripts, width);
        await device.OpenAsync($"/e/{Slug}");
        await device.OpenAsync($"/e/{Slug}/apply");
        await device.FillAsync(("first_name", firstName), ("last_name", "Reed"), ("email", MailOf(firstName)), ("language", "en"), ("privacy_seen", "true"));
        await device.PressAsync("Send");
        Assert.StartsWith("/steps/", device.Path, StringComparison.Ordinal);
        return device;
    }

    /// <summary>The address under which somebody of this first name applies.</summary>
    public static string MailOf(string firstName) => $"{firstName.ToLowerInvariant()}@example.org";

    public static (string Name, string Value)[] Application => Web.Tests.Portal.Filled.Application;

    public static (string Name, string Value)[] Conversation { get; } =
    [
        ("heard_unknown", "She once crossed a moor in fog and enjoyed not knowing."), ("signal_unknown", "3"),
        ("heard_groups", "She feeds people first and then talks with them."), ("signal_groups", "4"),
        ("heard_place", "She knows the names of the birds at the river."), ("signal_place", "3"),
        ("conflict_of_interest", "false"), ("recommend", "yes"),
    ];

    public static (string Name, string Value)[] Reading { get; } =
    [
        ("stand_aside", "no"), ("care_for_place", "4"), ("gift_and_role", "3"), ("collaboration", "4"), ("openness", "3"), ("practical_fit", "3"),
        ("strengths", "Listens before she speaks, and stays."), ("gift_seen", "Patience with difficult ground."), ("safety_flag", "false"),
    ];

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    async Task SettleAsync()
    {
        await using var office = await DeviceAsync();
        await office.OpenAsync(installation.SetupLink);
        await office.FillAsync(("firstName", "Wren"), ("lastName", "Alder"), ("email", Lead), ("password", Password));
        await office.PressAsync("Become the first administrator");
        await InviteAsync(office, "Sol", "Marten", Facilitator);
        await InviteAsync(office, "Ode", "Marsh", Hub);
        await installation.MoveToDayAsync();
        await OpenCallAsync(office);
    }

    async Task InviteAsync(Device office, string firstName, string lastName, string email)
    {
        await office.OpenAsync("/people");
        await office.FillAsync(("firstName", firstName), ("lastName", lastName), ("email", email), ("roles", "Facilitator"));
        await office.PressAsync("Invite");
        var link = await office.Page.InnerTextAsync("code.wrap");
        await using var theirs = await DeviceAsync();
        await theirs.OpenAsync(link);
        await theirs.FillAsync(("password", Password));
        await theirs.PressAsync("Set the password and sign in");
        Assert.Equal("/today", theirs.Path);
    }

    static async Task OpenCallAsync(Device office)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        await office.OpenAsync("/events/new");
        await office.FillAsync(
            ("name", "Listening to the Orrin"), ("slug", Slug), ("place", "Vale of Orrin"), ("summary", "What does the river ask of those who live beside it?"),
            ("startsOn", Day(today.AddDays(200))), ("endsOn", Day(today.AddDays(209))), ("timeZone", Installation.DayZone), ("profile", "Standard"));
        await office.PressAsync("Create the event");
        foreach (var (name, part) in new[] { ("Wren Alder", "Lead"), ("Sol Marten", "Facilitator"), ("Ode Marsh", "Hub") })
        {
            var theirs = office.Page.Locator("form details", new PageLocatorOptions { HasText = name });
            await theirs.Locator("summary").ClickAsync();
            await theirs.Locator($"input[value$=':{part}']").CheckAsync();
        }

        await office.PressAsync("Save the team");
        await office.FillAsync(("closesOn", Day(today.AddDays(60))), ("intentionConsented", "yes"), ("hosted", "yes"), ("designConsented", "yes"));
        await office.PressAsync("Open the call");
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
