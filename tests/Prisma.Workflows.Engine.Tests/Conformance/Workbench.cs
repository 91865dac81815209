using System.Globalization;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Tests.Conformance;

/// <summary>Hosts definitions in memory under a clock of its own: starts children, carries events, and fires timers when told to.</summary>
sealed class Workbench(WorkflowRunner runner, DateTimeOffset now)
{
    readonly List<WorkflowDefinition> _definitions = [];
    readonly Dictionary<string, WorkflowInstance> _instances = [];
    readonly Dictionary<string, WorkflowDefinition> _definitionOf = [];
    readonly Dictionary<string, StartChild> _children = [];
    readonly HashSet<string> _late = [];
    readonly Queue<(string InstanceId, Request Request)> _requests = new();
    readonly List<string> _lines = [];
    readonly List<Request> _left = [];
    int _started;

    public DateTimeOffset Now { get; private set; } = now;

    /// <summary>Everything written so far, by children too.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The requests that only the outside world can meet: mails, calls, tasks.</summary>
    public IReadOnlyList<Request> Requests => _left;

    public IReadOnlyCollection<WorkflowInstance> Instances => _instances.Values;

    /// <summary>Called after every burst.</summary>
    public Action<Burst>? AfterBurst { get; init; }

    /// <summary>What a burst is given besides time and definitions.</summary>
    public Func<BurstContext, BurstContext> Equip { get; init; } = static context => context;

    public void Publish(WorkflowDefinition definition) => _definitions.Add(definition);

    public WorkflowDefinition? Find(DefinitionReference reference) =>
        reference.Among(_definitions) ?? _definitions.LastOrDefault(definition => definition.Name == reference.DefinitionId);

    public WorkflowInstance Start(WorkflowDefinition definition, JsonObject? input = null, string? triggerActivityId = null) =>
        Start(definition, new StartRequest
        {
            InstanceId = string.Create(CultureInfo.InvariantCulture, $"instance-{++_started}"),
            Input = input,
            TriggerActivityId = triggerActivityId,
        });

    public WorkflowInstance Start(WorkflowDefinition definition, StartRequest request)
    {
        _definitionOf[request.InstanceId] = definition;
        var burst = runner.Start(definition, request, Context());
        _instances[request.InstanceId] = burst.Instance;
        Take(burst);
        Work();
        return burst.Instance;
    }

    /// <summary>Goes on with an instance that was stored; a child tells its parent when it ends.</summary>
    public void TakeIn(WorkflowDefinition definition, WorkflowInstance instance)
    {
        _definitionOf[instance.Id] = definition;
        _instances[instance.Id] = instance;
        if (instance is not { Status: InstanceStatus.Running, ParentBookmarkId: { } bookmark })
            return;
        _late.Add(instance.Id);
        _children[instance.Id] = new StartChild { BookmarkId = bookmark, DefinitionId = instance.DefinitionId, ChildInstanceId = instance.Id, Report = ChildReport.WhenFinished };
    }

    /// <summary>Resumes a bookmark; false when it no longer waits.</summary>
    public bool Resume(string instanceId, string bookmarkId, JsonObject? input = null)
    {
        var found = ResumeOnly(instanceId, bookmarkId, input);
        Work();
        return found;
    }

    /// <summary>Resumes whoever waits for the stimulus; answers how many did.</summary>
    public int Publish(Stimulus stimulus, JsonObject? input = null, string? correlationId = null)
    {
        var count = PublishOnly(stimulus, input, correlationId, instanceId: null);
        Work();
        return count;
    }

    /// <summary>Moves the clock and fires what becomes due on the way, in order.</summary>
    public void Advance(TimeSpan time)
    {
        var until = Now + time;
        while (Due(until) is { } due)
        {
            Now = due.Bookmark.DueAt > Now ? due.Bookmark.DueAt.Value : Now;
            Resume(due.InstanceId, due.Bookmark.Id);
        }

        Now = until;
    }

    /// <summary>Resumes whatever the instance waits for, timers at their time, until it waits no more; answers how many rounds that took.</summary>
    public int ResumeUntilNothingWaits(WorkflowInstance instance)
    {
        var rounds = 0;
        for (; instance.Bookmarks.Count > 0 && rounds < 10; rounds++)
        {
            foreach (var bookmark in instance.Bookmarks.ToList())
            {
                if (bookmark.DueAt > Now)
                    Advance(bookmark.DueAt.Value - Now);
                else
                    Resume(instance.Id, bookmark.Id);
            }
        }

        return rounds;
    }

