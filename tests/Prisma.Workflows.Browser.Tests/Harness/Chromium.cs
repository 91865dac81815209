using Microsoft.Playwright;

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>Debian's Chromium, once for all tests; where it is missing, tests are skipped and say why, unless CI wants them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Path = "/usr/bin/chromium";

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A device of its own: no cookies, no history.</summary>
    public async Task<Device> DeviceAsync(string home, bool scripts = true, int width = 1100, string locale = "en-GB")
    {
        Assert.SkipWhen(_browser is null && Environment.GetEnvironmentVariable("CI") != "true", $"There is no Chromium at {Path}; install it to walk whole passages (apt-get install chromium).");
        Assert.NotNull(_browser);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = home,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            Locale = locale,
        });
        // The Studio starts in eight seconds on a quiet machine, and in more than sixty where hosts are killed and rehearsed beside it.
        context.SetDefaultTimeout(180_000);
        return new Device(context, await context.NewPageAsync());
    }
}
