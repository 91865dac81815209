namespace Prisma.Workflows.Gates;

/// <summary>A gate as data (domain.md §5.6): who reads, by which rule, how many, by when.</summary>
public sealed record Gate(string Id, string Title, GateRule Rule)
{
    /// <summary>Who answers, where there is one circle: "facilitators", "stewards", or a part such as "hub-lead".</summary>
    public string Circle { get; init; } = "facilitators";

    /// <summary>How many of the circle have to be heard at least.</summary>
    public int MinPeople { get; init; } = 1;

    /// <summary>Which share of those asked has to be heard.</summary>
    public double Share { get; init; }

    /// <summary>The circles of a gate that needs several.</summary>
    public IReadOnlyList<Voice> Voices { get; init; } = [];

    /// <summary>How long objections may still come although enough have consented; everybody's answer ends it sooner.</summary>
    public int WindowHours { get; init; }

    /// <summary>Whether objections stop it, and amending answers them.</summary>
    public bool IsByConsent => Rule is GateRule.Consent or GateRule.Dual;

    public IReadOnlyList<Voice> Circles => Voices.Count > 0 ? Voices : [new Voice(Circle, MinPeople, Share)];

    /// <summary>How many read from the start.</summary>
    public int Readers { get; init; } = 1;

    /// <summary>"hub" when one of the readers must be from the place that hosts; empty otherwise.</summary>
    public string MustInclude { get; init; } = "";

    /// <summary>The form a reader answers.</summary>
    public string Form { get; init; } = "";

    public IReadOnlyList<string> Criteria { get; init; } = [];
    public int DueDays { get; init; } = 14;

    /// <summary>A third reader is asked when two means lie this far apart.</summary>
    public double ThirdReaderIfSpread { get; init; } = double.MaxValue;

    public double OfferIfMean { get; init; }

    /// <summary>The day on which what was consented to is looked at again, such as "E+28" (domain.md §4.3, §5.6); empty where an agreement that follows says so, or nothing goes on.</summary>
    public string LookAgain { get; init; } = "";

    /// <summary>How often a passage may be read in all; in the last round a reader's question no longer sends it back.</summary>
    public int Rounds { get; init; } = 2;

    /// <summary>Whether a no is told by somebody in person, so that no mail of the result comes before their call.</summary>
    public bool NoInPerson { get; init; }

    /// <summary>A refusal to a stakeholder always needs two people.</summary>
    public int RefusalNeeds { get; init; } = 2;
}
