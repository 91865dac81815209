using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>All an activity sees and may change while it runs.</summary>
public sealed class ActivityContext
{
    readonly InputBinder _binder;
    readonly VariableScope _variables;
    IReadOnlyList<string>? _outcomes;

    internal ActivityContext(Burst burst, ActivityExecution execution, InputBinder binder, Activity? activity)
    {
        Burst = burst;
        Execution = execution;
        Activity = activity;
        _binder = binder;
        _variables = new VariableScope(burst, execution);
    }

    public ActivityExecution Execution { get; }
    public ActivityNode Node => Execution.Node!;
    public DateTimeOffset Now => Burst.Context.Now;
    public string InstanceId => Burst.Instance.Id;
    public WorkflowInstance Instance => Burst.Instance;

    /// <summary>The definition the node is in, which is another one below a workflow used as an activity.</summary>
    public WorkflowDefinition Definition => Execution.Scope?.Inner ?? Burst.Definition;

    /// <summary>What the activity keeps for itself between bursts.</summary>
    public JsonObject Properties => Execution.Properties;

    public string? CorrelationId
    {
        get => Burst.Instance.CorrelationId;
        set => Burst.Instance.CorrelationId = value;
    }

    public string? InstanceName
    {
        get => Burst.Instance.Name;
        set => Burst.Instance.Name = value;
    }

    internal Burst Burst { get; }
    internal Activity? Activity { get; }
    internal bool HasSettled { get; private set; }

    /// <summary>What the host attached to the burst; throws when it did not.</summary>
    public T Feature<T>()
        where T : class => TryFeature<T>()
            ?? throw new InvalidOperationException($"Activity '{Node.Id}' needs {typeof(T).Name}, which the host did not give to this burst.");

    public T? TryFeature<T>()
        where T : class => Burst.Context.Feature<T>();

    public void SetVariable(string idOrName, object? value) => _variables.Set(idOrName, value);

    public object? GetInput(string name) => _variables.TryGetInput(name, out var value) ? value : null;

    public void SetWorkflowOutput(string name, object? value) => _variables.SetOutput(name, value);

    /// <summary>Gives a value to the variable or workflow output that the author bound the output to.</summary>
    public void SetOutput(string name, object? value)
    {
        if (Node.Outputs.TryGetValue(name, out var target))
            _variables.Bind(target, value);
        if (Definition.KeepsOutputs)
            KeepOutput(name, value);
        if (Activity?.Type?.LoggedOutputs.Contains(name) == true && Burst.Definition.KeepsOutput(Node, name))
            (Execution.Given ??= [])[name] = InputBinder.Short(value);
    }

    public object? Evaluate(Expression expression) => _binder.Evaluate(expression, this);

    /// <summary>Evaluates an input the activity asked to evaluate itself, with arguments of its own; null when it is absent.</summary>
    internal object? EvaluateInput(string name, JsonObject arguments) =>
        Node.Input(name) is { } input ? _binder.Evaluate(input.Expression, this, arguments) : null;

    public T? Evaluate<T>(Expression expression) => ValueConverter.Convert(Evaluate(expression), typeof(T)) is T value ? value : default;

    /// <summary>Sets the inputs of the running activity anew, for callbacks that need them.</summary>
    public void BindInputs()
    {
        if (Activity is not null)
            _binder.Bind(Activity, this);
    }

    /// <summary>Chooses the outcomes used when the activity completes without naming any.</summary>
    public void SetOutcome(params string[] outcomes) => _outcomes = Array.ConvertAll(outcomes, outcome => WellFormed.Of(outcome));

    public void Complete(params string[] outcomes)
    {
        if (HasSettled || !Execution.IsLive)
            return;
        HasSettled = true;
        KeepOutputProperties();
        Burst.Complete(Execution, outcomes.Length > 0 ? outcomes : _outcomes ?? Done);
    }

    /// <summary>Completes without any outcome, so that no connection is followed.</summary>
    public void CompleteWithoutOutcome()
    {
        HasSettled = true;
        Burst.Complete(Execution, []);
    }

    /// <summary>Gives up because something below was abandoned; whoever is above decides what that means.</summary>
    public void Abandon()
    {
        HasSettled = true;
        MustAbandon = true;
    }

    /// <summary>Schedules a child behind everything that already waits for its turn.</summary>
    public ActivityExecution Schedule(ActivityNode child, IReadOnlyDictionary<string, object?>? variables = null)
    {
        var execution = Execution.AddChild(Burst.Instance.NextNumber(), child.Id);
        execution.Node = child;
        if (variables is not null)
            execution.Values = new Dictionary<string, object?>(variables);
        Burst.Enqueue(execution);
        return execution;
    }

    /// <summary>Executes once more, behind everything that already waits for its turn.</summary>
    internal void AwaitAnotherTurn()
    {
        HasSettled = true;
        Execution.Status = ActivityStatus.Pending;
        Burst.Enqueue(Execution);
    }

    /// <summary>Runs the activity a port holds, or completes when it holds none.</summary>
    public void RunPort(string port)
    {
        if (Node.Port(port) is { } child)
            Schedule(child);
        else
            Complete();
    }

