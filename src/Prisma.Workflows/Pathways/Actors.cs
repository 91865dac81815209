namespace Prisma.Workflows.Pathways;

/// <summary>Who acts in a passage, as choices: the part as definitions write it, and as people say it.</summary>
static class Actors
{
    public const string
        Stakeholder = "stakeholder=the stakeholder",
        Guardian = "guardian=their guardian",
        Partner = "partner=the partner",
        PartnerContact = "partner-contact=the partner’s contact",
        NetworkRep = "network-rep=the network’s representative",
        Network = "network=every practice network of the event",
        PracticeSteward = "practice-steward=practice steward",
        HubLead = "hub-lead=hub lead",
        HubSecond = "hub-second=hub second",
        TechHolder = "tech-holder=the hub’s tech holder",
        Interviewer = "interviewer=the interviewer",
        Facilitator = "facilitator=a facilitator",
        Lead = "lead=lead facilitator",
        LeadFacilitator = "lead-facilitator=lead facilitator",
        Enrolment = "enrolment-facilitator=the facilitator who holds enrolment",
        Potential = "potential-facilitator=the facilitator who holds intention and design",
        Enacting = "enacting-facilitator=the facilitator who holds the days themselves",
        Evaluating = "evaluating-facilitator=the facilitator who holds evaluation",
        Infrastructuring = "infrastructuring-facilitator=the facilitator who holds the tools",
        Steward = "steward=steward",
        StewardDelegate = "steward-delegate=steward delegate",
        Scribe = "scribe=scribe",
        Admin = "admin=administrator";
}
