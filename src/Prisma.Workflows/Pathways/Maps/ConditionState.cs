namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Whether something the event needs is in place.</summary>
public enum ConditionState
{
    Met,

    /// <summary>Not yet, but somebody holds it until a day.</summary>
    Staged,

    /// <summary>Asked to be left out, with a reason; whoever consents at the gate agrees to it.</summary>
    Waived,
    Open,
}
