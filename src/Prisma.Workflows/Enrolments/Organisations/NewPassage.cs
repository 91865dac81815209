using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Who is to begin which pathway of which event.</summary>
public sealed record NewPassage(Event Event, Person Person, string Pathway)
{
    /// <summary>For pathways of hubs, networks and partners.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>Asked by the facilitators, rather than having asked.</summary>
    public bool IsInvited { get; init; }

    /// <summary>How the story of the enrolment begins; {0} is the name of who is on the pathway.</summary>
    public string Sentence { get; init; } = "{0} is on the way.";
}
