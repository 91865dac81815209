namespace Prisma.Workflows.Events;

/// <summary>What somebody holds in the team of one event (domain.md §5.1).</summary>
public enum Part
{
    Lead,
    Facilitator,

    /// <summary>Reads and talks for the place that hosts.</summary>
    Hub,
    StewardDelegate,

    /// <summary>Speaks and signs for the hub that hosts; joins when its hosting is agreed.</summary>
    HubLead,
    HubSecond,

    /// <summary>Holds enrolment: who comes, and how they are met.</summary>
    Enrolment,

    /// <summary>Holds ground-potentialising: intention and design.</summary>
    Potential,

    /// <summary>Holds enacting: the days themselves, safety and care.</summary>
    Enacting,

    /// <summary>Holds evaluating: aspects, harvest and story.</summary>
    Evaluating,

    /// <summary>Holds process-infrastructuring: tools and their handing over.</summary>
    Infrastructuring,

    /// <summary>One of the steward circle.</summary>
    Steward,

    /// <summary>Speaks for a practice network.</summary>
    Network,

    /// <summary>Receives concerns; never a facilitator of the same pathway.</summary>
    TrustNode,
    Scribe,

    /// <summary>Runs the installation.</summary>
    Operator,

    /// <summary>Reads what people need: food, health, access and whom to call. Nobody else does.</summary>
    CareHolder,

    /// <summary>Speaks for a hub that stands beside the one that hosts, and is asked first should that one be lost.</summary>
    SupportingHub,
}
