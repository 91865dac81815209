using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Time goes from one due thing to the next; everybody reads their mails as they come, and does the morning after what is asked of them there.</summary>
sealed partial class Walk(WalkedProduct product, Event theEvent, IEnumerable<Walker> walkers) : IDisposable
{
    const int DaysOfAWeek = 7;

    readonly Dictionary<string, Walker> _walkers = walkers.ToDictionary(one => one.Email, StringComparer.Ordinal);
    readonly List<(DateTimeOffset At, Func<Task> DoAsync)> _plan = [];
    readonly HashSet<(string Who, string Address)> _known = [];
    readonly Dictionary<(string Who, string Way), int> _tried = [];
    string? _code;

    public Visits Visits { get; } = new(product);

    /// <summary>What somebody sees to before they say that a task is done.</summary>
    public Func<Walker, Page, Task> BeforeTask { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What somebody does otherwise than a page asks, and where that led; null where they do as it asks.</summary>
    public Func<Walker, Browser, Page, Task<Page?>> Otherwise { get; set; } = (_, _, _) => Task.FromResult<Page?>(null);

    public DateTimeOffset Now => product.Time.GetUtcNow();

    DateOnly Today => Zones.DayOf(Now, theEvent.TimeZone);

    public void Join(Walker walker) => _walkers.TryAdd(walker.Email, walker);

    public void Plan(DateTimeOffset at, Func<Task> doAsync) => _plan.Add((at, doAsync));

    /// <summary>Leaves a step as it is, until a mail or “Today” leads there again.</summary>
    public void ComeBackTo(Walker who, Page page) => _known.Remove((who.Email, page.Step!));

    public Hand HandOf(Walker who, params IEnumerable<(string Name, string Value)> wishes) =>
        new(who, Today, theEvent) { Wishes = wishes.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal) };

    /// <summary>What has been open for more than a week, and no mail or page of theirs led them there.</summary>
    public async Task<IReadOnlyList<string>> UnledAsync()
    {
        var before = Now.AddDays(-DaysOfAWeek - 1);
        var open = await product.Operations.ReadAsync<PrismaDbContext, List<(string Email, Guid Id, string Title)>>(async db =>
            [.. (await (from step in db.Steps
                        join person in db.People on step.ActorId equals person.Id
                        where step.State == StepState.Open && step.Kind != StepKind.Gathering && step.OpenedAt < before
                        select new { person.Email, step.Id, step.Title }).ToListAsync(WebProduct.Cancellation)).Select(one => (one.Email, one.Id, one.Title))]);
        return [.. open.Where(one => !_known.Contains((one.Email, $"/steps/{one.Id}"))).Select(one => $"{one.Email}: {one.Title}")];
    }

    public void Dispose() => Visits.Dispose();

    /// <summary>Until it is over.</summary>
    public async Task GoOnAsync(Func<Task<bool>> isOver, DateOnly atTheLatest)
    {
        await WakeAsync(isMorning: true);
        var day = Today;
        while (!await isOver())
        {
            Assert.True(Today < atTheLatest, $"It does not come to an end. {await StandingAsync()}");
            var act = _plan.OrderBy(one => one.At).FirstOrDefault();
            var next = new[] { await NextDueAsync(), act.DoAsync is null ? null : act.At, At(Today.AddDays(1), 9) }.Min()!.Value;
            product.Time.SetUtcNow(next > Now ? next : Now.AddMilliseconds(1));
            await WakeAsync(Today != day);
            day = Today;
            if (act.DoAsync is not null && act.At <= Now && _plan.Remove(act))
            {
                await act.DoAsync();
                await DeliverAsync();
            }
        }
    }

