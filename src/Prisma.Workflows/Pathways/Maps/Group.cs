namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Who stands in an event's picture: the event itself and the four groups around it.</summary>
public enum Group
{
    Event,
    Hubs,
    Networks,
    Partners,
    Participants,
}
