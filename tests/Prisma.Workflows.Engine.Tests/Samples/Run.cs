using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Tests.Samples;

/// <summary>Runs one definition; after every burst the instance is checked, stored and loaded again.</summary>
sealed class Run(WorkflowDefinition definition, ActivityCatalogue? catalogue = null)
{
    // Thousands of runs beside a busy machine: a turn that others took counts in part as the script's own, so what stops a script here is how much it does.
    static readonly ExpressionEvaluator Expressions = new(new ExpressionLimits { Time = TimeSpan.FromMinutes(1), OnTheClock = TimeSpan.FromMinutes(1) });
    static readonly ActivityCatalogue BuiltIns = ActivityCatalogue.WithBuiltIns();

    /// <summary>Goes on with an instance that was stored.</summary>
    internal Run(WorkflowDefinition definition, WorkflowInstance instance)
        : this(definition) => Instance = instance;

    internal static DateTimeOffset Beginning { get; } = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    internal WorkflowRunner Runner { get; } = new(catalogue ?? BuiltIns, Expressions);
    internal WorkflowDefinition Definition { get; set; } = definition;
    internal List<WorkflowDefinition> Others { get; } = [];
    internal DateTimeOffset Now { get; set; } = Beginning;
    internal int MaxSteps { get; init; } = 10_000;
    internal List<string> Lines { get; } = [];
    internal List<ActivityLogEntry> Log { get; } = [];
    internal Burst Last { get; private set; } = null!;
    internal WorkflowInstance Instance { get; private set; } = null!;
    internal object? Feature { get; init; }

    internal string State => $"{Instance.Status}/{Instance.SubStatus}";
    internal string Written => string.Join(' ', Lines);
    internal string WaitingFor => string.Join(' ', Instance.Bookmarks.Select(bookmark => bookmark.ActivityId));

    internal Run Start(JsonObject? input = null, string? trigger = null) =>
        Take(Runner.Start(Definition, new StartRequest { InstanceId = "run", Input = input, TriggerActivityId = trigger }, Context()));

    /// <summary>Resumes what the activity waits for.</summary>
    internal Run Resume(string activityId, JsonObject? input = null) =>
        ResumeBookmark(Instance.Bookmarks.First(bookmark => bookmark.ActivityId == activityId).Id, input);

    internal Run ResumeBookmark(string bookmarkId, JsonObject? input = null) => Take(Runner.Resume(Definition, Instance, bookmarkId, input, Context()));

    internal Run Publish(string eventName, JsonObject? input = null)
    {
        var hash = Stimulus.ForEvent(eventName).Hash;
        return ResumeBookmark(Instance.Bookmarks.First(bookmark => bookmark.Hash == hash).Id, input);
    }

    internal Run Cancel() => Take(Runner.Cancel(Definition, Instance, Context()));

    internal Run CancelActivity(string activityId) =>
        Take(Runner.CancelActivity(Definition, Instance, Instance.Executions.First(execution => execution.ActivityId == activityId).Id, Context()));

    /// <summary>Where something has not had its turn.</summary>
    internal Run GoOn() => Runner.GoOn(Definition, Instance, Context()) is { Found: true } burst ? Take(burst) : this;

    internal Run GoBack(string activityId) => Take(Runner.GoBack(Definition, Instance, activityId, Context()));

    internal Run Schedule(string activityId) => Take(Runner.Schedule(Definition, Instance, activityId, Context()));

    internal bool SetVariable(string id, JsonNode? value) => Runner.SetVariable(Definition, Instance, id, value, Context());

    internal Run Retry() => Take(Runner.Retry(Definition, Instance, Instance.Incidents[^1].Id, Context()));

    internal BurstContext Context()
    {
        var context = new BurstContext(Now) { MaxSteps = MaxSteps, FindDefinition = reference => reference.Among(Others) };
        return Feature is Engine.Activities.Http.HttpExchange exchange ? context.With(exchange) : context;
    }

    Run Take(Burst burst)
    {
        Last = burst;
        Lines.AddRange(burst.Lines);
        Log.AddRange(burst.Log);
        Assert.Null(NeverStuck.Check(burst.Instance));
        var stored = InstanceJson.WriteText(burst.Instance);
        Instance = InstanceJson.Read(stored);
        Assert.Equal(stored, InstanceJson.WriteText(Instance));
        return this;
    }
}
