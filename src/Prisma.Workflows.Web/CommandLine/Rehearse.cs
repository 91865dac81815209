using Prisma.Workflows.Events;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>Plays a pathway with the real engine under a virtual clock.</summary>
static class Rehearse
{
    internal const string Usage =
        "Write it like this: rehearse pathway-participant --start 2027-03-10 [--profile full|standard|compact], or, for everybody together: rehearse event --start 2027-03-10 [--profile full|standard|compact] [--participants 60] [--seats 40] [--seed 7]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (Folders.FindContent(AppContext.BaseDirectory) is not { } content)
            return await Verb.MisusedAsync(Folders.NoContent);
        if (!TryRead(args, out var request, out var problem))
            return await Verb.MisusedAsync(problem);
        var played = await Rehearsal.PlayAsync(request, content, request.IsWholeEvent ? new ProgressLine() : null);
        if (!played.IsDone)
            return await Verb.MisusedAsync(played.Problems.Select(one => one.Value));
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, played.Value.Print()));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Played in {played.Value.Took.TotalSeconds:0.0} s."));
        return 0;
    }

    static bool TryRead(string[] args, out RehearsalRequest request, out string problem)
    {
        (request, problem) = (new RehearsalRequest("", default), "");
        DateOnly? start = null;
        var ofWholeEvent = "";
        for (var index = 0; index < args.Length && problem.Length == 0; index++)
        {
            var value = index + 1 < args.Length ? args[index + 1] : "";
            switch (args[index])
            {
                case "--start":
                    start = WrittenDay.Read(value);
                    problem = start is null ? $"“{value}” is no day such as 2027-03-10. {Usage}" : "";
                    index++;
                    break;
                case "--profile":
                    problem = Enum.TryParse<Profile>(value, ignoreCase: true, out var profile) && Enum.IsDefined(profile) ? "" : $"“{value}” is not a profile. {Usage}";
                    request = request with { Profile = profile };
                    index++;
                    break;
                case "--participants":
                    problem = int.TryParse(value, CultureInfo.InvariantCulture, out var participants) ? "" : $"“{value}” is no number of participants. {Usage}";
                    request = request with { Participants = participants };
                    ofWholeEvent = args[index++];
                    break;
                case "--seats":
                    problem = int.TryParse(value, CultureInfo.InvariantCulture, out var seats) ? "" : $"“{value}” is no number of seats. {Usage}";
                    request = request with { Seats = seats };
                    ofWholeEvent = args[index++];
                    break;
                case "--seed":
                    problem = int.TryParse(value, CultureInfo.InvariantCulture, out var seed) ? "" : $"“{value}” is no seed; any whole number will do. {Usage}";
                    request = request with { Seed = seed };
                    ofWholeEvent = args[index++];
                    break;
                case var word when request.Pathway.Length == 0 && !word.StartsWith('-'):
                    request = request with { Pathway = word };
                    break;
                default:
                    problem = $"“{args[index]}” is not understood here. {Usage}";
                    break;
            }
        }

        problem = problem.Length > 0 ? problem
            : request.Pathway.Length == 0 ? $"Which pathway is to be played? {Usage}"
            : start is null ? $"From which day on? {Usage}"
            : ofWholeEvent.Length > 0 && !request.IsWholeEvent ? $"{ofWholeEvent} is for everybody together. {Usage}"
            : "";
        request = request with { Start = start ?? default };
        return problem.Length == 0;
    }
}