    (string InstanceId, Bookmark Bookmark)? Due(DateTimeOffset until) => _instances.Values
        .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.DueAt <= until).Select(bookmark => ((string, Bookmark)?)(instance.Id, bookmark)))
        .MinBy(pair => pair!.Value.Item2.DueAt);

    bool ResumeOnly(string instanceId, string bookmarkId, JsonObject? input)
    {
        if (!_instances.TryGetValue(instanceId, out var instance))
            return false;
        var burst = runner.Resume(_definitionOf[instanceId], instance, bookmarkId, input, Context());
        Take(burst);
        return burst.Found;
    }

    int PublishOnly(Stimulus stimulus, JsonObject? input, string? correlationId, string? instanceId)
    {
        var waiting = _instances.Values
            .Where(instance => instanceId is null || instance.Id == instanceId)
            .Where(instance => correlationId is null || instance.CorrelationId == correlationId)
            .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.Hash == stimulus.Hash).Select(bookmark => (instance.Id, bookmark)))
            .ToList();
        return waiting.Count(pair => ResumeOnly(pair.Id, pair.bookmark.Id, input?.DeepClone().AsObject()));
    }

    void Take(Burst burst)
    {
        _lines.AddRange(burst.Lines);
        foreach (var request in burst.Requests)
            _requests.Enqueue((burst.Instance.Id, request));
        AfterBurst?.Invoke(burst);
    }

    void Work()
    {
        do
        {
            while (_requests.TryDequeue(out var item))
                Meet(item.InstanceId, item.Request);
        }
        while (ReportEndedChildren() || GoOn());
    }

    void Meet(string instanceId, Request request)
    {
        switch (request)
        {
            case StartChild child:
                StartChild(instanceId, child);
                break;
            case PublishEvent published:
                var input = published.Payload is null ? null : new JsonObject { ["Payload"] = published.Payload.DeepClone() };
                PublishOnly(Stimulus.ForEvent(published.EventName), input, published.CorrelationId, published.IsLocal ? instanceId : null);
                break;
            default:
                _left.Add(request);
                break;
        }
    }

    void StartChild(string parentId, StartChild request)
    {
        if (Find(new DefinitionReference(request.DefinitionId)) is not { } definition)
        {
            if (request.BookmarkId is { } bookmarkId)
                ResumeOnly(parentId, bookmarkId, new JsonObject { ["subStatus"] = nameof(InstanceSubStatus.Faulted), ["error"] = $"Definition '{request.DefinitionId}' could not be found." });
            return;
        }

        if (request is { Report: ChildReport.WhenFound, BookmarkId: { } found })
            ResumeOnly(parentId, found, []);
        _definitionOf[request.ChildInstanceId] = definition;
        var start = new StartRequest
        {
            InstanceId = request.ChildInstanceId,
            Input = request.Input,
            CorrelationId = request.CorrelationId,
            ParentInstanceId = parentId,
            ParentBookmarkId = request.BookmarkId,
        };
        var burst = runner.Start(definition, start, Context());
        _instances[start.InstanceId] = burst.Instance;
        _children[start.InstanceId] = request;
        Take(burst);
    }

    bool ReportEndedChildren()
    {
        var ended = _children
            .Where(pair => pair.Value.Report == ChildReport.AfterFirstBurst || _instances[pair.Key].Status == InstanceStatus.Finished)
            .ToList();
        foreach (var (childId, request) in ended)
        {
            _children.Remove(childId);
            var child = _instances[childId];
            if (request.BookmarkId is { } bookmarkId)
                ResumeOnly(child.ParentInstanceId!, bookmarkId, ChildState.Of(child, _late.Contains(childId)));
        }

        if (ended.Count == 0)
            _late.UnionWith(_children.Keys);
        return ended.Count > 0;
    }

    /// <summary>A parent whose child now waits goes on with the rest of its burst.</summary>
    bool GoOn()
    {
        if (_instances.Values.FirstOrDefault(WorkflowRunner.IsPaused) is not { } paused)
            return false;
        Take(runner.GoOn(_definitionOf[paused.Id], paused, Context()));
        return true;
    }

    BurstContext Context() => Equip(new BurstContext(Now) { FindDefinition = Find });
}
