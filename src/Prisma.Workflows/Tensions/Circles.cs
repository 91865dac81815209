using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Tensions;

/// <summary>The circles a tension may be brought to, and who answers for each.</summary>
public static class Circles
{
    public static string InWords(string circle) => circle switch
    {
        "hub" => "the hub",
        "facilitators" => "the facilitators",
        "stewards" => "the stewards",
        "network" => "the network",
        _ => "the cohort",
    };

    /// <summary>The circle's own, else the lead, else whoever is near; never those in <paramref name="not"/>, and only people who can sign in to answer.</summary>
    public static Person? AnswererOf(Event theEvent, string circle, params IReadOnlyList<Guid> not) =>
        Parts(circle).Concat(Event.Asked).SelectMany(part => theEvent.Team.Where(member => member.Part == part))
            .Select(member => member.Person).FirstOrDefault(person => person.Roles.Count > 0 && !not.Contains(person.Id));

    static Part[] Parts(string circle) => circle switch
    {
        "hub" => [Part.HubLead, Part.Hub, Part.HubSecond],
        "stewards" => [Part.StewardDelegate, Part.Steward],
        "network" => [Part.Network],
        "cohort" => [Part.Enrolment],
        _ => [],
    };
}
