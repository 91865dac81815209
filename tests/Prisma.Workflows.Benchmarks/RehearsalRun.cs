using System.Globalization;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The participants' pathway under a virtual clock: the first time in a process, as the command line does it, and then again.</summary>
static class RehearsalRun
{
    const int Again = 5;

    // On a machine busy with other builds the first one, all of it compiled as it runs, was seen to take half a minute.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<IEnumerable<Figure>> MeasureAsync()
    {
        RehearsalCalendar first;
        List<RehearsalCalendar> others = [];
        try
        {
            first = await PlayAsync();
            for (var round = 0; round < Again; round++)
            {
                others.Add(await PlayAsync());
            }
        }
        catch (OperationCanceledException)
        {
            return [new Figure("rehearsal of one pathway", $"not at its end after {Patience.TotalSeconds:0} s", "–", "–", "< 1 s")];
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
        // One that does not come to an end must not hold up the other figures for minutes.
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var played = await Rehearsal.PlayAsync(new RehearsalRequest(Pathway.Participant, new DateOnly(2027, 3, 10)), Repository.Root, cancellation: limit.Token);
        return played.IsDone ? played.Value : throw new InvalidOperationException(string.Join(' ', played.Problems.Select(problem => problem.Value)));
    }
}
