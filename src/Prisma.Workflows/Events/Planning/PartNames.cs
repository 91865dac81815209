namespace Prisma.Workflows.Events.Planning;

/// <summary>The parts of a team as people say them.</summary>
public static class PartNames
{
    public static string Of(Part part) => part switch
    {
        Part.Lead => "lead facilitator",
        Part.Facilitator => "facilitator",
        Part.Hub => "for the place",
        Part.StewardDelegate => "steward delegate",
        Part.HubLead => "hub lead",
        Part.HubSecond => "hub second",
        Part.Enrolment => "holds enrolment",
        Part.Potential => "holds intention and design",
        Part.Enacting => "holds the days themselves",
        Part.Evaluating => "holds evaluation",
        Part.Infrastructuring => "holds the tools",
        Part.Steward => "steward",
        Part.Network => "for a practice network",
        Part.TrustNode => "trust node",
        Part.Scribe => "scribe",
        Part.Operator => "operator",
        Part.CareHolder => "holds care",
        Part.SupportingHub => "for a supporting hub",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "This part has no name yet."),
    };
}
