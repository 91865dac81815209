using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>What an event is said to have reached just while somebody is asked whether to go on without it.</summary>
sealed class UnrulySignals(RehearsalRoom room, Random random)
{
    static readonly Actor _lead = new(null, "Wren Alder");

    /// <summary>By the key of a task, the signals with which it falls away.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Ending { get; } = Pathway.All
        .SelectMany(pathway => DefinitionJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", $"{pathway}.json"))).Nodes)
        .Where(node => node.Type == "Prisma.Task" && node.LiteralStrings("signals").Any())
        .ToDictionary(node => node.LiteralStrings("step").Single(), node => (IReadOnlyList<string>)[.. node.LiteralStrings("signals")], StringComparer.Ordinal);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Null where nobody is asked for such a task. That it goes is left to those who are to say it.</summary>
    public async Task<string?> ReachAsync()
    {
        var keys = Ending.Where(one => !one.Value.Intersect(SignalNames.OfTheDays).Any()).Select(one => one.Key).ToList();
        var open = await room.ReadAsync(db => (
            from step in db.Steps
            join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
            where step.State == StepState.Open && keys.Contains(step.Key) && enrolment.Event.CancelledAt == null
            orderby step.OpenedAt, step.Key
            select new { step.Key, enrolment.EventId }).ToListAsync(Cancellation));
        if (open.Count == 0)
            return null;
        var asked = open[random.Next(open.Count)];
        var said = new List<string>();
        foreach (var signal in Ending[asked.Key])
            said.Add($"{signal} {((await room.RunAsync<RecordSignal, Outcome<Event>>(record => record.ReachAsync(asked.EventId, signal, _lead, Cancellation))).IsDone ? "came" : "was there")}");
        return $"while {asked.Key} was asked, {string.Join(", ", said)}";
    }
}