    /// <summary>What the recurring jobs do.</summary>
    async Task WakeAsync(bool isMorning)
    {
        await using (var scope = product.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            await services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(WebProduct.Cancellation);
            await services.GetRequiredService<EndRests>().ExecuteAsync(WebProduct.Cancellation);
            await services.GetRequiredService<ClimbLadders>().ExecuteAsync(WebProduct.Cancellation);
            await services.GetRequiredService<CountAttendance>().ExecuteAsync(WebProduct.Cancellation);
            await services.GetRequiredService<ApplyChanges>().ExecuteAsync(WebProduct.Cancellation);
            if (isMorning)
            {
                await services.GetRequiredService<OfferFreeSeats>().ExecuteAsync(WebProduct.Cancellation);
                await services.GetRequiredService<WarnOfTooFew>().ExecuteAsync(WebProduct.Cancellation);
                await services.GetRequiredService<AskForReviews>().ExecuteAsync(WebProduct.Cancellation);
            }
        }

        await DeliverAsync();
        if (isMorning && Today.DayOfWeek is DayOfWeek.Monday)
        {
            foreach (var one in _walkers.Values.Where(one => one.Leads && Today.Day <= DaysOfAWeek).ToList())
            {
                await LookAtEventAsync(one);
            }

            foreach (var one in _walkers.Values.Where(one => one.HasOffice).ToList())
            {
                await LookAtTodayAsync(one);
            }
        }
    }

    async Task DeliverAsync()
    {
        bool hasCome;
        do
        {
            await using var scope = product.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DeliverOutbox>().ExecuteAsync(WebProduct.Cancellation);
            for (hasCome = false; product.TryTake(out var letter); hasCome = true)
            {
                await ReadAsync(letter);
            }
        }
        while (hasCome);
    }

    async Task ReadAsync(Letter letter)
    {
        if (!_walkers.TryGetValue(letter.Address, out var who))
        {
            var names = letter.Name.Split(' ', 2);
            Join(who = new Walker(names[0], names.Length > 1 ? names[1] : "", letter.Address));
        }

        Visits.Read(who, letter);
        _code = Code().Match(letter.Plain) is { Success: true } code ? code.Value.Trim() : _code;
        foreach (var (words, address) in letter.Links.Where(link => IsToTry(who, link.Address)))
        {
            var from = $"“{words}” in the mail “{letter.Subject}”";
            using var browser = product.Open();
            var to = (await browser.GetAsync(address)).Location;
            if (Page.StepOf(to) is not { } step)
            {
                await Visits.OpenAsync(who, browser, to.Length > 0 ? to : address, from);
            }
            else if (_known.Add((who.Email, step)))
            {
                Plan(NextMorning(), () => DoAsync(who, product.Open(), address, from));
            }
        }
    }

    /// <summary>The ways out are the same in every mail: each is tried twice.</summary>
    bool IsToTry(Walker who, string address) =>
        address.Split("?to=") is not [_, var way] || (_tried[(who.Email, way)] = _tried.GetValueOrDefault((who.Email, way)) + 1) < 3;

    async Task LookAtTodayAsync(Walker who)
    {
        var office = await Visits.OfficeAsync(who);
        var page = await Visits.OpenAsync(who, office, "/today", "the menu");
        foreach (var address in page.Answer.Document.QuerySelectorAll("td[data-label=What] a").Select(link => link.GetAttribute("href")!))
        {
            if (address.Contains("/gatherings/", StringComparison.Ordinal))
            {
                await SetTimeAsync(who, office, address);
            }
            else if (Page.StepOf(address) is { } step && _known.Add((who.Email, step)))
            {
                await DoAsync(who, office, address, "“Today”");
            }
        }
    }

    /// <summary>Its page, and those it leads to.</summary>
    async Task LookAtEventAsync(Walker who)
    {
        var (office, address) = (await Visits.OfficeAsync(who), $"/events/{theEvent.Slug}");
        var page = await Visits.OpenAsync(who, office, address, "the menu");
        foreach (var part in page.Answer.Document.QuerySelectorAll($"p.actions a[href^='{address}/']:not([download])").Select(link => link.GetAttribute("href")!).Distinct())
        {
            await Visits.OpenAsync(who, office, part, "the event's page");
        }
    }

    async Task SetTimeAsync(Walker who, Browser office, string address)
    {
        var page = await Visits.OpenAsync(who, office, address, "“Today”");
        await Visits.PressAsync(who, office, page, "plan", ("startsAt", $"{Today.AddDays(6):yyyy-MM-dd} 17:00"), ("minutes", "60"), ("where", $"{theEvent.Place}, or by video"));
    }

