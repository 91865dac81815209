namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>The shipped workflows that somebody is enrolled on, by the ids of their definitions.</summary>
public static class Pathway
{
    public const string Participant = "pathway-participant", Hub = "pathway-hub", Network = "pathway-practice-network", Partner = "pathway-partner";

    /// <summary>The event's own passages: those of its facilitators and hosts together.</summary>
    public const string Event = "event-codesign", Case = "case-study";

    public static readonly IReadOnlyList<string> All = [Event, Hub, Network, Partner, Participant, Case];

    /// <summary>The pathway somebody of that kind asks for in form F-01; null for a kind it does not know.</summary>
    public static string? Of(string kind) => kind switch
    {
        "participant" => Participant,
        "hub" => Hub,
        "network" => Network,
        "partner" => Partner,
        _ => null,
    };

    /// <summary>Null for pathways of persons.</summary>
    public static OrganisationKind? KindOf(string pathway) => pathway switch
    {
        Hub => OrganisationKind.Hub,
        Network => OrganisationKind.Network,
        Partner => OrganisationKind.Partner,
        _ => null,
    };
}
