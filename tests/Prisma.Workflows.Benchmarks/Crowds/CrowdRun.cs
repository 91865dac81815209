using System.Globalization;

namespace Prisma.Workflows.Benchmarks.Crowds;

/// <summary>The same burst beside a thousand stored instances and beside a million: two installations, in turns.</summary>
static class CrowdRun
{
    const int Few = 1_000;
    const int Many = 1_000_000;
    const int WarmUp = 300;
    const int Measured = 600;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        await using var village = await Installation.CreateAsync(Definitions.WaitingTwice());
        await using var city = await Installation.CreateAsync(Definitions.WaitingTwice());
        await Crowd.CopyAsync(village, (await Waiting.StartAsync(village, 1, ""))[0].Instance, Few);
        await Crowd.CopyAsync(city, (await Waiting.StartAsync(city, 1, ""))[0].Instance, Many);
        var (ofVillage, ofCity) = (await Waiting.StartAsync(village, WarmUp + Measured), await Waiting.StartAsync(city, WarmUp + Measured));
        Samples few = new(), many = new();
        for (var index = 0; index < WarmUp + Measured; index++)
        {
            var (one, other) = index < WarmUp ? (new Samples(), new Samples()) : (few, many);
            await one.TimeAsync(() => Waiting.ResumeAsync(village, ofVillage[index]));
            await other.TimeAsync(() => Waiting.ResumeAsync(city, ofCity[index]));
        }

        return
        [
            new Figure(
                string.Create(CultureInfo.InvariantCulture, $"one burst beside {Many:#,0} stored instances, each with a bookmark and two log rows; baseline: beside {Few:#,0}"),
                $"{many}",
                $"{few}",
                string.Create(CultureInfo.InvariantCulture, $"{many.Median / few.Median:0.00} ×"),
                "≤ 1.2 ×"),
        ];
    }
}
