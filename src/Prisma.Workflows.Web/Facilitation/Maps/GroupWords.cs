using Prisma.Workflows.Pathways.Maps;

namespace Prisma.Workflows.Web.Facilitation.Maps;

/// <summary>How the maps of an event are said.</summary>
static class GroupWords
{
    public static string Of(Group group) => group switch
    {
        Group.Event => "The event",
        Group.Networks => "Practice networks",
        _ => group.ToString(),
    };

    public static string OnTheWay(GroupPlace place) => place switch
    {
        { OnTheWay: 0 } => "nobody on the way",
        { Group: Group.Event } => $"{place.OnTheWay} {(place.OnTheWay == 1 ? "passage" : "passages")} on the way",
        _ => $"{place.OnTheWay} on the way, {place.Agreed} signed",
    };

    public static string Late(GroupPlace place) => place.Late switch { 0 => "nothing late", 1 => "1 step late", var many => $"{many} steps late" };

    public static string Met(IReadOnlyList<Condition> conditions) => conditions.Count(one => one.State == ConditionState.Met) switch
    {
        0 => $"None of {conditions.Count} conditions is met yet.",
        1 => $"1 of {conditions.Count} conditions is met.",
        var met => $"{met} of {conditions.Count} conditions are met.",
    };

    public static string Of(ConditionState state) => state switch
    {
        ConditionState.Met => "met",
        ConditionState.Staged => "has an owner and a day",
        ConditionState.Waived => "to be left out",
        _ => "open",
    };
}
