namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>One event in whose first weeks everybody goes another way than the straight one, each their own.</summary>
public sealed class OtherWays : IAsyncLifetime
{
    /// <summary>Enough for an application that takes its time, and for two rounds of a gate with a steward call after them.</summary>
    const int Days = 45;

    readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    WalkedEvent _it = null!;

    internal Walk Walk => _it.Walk;

    internal IReadOnlyDictionary<string, (EnrolmentState State, string Stage)> Passages { get; private set; } = new Dictionary<string, (EnrolmentState, string)>();

    /// <summary>Where they stand after the event was moved, and called off.</summary>
    internal IReadOnlyDictionary<string, (EnrolmentState State, string Stage)> Ended { get; private set; } = new Dictionary<string, (EnrolmentState, string)>();

    public async ValueTask InitializeAsync()
    {
        _it = await WalkedEvent.FoundAsync(stages: "reached");
        await _it.OpenCallAsync(WalkedEvent.Lead);
        await _it.LeaveSeatsAsync(3);
        Walk.Otherwise = OtherwiseAsync;
        Expect(1, "interest/hub", "Maren", "Brook", "Fern Yard");
        Expect(2, "interest/hub", "Teo", "Marl", "Hollow Yard");
        Expect(3, "interest/network", "Noor", "Aske", "Slow Water Network");
        foreach (var (hours, first, last) in new[] { (4, "Amina", "Reed"), (5, "Cato", "Birch"), (6, "Dunja", "Crane"), (30, "Bela", "Ashe"), (7, "Emil", "Dorn") })
        {
            Expect(hours, "apply", first, last);
        }

        var end = DateOnly.FromDateTime(Walk.Now.UtcDateTime).AddDays(Days);
        await Walk.GoOnAsync(() => Task.FromResult(DateOnly.FromDateTime(Walk.Now.UtcDateTime) >= end), end.AddDays(2));
        Passages = await _it.StandAsync();
        await new LaterWays(_it).GoAsync();
        Ended = await _it.StandAsync();
    }

    public ValueTask DisposeAsync() => _it?.DisposeAsync() ?? ValueTask.CompletedTask;

    void Expect(int hours, string door, string first, string last, string organisation = "") =>
        _it.Expect(hours, door, new Walker(first, last, $"{first}@{last}.example".ToLowerInvariant()) { Organisation = organisation });

    async Task<Page?> OtherwiseAsync(Walker who, Browser browser, Page page) => (who.First, page) switch
    {
        ("Ines", _) when page.Has("step") && IsAbout(page, "Fern Yard") && IsTime(1, "Ines, Fern Yard", page) => await AnswerAsync(who, browser, page, "object"),
        ("Ines", _) when page.Has("step") && IsAbout(page, "Hollow Yard") => await AnswerAsync(who, browser, page, "object"),
        ("Edda", _) when page.Has("task") && IsAbout(page, "Hollow Yard") => await Walk.Visits.PressAsync(who, browser, page, "task", ("outcome", "blocked"), ("note", "The barn cannot be heated before winter, and nobody could say how.")),
        _ when page.Has("answer") => await Walk.Visits.PressAsync(who, browser, page, "answer", ("answer", page.Title.StartsWith("More time for", StringComparison.Ordinal) ? "yes" : "The first four; the last three are yours.")),
        _ when page.Has("step") && IsAbout(page, "Slow Water Network") && who.HasOffice && page.Answer.Document.QuerySelector("[name=response]") is not null => await AnswerAsync(who, browser, page, "decline"),
        ("Amina", _) when page.Title.StartsWith("A walk in your place", StringComparison.Ordinal) => await LeaveAsync(who, browser, page),
        ("Cato", _) when (page.Has("sign") || page.Has("read")) && IsTime(1, "Cato asks", page) => await AskAsync(who, browser, page),
        ("Dunja", _) when page.Has("decline") => await Walk.Visits.PressAsync(who, browser, page, "decline", ("sure", "yes")),
        ("Emil", _) when page.Title.EndsWith("Your application", StringComparison.Ordinal) && _times.GetValueOrDefault("Emil") < 2 => await TakeTimeAsync(who, browser, page),
        _ => null,
    };

    bool IsTime(int number, string what, Page page) => page.IsToDo && (_times[what] = _times.GetValueOrDefault(what) + 1) == number;

    static bool IsAbout(Page page, string name) => page.Answer.Document.QuerySelector("p.lead")?.TextContent.Contains(name, StringComparison.Ordinal) == true;

    Task<Page> AnswerAsync(Walker who, Browser browser, Page page, string response) =>
        Walk.Visits.FillAsync(who, browser, page, "step", Walk.HandOf(who, ("response", response)));

    async Task<Page?> LeaveAsync(Walker who, Browser browser, Page page)
    {
        var leave = await Walk.Visits.OpenAsync(who, browser, page.Answer.Document.QuerySelector("a[href$='/leave']")!.GetAttribute("href")!, "“Step out”");
        return await Walk.Visits.FillAsync(who, browser, leave, "leave", Walk.HandOf(who));
    }

    async Task<Page?> AskAsync(Walker who, Browser browser, Page page)
    {
        Walk.ComeBackTo(who, page);
        return await Walk.Visits.PressAsync(who, browser, page, "question", ("question", "Does “all of the days” mean the evenings too?"));
    }

    async Task<Page?> TakeTimeAsync(Walker who, Browser browser, Page page)
    {
        _times["Emil"] = _times.GetValueOrDefault("Emil") + 1;
        Walk.ComeBackTo(who, page);
        var time = await Walk.Visits.OpenAsync(who, browser, page.Step + "/more-time", "“Ask for more time”");
        return await Walk.Visits.PressAsync(who, browser, time, "more-time");
    }
}