    /// <summary>Waits for a stimulus, or until a time, or for whichever comes first.</summary>
    public Bookmark Wait(Stimulus stimulus, DateTimeOffset? dueAt = null, JsonObject? payload = null, string? callback = null, bool autoBurn = true)
    {
        var bookmark = new Bookmark
        {
            Id = Burst.Instance.NextId("b"),
            Name = stimulus.Name,
            Hash = stimulus.Hash,
            ActivityId = Node.Id,
            ActivityNodeId = Execution.NodeId,
            ActivityInstanceId = Execution.Id,
            Callback = callback,
            DueAt = dueAt,
            Payload = payload ?? stimulus.Payload as JsonObject,
            AutoBurn = autoBurn,
            CreatedAt = Now,
        };
        Execution.BookmarkCount++;
        Burst.Add(bookmark);
        return bookmark;
    }

    /// <summary>Waits until a time.</summary>
    public Bookmark WaitUntil(DateTimeOffset dueAt) =>
        Wait(new Stimulus(Node.Type, new JsonObject { ["ResumeAt"] = JsonValues.ToJson(dueAt) }, Execution.Id), dueAt);

    /// <summary>Stops waiting for one bookmark.</summary>
    public void Burn(Bookmark bookmark)
    {
        Execution.BookmarkCount--;
        Burst.Burn(bookmark);
    }

    /// <summary>The bookmarks this execution waits for.</summary>
    public IEnumerable<Bookmark> Bookmarks => Instance.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == Execution.Id);

    /// <summary>Leaves something for the host to do after the commit.</summary>
    public void Request(Request request) => Burst.Add(request with { ActivityInstanceId = Execution.Id, ActivityId = Node.Id });

    public void WriteLine(string text) => Burst.Add(text);

    /// <summary>An id that is the same whenever the same burst runs again.</summary>
    public Guid NextGuid() => Instance.NextGuid();

    /// <summary>The id of a child to be; those of one parent sort in the order in which they begin.</summary>
    public string NextChildId()
    {
        var id = NextGuid().ToString("N");
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Instance.Sequence:x8}{id.AsSpan(8)}");
    }

    /// <summary>As in Elsa, an instance that waited has as its input what woke it, and beside that what the definition says to keep.</summary>
    internal void TakeInput(JsonObject? input)
    {
        var before = Instance.Input;
        Instance.Input = input?.DeepClone().AsObject() ?? [];
        foreach (var kept in Burst.Definition.Inputs.Where(declared => declared.IsStored))
        {
            if (before.TryGetPropertyValue(kept.Name, out var value) && !Instance.Input.Any(member => member.Key.Equals(kept.Name, StringComparison.OrdinalIgnoreCase)))
                Instance.Input[kept.Name] = value?.DeepClone();
        }
    }

    /// <summary>Takes it, and answers the member of that name, or all of it when it has none.</summary>
    internal object? TakeInput(JsonObject? input, string name)
    {
        TakeInput(input);
        return JsonValues.ToValue((input?.TryGetPropertyValue(name, out var member) == true ? member : input)?.DeepClone());
    }

    /// <summary>True once, for the activity whose trigger started the instance: it has what it would wait for.</summary>
    public bool TakeTrigger()
    {
        if (!Burst.IsStarting || Instance.TriggerActivityId != Node.Id)
            return false;
        Instance.TriggerActivityId = null;
        return true;
    }

    /// <summary>Completes the execution above, whatever else still runs in it.</summary>
    public void CompleteAncestor(ActivityExecution ancestor, params string[] outcomes) =>
        Burst.Complete(ancestor, outcomes.Length > 0 ? outcomes : Done);

    /// <summary>Finishes the whole workflow at once, whatever else still runs in it.</summary>
    public void FinishWorkflow()
    {
        HasSettled = true;
        Burst.TakeTurns();
        if (Instance.Root!.IsLive)
            CompleteAncestor(Instance.Root);
        else
            Burst.TakeOutRoot();
    }

    /// <summary>Cancels a child and everything below it.</summary>
    public void Cancel(ActivityExecution child) => Burst.Cancel(child);

    /// <summary>What the execution above sees.</summary>
    internal ActivityContext? Above => Execution.Parent is { } parent ? new ActivityContext(Burst, parent, _binder, null) : null;

    internal bool MustAbandon { get; private set; }

    internal VariableScope Variables => _variables;

    internal Looping.IBreakable? BreakableAt(ActivityExecution execution) => _binder.Create(execution.Node!) as Looping.IBreakable;

    internal ActivityDescriptor? Describe(ActivityNode node) => _binder.Describe(node);

    static readonly string[] Done = ["Done"];

    void KeepOutputProperties()
    {
        if (Activity?.Type is not { Outputs.Length: > 0 } type)
            return;
        foreach (var property in type.Outputs)
        {
            if (property.GetValue(Activity) is { } value)
                SetOutput(property.Name, value);
        }
    }

    /// <summary>As in Elsa, an output belongs to the container it was given in, and of several rounds there in one burst the first counts.</summary>
    void KeepOutput(string name, object? value)
    {
        var kept = value is JsonNode node ? node.DeepClone() : value;
        if (name == "Result")
            Instance.LastResult = kept;
        var container = Execution.Parent ?? Execution;
        if (!Burst.IsFirstOutput(container, Node.Id, name))
            return;
        var outputs = container.Outputs ??= [];
        if (!outputs.TryGetValue(Node.Id, out var given))
            outputs[Node.Id] = given = [];
        given[name] = kept;
    }
}