    /// <summary>Does what a step's page asks for, if it is still asked.</summary>
    async Task DoAsync(Walker who, Browser browser, string address, string from)
    {
        var page = await Visits.OpenAsync(who, browser, address, from);
        if (!page.IsToDo)
        {
            if (page.Has("missed"))
            {
                // It has not begun yet.
                Plan(Now.AddDays(2), async () => await DoAsync(who, who.HasOffice ? await Visits.OfficeAsync(who) : browser, address, from));
            }

            return;
        }

        var led = await Otherwise(who, browser, page) ?? page switch
        {
            _ when page.Has("sign") || page.Has("read") => await SignAsync(who, browser, page),
            _ when page.Has("held") => await Visits.PressAsync(who, browser, page, "held"),
            _ when page.Has("task") => await FinishAsync(who, browser, page),
            _ => await Visits.FillAsync(who, browser, page, "step", HandOf(who)),
        };

        // Who comes for themselves goes on at once; whoever speaks for others waits for the next mail.
        if (who is { Organisation: "", HasOffice: false } && led is { Step: { } next, IsToDo: true } && next != page.Step && _known.Add((who.Email, next)))
        {
            await DoAsync(who, browser, next, "what came next");
        }
    }

    async Task<Page> FinishAsync(Walker who, Browser browser, Page page)
    {
        await BeforeTask(who, page);
        return await Visits.PressAsync(who, browser, page, "task", ("outcome", "done"), ("note", "It is good enough for now, and safe enough to try."));
    }

    async Task<Page> SignAsync(Walker who, Browser browser, Page page)
    {
        page = page.Has("read") ? await Visits.PressAsync(who, browser, page, "read") : page;
        if (!page.Has("code"))
        {
            // Their question is not answered yet.
            ComeBackTo(who, page);
            return page;
        }

        _code = null;
        page = await Visits.PressAsync(who, browser, page, "code");
        await DeliverAsync();
        Assert.True(_code is not null, $"{who.Name} asked for a code to sign “{page.Title}”, and none came.");
        return await Visits.PressAsync(who, browser, page, "sign", ("code", _code), ("name", who.Name), ("intend", "yes"));
    }

    Task<DateTimeOffset?> NextDueAsync() => product.Operations.ReadAsync<PrismaDbContext, DateTimeOffset?>(async db => new[]
    {
        await db.Bookmarks.MinAsync(one => one.DueAt, WebProduct.Cancellation),
        await db.Steps.MinAsync(one => one.NextRungAt, WebProduct.Cancellation),
        await db.Outbox.Where(one => one.State == OutboxState.Pending).MinAsync(one => (DateTimeOffset?)one.DueAt, WebProduct.Cancellation),
        await db.Enrolments.Where(one => one.State == EnrolmentState.Paused).MinAsync(one => one.PausedUntil, WebProduct.Cancellation),
    }.Min());

    async Task<string> StandingAsync() => await product.Operations.ReadAsync<PrismaDbContext, string>(async db =>
    {
        var steps = await db.Steps.Where(step => step.State == StepState.Open).Select(step => $"{step.Key} “{step.Title}”").ToListAsync(WebProduct.Cancellation);
        var passages = await db.Enrolments.Select(one => $"{one.Pathway} {one.StageKey} {one.State}").ToListAsync(WebProduct.Cancellation);
        return $"Open: {string.Join(", ", steps)}. Passages: {string.Join(", ", passages)}.";
    });

    DateTimeOffset NextMorning() => At(Today.AddDays(1), 10);

    DateTimeOffset At(DateOnly day, int hour) => Zones.At(day.ToDateTime(new TimeOnly(hour, 0)), theEvent.TimeZone);

    /// <summary>Six digits alone on their line.</summary>
    [GeneratedRegex(@"(?<=^|\n)\s*\d{3} ?\d{3}\s*(?=\n|$)", RegexOptions.None, 5000)]
    private static partial Regex Code();
}
