namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>What happens to an event when everybody is in the middle of it: somebody leaves its team, a gathering and then the whole event moves, and in the end it is called off.</summary>
sealed class LaterWays(WalkedEvent it)
{
    const string Reason = "The river stands in the barn, and the ground will need its time.";

    Walk Walk => it.Walk;

    public async Task GoAsync()
    {
        await LeaveTeamAsync("Sol");
        await MoveGatheringAsync("GA-12");
        await PassAsync(5);
        await MoveEventAsync(days: 14);
        await PassAsync(10);
        await CallOffAsync();
        await PassAsync(2);
    }

    Task PassAsync(int days)
    {
        var until = Walk.Now.AddDays(days);
        return Walk.GoOnAsync(() => Task.FromResult(Walk.Now >= until), DateOnly.FromDateTime(until.UtcDateTime).AddDays(2));
    }

    async Task LeaveTeamAsync(string first)
    {
        var (office, page) = await OpenAsync("");
        var stays = page.Form("team").QuerySelectorAll("details").Where(person => !person.QuerySelector("summary")!.TextContent.Contains(first, StringComparison.Ordinal))
            .SelectMany(person => person.QuerySelectorAll("input[checked]")).Select(box => ("team", box.GetAttribute("value")!));
        await Walk.Visits.PressAsync(WalkedEvent.Lead, office, page, "team", [.. stays]);
    }

    async Task MoveGatheringAsync(string gathering)
    {
        var (office, page) = await OpenAsync($"/gatherings/{gathering}");
        await Walk.Visits.PressAsync(WalkedEvent.Lead, office, page, "plan", ("startsAt", $"{Walk.Now.AddDays(9):yyyy-MM-dd} 18:00"), ("minutes", "90"), ("where", "The mill"));
    }

    async Task MoveEventAsync(int days)
    {
        var (office, page) = await OpenAsync("/move");
        var to = new[] { ("startsOn", $"{it.Event.StartsOn.AddDays(days):yyyy-MM-dd}"), ("endsOn", $"{it.Event.EndsOn.AddDays(days):yyyy-MM-dd}"), ("reason", Reason) };
        page = await Walk.Visits.PressAsync(WalkedEvent.Lead, office, page, "move", [.. to, ("do", "show")]);
        await Walk.Visits.PressAsync(WalkedEvent.Lead, office, page, "move", [.. to, ("do", "move")]);
    }

    async Task CallOffAsync()
    {
        var (office, page) = await OpenAsync("/cancel");
        await Walk.Visits.PressAsync(WalkedEvent.Lead, office, page, "cancel", ("reason", Reason), ("name", it.Event.Name));
    }

    async Task<(Browser Office, Page Page)> OpenAsync(string address)
    {
        var office = await Walk.Visits.OfficeAsync(WalkedEvent.Lead);
        return (office, await Walk.Visits.OpenAsync(WalkedEvent.Lead, office, $"/events/{it.Event.Slug}{address}", "the event's page"));
    }
}
