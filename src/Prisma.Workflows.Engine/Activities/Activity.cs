using System.Runtime.CompilerServices;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>
/// A kind of node. A new object serves each call, so what must outlast it belongs into <see cref="ActivityContext.Properties"/>.
/// Activities do no I/O: they change the context and leave bookmarks and requests.
/// </summary>
public abstract class Activity
{
    internal ActivityType? Type { get; set; }

    /// <summary>Runs once when the activity's turn comes, with its inputs set. It completes, schedules children, or waits.</summary>
    public abstract void Execute(ActivityContext context);

    /// <summary>A child completed. Inputs are not set here; <see cref="ActivityContext.BindInputs"/> sets them.</summary>
    public virtual void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes) => context.Complete();

    /// <summary>A child failed or was cancelled and the rest goes on. What cannot go on without it is abandoned as well.</summary>
    public virtual void OnChildAbandoned(ActivityContext context, ActivityExecution child) => context.Abandon();

    /// <summary>A bookmark woke the activity; its inputs have been evaluated anew.</summary>
    public virtual void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.TakeInput(input);
        context.Complete();
    }

    /// <summary>The activity was cancelled; a chance to clean up.</summary>
    public virtual void OnCancelled(ActivityContext context)
    {
    }

    /// <summary>The outcomes a node of this type may end with.</summary>
    public virtual IReadOnlyList<string> OutcomesOf(ActivityNode node) => Type?.Descriptor.Outcomes ?? ["Done"];

    /// <summary>Whether there may be other outcomes than those, which only a run will tell.</summary>
    public virtual bool ComputesOutcomes(ActivityNode node) => false;

    /// <summary>What is wrong with a node, beyond what the engine checks for every type.</summary>
    public virtual IEnumerable<Problem> Validate(ActivityNode node) => [];

    /// <summary>A text that the activity cannot do without: as in Elsa, it fails when that comes out as nothing.</summary>
    private protected static string Needed(string? text, [CallerArgumentExpression(nameof(text))] string? name = null) =>
        text ?? throw new InvalidOperationException($"{name} is required.");
}
