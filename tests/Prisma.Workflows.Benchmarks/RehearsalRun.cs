using System.Globalization;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The participants' pathway under a virtual clock: the first time in a process, as the command line does it, and then again.</summary>
static class RehearsalRun
{
    const int Again = 5;

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        var first = await PlayAsync();
        List<RehearsalCalendar> others = [];
        for (var round = 0; round < Again; round++)
        {
            others.Add(await PlayAsync());
        }

        var median = others.Select(calendar => calendar.Took.TotalSeconds).Order().ElementAt(Again / 2);
        return
        [
            new Figure(
                $"rehearsal of one pathway, {first.Steps} steps",
                string.Create(CultureInfo.InvariantCulture, $"{first.Took.TotalSeconds:0.00} s the first time in a process, {median:0.00} s then"),
                "–",
                "–",
                "< 1 s"),
        ];
    }

    static async Task<RehearsalCalendar> PlayAsync()
    {
        var played = await Rehearsal.PlayAsync(new RehearsalRequest(Apply.Pathway, new DateOnly(2027, 3, 10)), Installation.Root(), CancellationToken.None);
        return played.IsDone ? played.Value : throw new InvalidOperationException(string.Join(' ', played.Problems.Select(problem => problem.Value)));
    }
}
