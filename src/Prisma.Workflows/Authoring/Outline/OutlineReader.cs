using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Outline;

/// <summary>Reads a definition as an outline.</summary>
public sealed class OutlineReader(ActivityCatalogue catalogue, FieldReader fields)
{
    /// <param name="workflows">The definitions its steps may run; null where they are not chosen.</param>
    public PathwayOutline Read(WorkflowDefinition definition, IReadOnlyList<Choice>? workflows = null)
    {
        var canEdit = FlowDocument.Of(definition.Document) is not null;
        var order = new FlowOrder(definition.Root, catalogue);
        var context = new Context(order, canEdit, SignalsIn(definition.Nodes), workflows);
        List<OutlineStage> sections = [.. Stages(order).Select(stage => Section(stage.Marker, stage.Members, context))];
        if (order.Unreached.Count > 0)
            sections.Add(new OutlineStage("Nothing leads here yet", null, [.. order.Unreached.Select(node => Step(node, context))]));
        return new PathwayOutline(canEdit, sections);
    }

    /// <summary>The stages and what is in them, without a word about their steps.</summary>
    public IReadOnlyList<(ActivityNode? Marker, IReadOnlyList<ActivityNode> Members)> Stages(WorkflowDefinition definition) => Stages(new FlowOrder(definition.Root, catalogue));

    static List<(ActivityNode? Marker, IReadOnlyList<ActivityNode> Members)> Stages(FlowOrder order) =>
        [.. InStages(order).GroupBy(one => one.Stage, one => one.Node).Select(stage => (stage.Key, (IReadOnlyList<ActivityNode>)[.. stage.Where(node => node != stage.Key)]))];

    /// <summary>Each node with the last stage marker on a way to it.</summary>
    static IEnumerable<(ActivityNode Node, ActivityNode? Stage)> InStages(FlowOrder order)
    {
        var stageOf = new Dictionary<string, (int Rank, ActivityNode? Stage)>(StringComparer.Ordinal);
        var rank = 0;
        foreach (var node in order.Order)
        {
            var own = node.Type == OutlineStep.StageType ? (++rank, node) : stageOf.GetValueOrDefault(node.Id);
            foreach (var connection in order.From(node.Id).Where(connection => !order.GoesBack(connection)))
            {
                var known = stageOf.GetValueOrDefault(connection.Target);
                stageOf[connection.Target] = known.Rank > own.Item1 ? known : own;
            }

            yield return (node, own.Item2);
        }
    }

    OutlineStage Section(ActivityNode? marker, IReadOnlyList<ActivityNode> members, Context context)
    {
        var step = marker is null ? null : Step(marker, context);
        var title = step is null ? "Before the first stage" : step.Field("title") is { Value.Length: > 0 } named ? named.Value : step.Name;
        return new OutlineStage(title, step, [.. members.Select(node => Step(node, context))]);
    }

    OutlineStep Step(ActivityNode node, Context context)
    {
        var descriptor = catalogue.Describe(node.Type);
        var isDrawn = !node.Type.StartsWith("Prisma.", StringComparison.Ordinal) || descriptor is null || node.Children.Count > 0;
        return new OutlineStep(node.Id, node.Title, node.Type, descriptor?.DisplayName ?? node.Type)
        {
            IsStart = node == context.Order.Start && descriptor?.IsStart == true,
            IsDrawn = isDrawn || !context.CanEdit,
            Fields = isDrawn ? [] : fields.Read(node, descriptor!, new(AnsweredBefore(node, context), context.Signals, context.Workflows)),
            Ways = [.. context.Order.OutcomesOf(node).Select(port => Way(node, port, context))],
            CanMoveUp = context.CanEdit && CanSwap(context.Order.Before(node), node, context),
            CanMoveDown = context.CanEdit && Following(node, context) is { } next && CanSwap(node, next, context),
        };
    }

    static OutlineWay Way(ActivityNode node, string port, Context context) => new(port, OutcomeWords.Of(port),
        [.. context.Order.From(node.Id).Where(connection => connection.Port == port).Select(connection =>
            new OutlineWay.End(connection.Target, context.Nodes[connection.Target].Title, context.Order.GoesBack(connection)))]);

    static ActivityNode? Following(ActivityNode node, Context context) =>
        context.Order.Next(node) is { } id && context.Nodes.TryGetValue(id, out var next) && context.Order.Before(next) == node ? next : null;

    static bool CanSwap(ActivityNode? before, ActivityNode node, Context context) =>
        before is not null && before != context.Order.Start && context.Order.Next(node) != before.Id && context.Order.OutcomesOf(node).Count > 0;

    /// <summary>The steps that somebody answers, by their short names.</summary>
    public static IReadOnlyList<Choice> AnsweredIn(IEnumerable<ActivityNode> nodes) =>
    [
        .. from node in nodes
           where node.Type is "Prisma.Form" or "Prisma.Gathering" or "Prisma.Task"
           from key in node.LiteralStrings("step")
           select new Choice(key, $"{key} {node.Title}"),
    ];

    static IReadOnlyList<Choice> AnsweredBefore(ActivityNode node, Context context) =>
        node.Type == "Prisma.Review" ? [.. AnsweredIn(context.Order.LeadingTo(node)).DistinctBy(choice => choice.Value, StringComparer.Ordinal)] : [];

    /// <summary>The signals that are told or waited for.</summary>
    public static IReadOnlyList<Choice> SignalsIn(IEnumerable<ActivityNode> nodes) =>
    [
        .. from node in nodes
           where node.Type is "Prisma.Emit" or "Prisma.WaitSignal" or "Prisma.Task"
           from name in node.LiteralStrings(node.Type == "Prisma.Emit" ? "signal" : "signals")
           where name.Length > 0
           select new Choice(name, name),
    ];

    sealed record Context(FlowOrder Order, bool CanEdit, IReadOnlyList<Choice> Signals, IReadOnlyList<Choice>? Workflows)
    {
        public Dictionary<string, ActivityNode> Nodes { get; } = Order.Order.Concat(Order.Unreached).ToDictionary(node => node.Id, StringComparer.Ordinal);
    }
}
