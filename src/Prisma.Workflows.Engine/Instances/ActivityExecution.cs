using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>One time an activity runs, for as long as it lives.</summary>
public sealed class ActivityExecution
{
    List<ActivityExecution>? _children;
    string? _id;

    internal ActivityExecution(WorkflowInstance instance, ActivityExecution? parent, long number, string activityId)
    {
        Instance = instance;
        Parent = parent;
        Number = number;
        ActivityId = activityId;
    }

    public string Id => _id ??= string.Create(CultureInfo.InvariantCulture, $"{Instance.Id}.{Number}");
    public string ActivityId { get; }

    /// <summary>Counts the executions of the instance; the id is made of it.</summary>
    public long Number { get; }

    public ActivityExecution? Parent { get; }
    public ActivityStatus Status { get; internal set; }
    public DateTimeOffset StartedAt { get; internal set; }

    /// <summary>What the activity keeps for itself between bursts.</summary>
    public JsonObject Properties => Kept ??= [];

    /// <summary>Values seen by this execution and everything below it.</summary>
    public IReadOnlyDictionary<string, object?> Variables => Values ?? Empty;

    public IReadOnlyList<ActivityExecution> Children => _children ?? (IReadOnlyList<ActivityExecution>)[];

    /// <summary>The place in the definition; absent until a definition is attached to a loaded instance.</summary>
    public ActivityNode? Node { get; internal set; }

    /// <summary>The node's path, through the definitions that are used in place.</summary>
    public string NodeId => Scope is { } scope && Node is { } node ? scope.NodeId + node.NodeId["Workflow1".Length..] : Node?.NodeId ?? ActivityId;

    /// <summary>The nearest execution above that runs a definition in place.</summary>
    public ActivityExecution? Scope { get; private init; }

    public bool IsLive => Status is ActivityStatus.Pending or ActivityStatus.Running;

    internal bool HasEnded => Status is ActivityStatus.Completed or ActivityStatus.Cancelled;

    static Dictionary<string, object?> Empty { get; } = [];

    internal WorkflowInstance Instance { get; }
    internal JsonObject? Kept { get; set; }
    internal Dictionary<string, object?>? Values { get; set; }
    internal FlowState? Flow { get; set; }

    /// <summary>What the activities directly in it gave, by their ids, where the definition asks for it.</summary>
    internal Dictionary<string, Dictionary<string, object?>>? Outputs { get; set; }

    internal int BookmarkCount { get; set; }

    /// <summary>The outcomes that a Complete in it chose for it in this burst, however it then completes.</summary>
    internal IReadOnlyList<string>? Chosen { get; set; }

    /// <summary>The outputs it gave in this burst, for its history.</summary>
    internal JsonObject? Given { get; set; }

    /// <summary>Something in it met a Break: it runs nothing more of its own.</summary>
    internal bool IsBreaking
    {
        get => Kept?.ContainsKey("isBreaking") == true;
        set => Properties["isBreaking"] = value;
    }

    /// <summary>A connection back led here, which counts as no visit.</summary>
    internal bool IsBack
    {
        get => Kept?.ContainsKey("isBack") == true;
        set => Properties["isBack"] = value;
    }

    /// <summary>The definition run in place by this execution; its children are that definition's nodes.</summary>
    internal WorkflowDefinition? Inner { get; set; }
    internal string? InnerVersionId { get; set; }
    internal JsonObject? InnerInput { get; set; }
    internal JsonObject? InnerOutput { get; set; }

    internal ActivityExecution AddChild(long number, string activityId)
    {
        var child = new ActivityExecution(Instance, this, number, activityId) { Scope = InnerVersionId is not null ? this : Scope };
        (_children ??= []).Add(child);
        return child;
    }

    /// <summary>Takes it out of what it is in, unless something in it is still to have its turn; what had ended and only held that goes with it.</summary>
    internal void Leave()
    {
        for (var leaving = this; leaving is { HasEnded: true, Children.Count: 0, Parent: { } parent }; leaving = parent)
            parent._children!.Remove(leaving);
    }

    internal bool HasLiveChildren()
    {
        if (_children is not null)
        {
            foreach (var child in _children)
            {
                if (child.IsLive)
                    return true;
            }
        }

        return false;
    }

    internal IEnumerable<ActivityExecution> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);
}
