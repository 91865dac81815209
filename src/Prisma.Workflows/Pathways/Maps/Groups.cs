using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Which group a pathway, a party of an agreement and a signal belong to (domain.md §13.1).</summary>
static class Groups
{
    static readonly (string Prefix, Group Of)[] _signals =
        [("hub.", Group.Hubs), ("participants.call.", Group.Hubs), ("network.", Group.Networks), ("currency.", Group.Networks), ("partner.", Group.Partners), ("participant.", Group.Participants)];

    public static Group OfPathway(string pathway) => pathway switch
    {
        Pathway.Hub => Group.Hubs,
        Pathway.Network => Group.Networks,
        Pathway.Partner => Group.Partners,
        Pathway.Participant => Group.Participants,
        _ => Group.Event,
    };

    /// <summary>A party that signs; the stakeholder is of the passage's own group.</summary>
    public static Group OfParty(string party, Group own) => party switch
    {
        "stakeholder" => own,
        "hub" or "hub-lead" or "hub-second" or "tech-holder" => Group.Hubs,
        "network" or "network-rep" or "practice-steward" => Group.Networks,
        "partner" or "partner-contact" => Group.Partners,
        _ => Group.Event,
    };

    /// <summary>Who has to say it.</summary>
    public static Group OfSignal(string signal) =>
        Array.Find(_signals, one => signal.StartsWith(one.Prefix, StringComparison.Ordinal)) is { Prefix: not null } found ? found.Of : Group.Event;
}
