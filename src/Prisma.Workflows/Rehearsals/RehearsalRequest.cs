using Prisma.Workflows.Events;

namespace Prisma.Workflows.Rehearsals;

/// <summary>What is played, from which day on, at which pace; a whole event also with how many applicants, and whether people keep to the plan.</summary>
public sealed record RehearsalRequest(string Pathway, DateOnly Start, Profile Profile = Profile.Standard)
{
    /// <summary>All pathways of one event together.</summary>
    public const string WholeEvent = "event";

    /// <summary>As many as the pools of names can tell apart.</summary>
    public const int MostParticipants = 400;

    public bool IsWholeEvent => Pathway == WholeEvent;

    public int Participants { get; init; } = 60;

    /// <summary>Null for as many as the invented event has.</summary>
    public int? Seats { get; init; }

    /// <summary>The pathway's definition as somebody draws it; null for the one that is shipped.</summary>
    public string? Drawn { get; init; }

    /// <summary>What it is played with where stewards changed what is shipped.</summary>
    public OwnContent Own { get; init; } = OwnContent.None;

    /// <summary>Whether the lead sets times for gatherings, as in an event that is lived; a calendar shows the days of the pathways alone.</summary>
    public bool SetsTimes { get; init; }

    /// <summary>People who are late, silent, leave or object, always the same ones for the same number; null where all keep to the plan.</summary>
    public int? Seed { get; init; }
}
