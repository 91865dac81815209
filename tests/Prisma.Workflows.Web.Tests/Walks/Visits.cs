namespace Prisma.Workflows.Web.Tests.Walks;

/// <summary>Pages opened and forms sent by somebody without scripts; what they would stumble over in a page or a mail is kept.</summary>
sealed class Visits(WalkedProduct product) : IDisposable
{
    readonly Dictionary<string, Browser> _offices = [];
    readonly HashSet<string> _slips = [];
    readonly WalkDiary _diary = new();

    public IReadOnlyCollection<string> Slips => _slips;

    /// <summary>A browser in which they are signed in anew: a session lasts for some hours.</summary>
    public async Task<Browser> OfficeAsync(Walker who)
    {
        if (_offices.Remove(who.Email, out var old))
        {
            old.Dispose();
        }

        var browser = _offices[who.Email] = product.Open();
        await browser.SubmitAsync("/sign-in", "sign-in", ("email", who.Email), ("password", WebProduct.Password));
        return browser;
    }

    /// <summary>Opens an address and follows where it leads.</summary>
    public async Task<Page> OpenAsync(Walker who, Browser browser, string address, string from)
    {
        var (here, answer) = (address, await browser.GetAsync(address));
        for (var hop = 0; answer.Location.Length > 0 && hop < 5; hop++)
        {
            here = answer.Location;
            answer = await browser.GetAsync(here);
        }

        Assert.True(answer.Status == HttpStatusCode.OK, $"{who.Name} opened {here} by {from}, and it answered {(int)answer.Status}.");
        var page = new Page(here, answer);
        if (page.IsHtml)
        {
            var lines = PageText.Lines(answer.Document.QuerySelector("main") ?? answer.Document.Body!);
            _diary.Write(who, product.Time.GetUtcNow(), $"PAGE {here} by {from}", lines);

            // The team's pages of an event name stages by their keys.
            Proofread($"the page “{page.Title}” of {who.Name}", lines, mayNameKeys: here.StartsWith("/events/", StringComparison.Ordinal));
        }

        return page;
    }

    /// <summary>Presses a button beside which nothing is asked but what is given here.</summary>
    public Task<Page> PressAsync(Walker who, Browser browser, Page page, string form, params IReadOnlyList<(string Name, string Value)> fields) =>
        SendAsync(who, browser, page, form, [.. Browser.Hidden(page.Form(form)), .. fields]);

    public Task<Page> FillAsync(Walker who, Browser browser, Page page, string form, Hand hand) =>
        SendAsync(who, browser, page, form, hand.Fill(page.Form(form)));

    public void Read(Walker who, Letter letter)
    {
        var lines = letter.Plain.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        _diary.Write(who, letter.At, $"MAIL {letter.Subject}", lines);
        Proofread($"the mail “{letter.Subject}” to {who.Name}", [letter.Subject, .. lines.Where(line => !line.Contains("://", StringComparison.Ordinal))]);
    }

    public void Dispose() => _offices.Values.ToList().ForEach(browser => browser.Dispose());

    async Task<Page> SendAsync(Walker who, Browser browser, Page page, string form, IReadOnlyList<(string Name, string Value)> fields)
    {
        var action = page.Form(form).GetAttribute("action") is { Length: > 0 } to ? to : page.Address;
        var sent = await browser.PostAsync(action, fields);
        var led = sent.Location.Length > 0 ? await OpenAsync(who, browser, sent.Location, $"what “{page.Title}” led to") : new Page(action, sent);
        Assert.True(led.Answer.Problems.Count == 0, $"{who.Name} filled in “{page.Title}” as it asks, and it was refused: {string.Join(" ", led.Answer.Problems)}");
        Assert.True(led.Answer.Status == HttpStatusCode.OK, $"{who.Name} sent “{page.Title}”, and it answered {(int)led.Answer.Status}.");
        return led;
    }

    void Proofread(string where, IEnumerable<string> lines, bool mayNameKeys = false) => _slips.UnionWith(lines.SelectMany(line => Proofreader.SlipsIn(line, mayNameKeys)).Select(slip => $"{where}: {slip}"));
}
