using System.Collections.Frozen;
using System.Text.Json;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Who acts in which part of a passage: first whom the organisation named, then the event's team, then whoever stands in.</summary>
static class Cast
{
    const string OfFacilitator = "-facilitator";

    /// <summary>Parts the owner of a passage holds by owning it.</summary>
    static readonly FrozenDictionary<string, string[]> _ofOwner = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Pathway.Hub] = ["hub-lead"],
        [Pathway.Network] = ["network-rep"],
        [Pathway.Partner] = ["partner", "partner-contact"],
        [Pathway.Participant] = ["participant"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string[]> _standIns = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["hub-second"] = ["hub-lead"],
        ["tech-holder"] = ["hub-second", "hub-lead"],
        ["care-holder"] = ["hub-second", "hub-lead"],
        ["hub-lead"] = ["hub"],
        ["practice-steward"] = ["network-rep"],
        ["network-rep"] = ["network"],
        ["steward"] = ["steward-delegate"],
        ["steward-delegate"] = ["steward"],
        ["scribe"] = ["evaluating", "facilitator"],
        ["operator"] = ["infrastructuring", "facilitator"],
        ["admin"] = ["operator"],
        ["enrolment"] = ["facilitator"],
        ["potential"] = ["facilitator"],
        ["enacting"] = ["facilitator"],
        ["evaluating"] = ["facilitator"],
        ["infrastructuring"] = ["facilitator"],
        ["facilitator"] = ["enrolment", "lead"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Person? Find(Passage passage, string part) => Find(passage, Plain(part), []);

    /// <summary>Everybody who holds a part in the event's team or was named for it.</summary>
    public static IEnumerable<Person> All(Passage passage, string part)
    {
        part = Plain(part);
        var owner = _ofOwner.GetValueOrDefault(passage.Enrolment.Pathway, []).Contains(part, StringComparer.Ordinal) ? new[] { passage.Person } : [];
        var named = passage.Enrolment.Contacts.Where(contact => contact.Part == part).Select(contact => contact.Person);
        var team = passage.Event.Team.Where(member => KeyOf(member.Part) == part).Select(member => member.Person);
        return owner.Concat(named).Concat(team).DistinctBy(person => person.Id);
    }

    /// <summary>The part as definitions write it: "hub-lead" for HubLead.</summary>
    public static string KeyOf(Part part) => JsonNamingPolicy.KebabCaseLower.ConvertName(part.ToString());

    /// <summary>Whether definitions may name this part.</summary>
    public static bool Knows(string part) =>
        Array.Exists(Enum.GetValues<Part>(), one => KeyOf(one) == Plain(part)) || _standIns.ContainsKey(Plain(part)) || _ofOwner.Values.Any(owned => owned.Contains(part, StringComparer.Ordinal));

    static Person? Find(Passage passage, string part, HashSet<string> tried)
    {
        if (!tried.Add(part))
            return null;
        var owns = _ofOwner.GetValueOrDefault(passage.Enrolment.Pathway, []).Contains(part, StringComparer.Ordinal);
        var named = passage.Enrolment.Contacts.Where(contact => contact.Part == part).Select(contact => contact.PersonId).ToHashSet();
        return All(passage, part).FirstOrDefault(person => owns || named.Contains(person.Id) || passage.NotThemselves(person))
            ?? _standIns.GetValueOrDefault(part, []).Select(other => Find(passage, other, tried)).FirstOrDefault(person => person is not null);
    }

    static string Plain(string part) =>
        part.EndsWith(OfFacilitator, StringComparison.Ordinal) ? part[..^OfFacilitator.Length] : part;
}
