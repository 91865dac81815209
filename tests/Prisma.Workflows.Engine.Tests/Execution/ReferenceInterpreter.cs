using System.Globalization;

namespace Prisma.Workflows.Engine.Tests.Execution;

/// <summary>
/// The rules of a flowchart once more, written from their description alone: whoever leaves an activity visits all its connections;
/// an activity is decided when each connection that leads forward to it was visited more often than it was left, by those of the
/// latest round; a connection back runs its target at once, which then counts no visit. First in, first out.
/// </summary>
sealed class ReferenceInterpreter(RandomChart chart)
{
    readonly Queue<(int Index, bool Back)> _ready = new();
    readonly List<(int Index, bool Back)> _waiting = [];
    readonly List<string> _trace = [];
    readonly int[] _visits = new int[chart.Kinds.Length];
    readonly int[] _rounds = new int[chart.Kinds.Length];
    readonly Dictionary<(int, int), (int Count, bool Followed)> _seen = [];
    readonly HashSet<int> _reached = Reached(chart);

    /// <summary>Runs to the end; when several wait, the chooser says which is woken.</summary>
    internal List<string> Run(Func<int, int> choose)
    {
        _ready.Enqueue((0, false));
        while (true)
        {
            while (_ready.TryDequeue(out var next))
                Execute(next);
            if (_waiting.Count == 0)
                return _trace;
            var chosen = choose(_waiting.Count);
            var (woken, back) = _waiting[chosen];
            _waiting.RemoveAt(chosen);
            Leave(woken, completed: true, back);
        }
    }

    void Execute((int Index, bool Back) next)
    {
        if (chart.Kinds[next.Index] == "event")
            _waiting.Add(next);
        else
            Leave(next.Index, completed: true, next.Back);
    }

    void Leave(int index, bool completed, bool back = false)
    {
        _visits[index] += back ? 0 : 1;
        if (completed)
        {
            _trace.Add(string.Create(CultureInfo.InvariantCulture, $"n{index}"));
            _rounds[index]++;
        }

        foreach (var edge in chart.Edges.Where(edge => edge.From == index))
        {
            var followed = completed && chart.IsFollowed(edge, _rounds[index]);
            if (edge.To <= edge.From)
            {
                if (followed)
                    _ready.Enqueue((edge.To, true));
                continue;
            }

            _seen[edge] = (_seen.GetValueOrDefault(edge).Count + 1, followed);
            Decide(edge.To);
        }
    }

    void Decide(int index)
    {
        var inbound = chart.Edges.Where(edge => edge.To == index && edge.From < index && _reached.Contains(edge.From)).ToList();
        if (inbound.Exists(edge => _seen.GetValueOrDefault(edge).Count <= _visits[index]))
            return;
        var latest = inbound.FindAll(edge => _seen[edge].Count == inbound.Max(other => _seen[other].Count));
        if (chart.Kinds[index] == "all" ? latest.Count == inbound.Count && latest.TrueForAll(edge => _seen[edge].Followed) : latest.Exists(edge => _seen[edge].Followed))
            _ready.Enqueue((index, false));
        else
            Leave(index, completed: false);
    }

    static HashSet<int> Reached(RandomChart chart)
    {
        var reached = new HashSet<int> { 0 };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(chart.Edges.Where(edge => reached.Contains(edge.From)).Select(edge => edge.To).ToList());
        }

        return reached;
    }
}
