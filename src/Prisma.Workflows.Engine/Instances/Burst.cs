using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Incidents;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>One uninterrupted run of an instance: what it changed and what it leaves for the host to do.</summary>
public sealed class Burst
{
    readonly Queue<ActivityExecution> _queue = new();
    readonly Stack<(ActivityExecution Execution, IReadOnlyList<string> Outcomes)> _completed = new();
    readonly Queue<ActivityExecution> _cancelled = new();
    readonly List<Bookmark> _added = [], _burnt = [];
    readonly List<ActivityLogEntry> _log = [];
    readonly List<string> _lines = [];
    readonly List<Incident> _incidents = [];
    readonly List<Request> _requests = [];
    readonly HashSet<(ActivityExecution Container, string ActivityId, string Output)> _given = [];
    bool _isOver;

    internal Burst(WorkflowDefinition definition, WorkflowInstance instance, BurstContext context)
    {
        Definition = definition;
        Instance = instance;
        Context = context;
    }

    public WorkflowInstance Instance { get; }
    public WorkflowDefinition Definition { get; }

    /// <summary>False when there was nothing to run: the bookmark is unknown or burnt, or the instance has ended. Nothing was changed then.</summary>
    public bool Found { get; internal set; } = true;

    public IReadOnlyList<Bookmark> BookmarksAdded => _added;
    public IReadOnlyList<Bookmark> BookmarksBurnt => _burnt;
    public IReadOnlyList<ActivityLogEntry> Log => _log;
    public IReadOnlyList<string> Lines => _lines;
    public IReadOnlyList<Incident> Incidents => _incidents;
    public IReadOnlyList<Request> Requests => _requests;

    internal BurstContext Context { get; }
    internal ScriptSession Scripts { get; } = new();
    internal bool IsStarting { get; init; }
    internal bool HasFaulted { get; set; }

    /// <summary>Nothing more is run in this burst; what still waits for its turn has it in the next.</summary>
    internal bool IsPaused { get; set; }

    internal void Enqueue(ActivityExecution execution) => _queue.Enqueue(execution);

    internal bool TryTakeNext(out ActivityExecution execution) => _queue.TryDequeue(out execution!);

    /// <summary>What completes last is told first, and with it all that it completes in turn.</summary>
    internal void Complete(ActivityExecution execution, IReadOnlyList<string> outcomes) => _completed.Push((execution, outcomes));

    internal bool TryTakeCompleted(out ActivityExecution execution, out IReadOnlyList<string> outcomes)
    {
        var any = _completed.TryPop(out var completed);
        (execution, outcomes) = completed;
        return any;
    }

    internal bool TryTakeCancelled(out ActivityExecution execution) => _cancelled.TryDequeue(out execution!);

    internal void Add(Bookmark bookmark)
    {
        Instance.Waiting.Add(bookmark);
        _added.Add(bookmark);
    }

    internal void Burn(Bookmark bookmark)
    {
        Instance.Waiting.Remove(bookmark);
        if (!_added.Remove(bookmark))
            _burnt.Add(bookmark);
    }

    internal bool IsFirstOutput(ActivityExecution container, string activityId, string output) => _given.Add((container, activityId, output));

    internal void Add(Request request) => _requests.Add(request);

    internal void Add(string line) => _lines.Add(WellFormed.Of(line));

    internal void Add(Incident incident)
    {
        Instance.Failures.Add(incident);
        _incidents.Add(incident);
    }

    internal void Note(ActivityLogEntry entry) => _log.Add(entry);

    internal ActivityLogEntry Note(ActivityLogEvent happened, ActivityExecution execution, string? text = null)
    {
        var entry = new ActivityLogEntry(Instance.NextNumber(), Context.Now, happened, execution.Node!, execution) { Text = text };
        _log.Add(entry);
        return entry;
    }

    /// <summary>Burns what the execution waits for.</summary>
    internal void BurnBookmarksOf(ActivityExecution execution)
    {
        if (execution.BookmarkCount == 0)
            return;
        execution.BookmarkCount = 0;
        foreach (var bookmark in Instance.Waiting.Where(bookmark => bookmark.ActivityInstanceId == execution.Id).ToList())
            Burn(bookmark);
    }

    /// <summary>Cancels the execution and everything below it, and takes it out of its parent. As in Elsa, what waits for its turn has it all the same, unless the whole instance ends.</summary>
    internal void Cancel(ActivityExecution execution)
    {
        if (!_isOver && (execution.HasEnded || execution.Status == ActivityStatus.Pending))
            return;
        CancelChildren(execution);
        if (execution.IsLive)
        {
            BurnBookmarksOf(execution);
            Note(ActivityLogEvent.Cancelled, execution);
            _cancelled.Enqueue(execution);
        }

        execution.Status = ActivityStatus.Cancelled;
        execution.Leave();
    }

    internal void CancelChildren(ActivityExecution execution)
    {
        foreach (var child in execution.Children.ToArray())
            Cancel(child);
    }

    /// <summary>Nothing has its turn any more.</summary>
    internal void TakeTurns()
    {
        _isOver = true;
        _queue.Clear();
        _completed.Clear();
    }

    internal void TakeOutRoot()
    {
        TakeTurns();
        if (Instance.Root is { } root)
            Cancel(root);
        Instance.Root = null;
    }

    /// <summary>Puts all bookmarks to sleep: they no longer wake anything, and come back when the instance is retried.</summary>
    internal void PutToSleep()
    {
        foreach (var bookmark in Instance.Waiting.ToArray())
        {
            Burn(bookmark);
            Instance.Dormant.Add(bookmark);
        }
    }

    internal void WakeUp()
    {
        foreach (var bookmark in Instance.Dormant)
            Add(bookmark);
        Instance.Dormant.Clear();
    }
}
