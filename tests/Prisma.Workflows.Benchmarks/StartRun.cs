using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The program itself, as it was built, on an empty folder: from its start to its first page, and what it holds after use.</summary>
static class StartRun
{
    const int Starts = 3;
    const int Pages = 200;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Prisma.Workflows.Benchmarks", "Prisma.Workflows.Web", StringComparison.Ordinal), "Prisma.Workflows.Web.dll");
        if (!File.Exists(program))
        {
            return [new Figure("start to first page", $"not measured: build src/Prisma.Workflows.Web first ({Path.GetFileName(program)} is not there)", "–", "–", "< 2 s")];
        }

        List<double> seconds = [], megabytes = [];
        for (var start = 0; start < Starts; start++)
        {
            var (took, held) = await OnceAsync(program);
            seconds.Add(took);
            megabytes.Add(held);
        }

        return
        [
            new Figure("start on an empty folder, to the first page", string.Create(CultureInfo.InvariantCulture, $"{seconds.Order().ElementAt(Starts / 2):0.00} s"), "–", "–", "< 2 s"),
            new Figure($"memory after {Pages} pages (working set)", string.Create(CultureInfo.InvariantCulture, $"{megabytes.Order().ElementAt(Starts / 2):0} MB"), "–", "–", "< 160 MB"),
        ];
    }

    static async Task<(double Seconds, double Megabytes)> OnceAsync(string program)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "load", Guid.CreateVersion7().ToString("N")));
        var address = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DataFolder"] = folder.FullName;
        start.Environment["ASPNETCORE_URLS"] = address;
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            while (!await AnswersAsync(client))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }

            var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            for (var page = 0; page < Pages; page++)
            {
                await client.GetStringAsync("/");
            }

            process.Refresh();
            return (took, process.WorkingSet64 / 1024d / 1024d);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
