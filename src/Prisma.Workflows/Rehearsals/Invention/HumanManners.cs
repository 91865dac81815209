using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>People as they are: prompt, late, resting, silent, leaving; readers who object, return or stand aside. The seed says who.</summary>
class HumanManners(int seed) : Manners
{
    /// <summary>Where somebody who falls silent or leaves does so.</summary>
    static readonly string[] Turns = ["PAR-1.2", "PAR-2.1", "PAR-2.4o", "PAR-2.5", "PAR-3.3", "PAR-3.7", "PAR-4.1", "PAR-4.5", "PAR-6.1"];

    static readonly string[] PartnerTurns = ["PTN-1.2", "PTN-2.2", "PTN-3.2", "PTN-4.1"];

    static readonly (Manner Manner, double Share)[] _applicants = [(Manner.Prompt, 0.58), (Manner.Late, 0.2), (Manner.Resting, 0.07), (Manner.Silent, 0.08), (Manner.Leaving, 0.07)];
    static readonly (Manner Manner, double Share)[] _partners = [(Manner.Prompt, 0.5), (Manner.Late, 0.3), (Manner.Leaving, 0.2)];
    static readonly (Manner Manner, double Share)[] _team = [(Manner.Prompt, 0.8), (Manner.Late, 0.2)];

    readonly Chance _chance = new(seed);

    public override IEnumerable<Intention> Plan(AskedStep asked, Event theEvent)
    {
        var manner = MannerOf(asked);
        if (asked.IsOwn && manner is Manner.Silent or Manner.Leaving && asked.Step.Key == _chance.OneOf(asked.IsOfParticipant ? Turns : PartnerTurns, $"turn|{asked.Owner}"))
            return manner == Manner.Silent ? [] : [new Intention(Within(asked, 1, 4), Act.Withdraw)];
        return manner == Manner.Resting && asked.Step.Ladder == "L-form" ? Rested(asked, theEvent) : [new Intention(WhenFor(asked, manner), HowFor(asked), WishesFor(asked))];
    }

    /// <summary>The team is asked for each step anew; stakeholders are who they are.</summary>
    Manner MannerOf(AskedStep asked) => !asked.IsOwn || asked.Pathway is Pathway.Event or Pathway.Case
        ? Pick(_team, asked.Key)
        : Pick(asked.IsOfParticipant ? _applicants : asked.Pathway == Pathway.Partner ? _partners : _team, $"manner|{asked.Owner}");

    Manner Pick((Manner Manner, double Share)[] shares, string what)
    {
        var left = _chance.Of(what);
        foreach (var (manner, share) in shares)
        {
            if ((left -= share) < 0)
                return manner;
        }

        return shares[^1].Manner;
    }

    DateTimeOffset WhenFor(AskedStep asked, Manner manner) => (manner, asked.Step.Kind) switch
    {
        _ when IsOfTheDays(asked.Step) => Within(asked, 1, 1),
        (_, StepKind.Gathering) => Within(asked, 2, 6),
        (Manner.Late, StepKind.Form) when asked.Step.Ladder is "L-rsvp" or "L-once" => AfterDue(asked, 0, 0),
        (Manner.Late, StepKind.Form) => AfterDue(asked, 1, 5),
        (Manner.Late, StepKind.Reading) => Within(asked, 4, 8),
        (Manner.Late, StepKind.Signature) => Within(asked, 2, 4),
        (Manner.Late, _) => Within(asked, 3, 7),
        (_, StepKind.Form) => Within(asked, 1, 4),
        (_, StepKind.Signature) => Within(asked, 1, 2),
        _ => Within(asked, 1, 3),
    };

    Act HowFor(AskedStep asked) =>
        asked.Step.Kind == StepKind.Gathering && asked.Step.Round == 1 && _chance.Happens(0.06, $"missed|{asked.Key}") ? Act.Miss : Act.Answer;

    /// <summary>Rests for some days as the first long form comes, or lets the ladder come to its pause; and answers then.</summary>
    IEnumerable<Intention> Rested(AskedStep asked, Event theEvent)
    {
        var (at, days) = (Within(asked, 1, 3), _chance.Between(6, 12, $"rest|{asked.Key}"));
        var until = Zones.DayOf(at, InventedEvent.TimeZone).AddDays(days);
        if (until.AddDays(20) < theEvent.StartsOn && _chance.Happens(0.5, $"says|{asked.Owner}"))
        {
            yield return new Intention(at, Act.Rest) { Until = until };
            yield return new Intention(On(at, days - 1, 10, 15), Act.ComeBack);
            yield return new Intention(On(at, days + 1, 17, 40));
            yield break;
        }

        yield return new Intention(AfterDue(asked, 16, 20), Wishes: WishesFor(asked));
    }

    Wishes? WishesFor(AskedStep asked) => asked.Step.FormId switch
    {
        "F-12" => new Wishes { ["track"] = Track(asked), ["origin"] = _chance.Happens(0.55, $"origin|{asked.Owner}") ? "live-here" : "visiting" },
        "F-33" => new Wishes { ["answer"] = _chance.Of($"offer|{asked.Owner}") switch { < 0.06 => "decline", < 0.09 => "defer", _ => "accept" } },
        "F-C1" when asked.Step.Round == 1 && asked.Step.Key.EndsWith(".1", StringComparison.Ordinal) && _chance.Happens(0.06, $"returned|{asked.Owner}") => new Wishes { ["response"] = "return" },
        "F-21r" => Score(asked),
        "F-21" or "F-21l" when asked.Step.Key.EndsWith(".1", StringComparison.Ordinal) => Voice(asked),
        _ => null,
    };

    string Track(AskedStep asked) => _chance.OneOf(["developer", "developer", "developer", "designer-artist", "scribe", "community-leader", "practitioner", "care-kitchen"], $"track|{asked.Owner}");

    /// <summary>Who stands aside was away: something that ties them would hold for all rounds, and an invented team finds nobody else.</summary>
    Wishes Voice(AskedStep asked) => new()
    {
        ["response"] = _chance.Of($"voice|{asked.Key}") switch { < 0.02 => "object", < 0.1 => "concern", < 0.13 => "stand-aside", _ => "consent" },
        ["aside_reason"] = "absent",
    };

    /// <summary>Readers mostly see the same; now and then they differ so far that a third is asked.</summary>
    Wishes Score(AskedStep asked)
    {
        var fits = _chance.Of($"fit|{asked.Owner}") switch { < 0.08 => 2, < 0.6 => 3, _ => 4 };
        var differs = _chance.Happens(0.05, $"differs|{asked.Key}");
        return new Wishes { Scale = differs ? Math.Clamp(5 - fits, 1, 4) : fits, ["reason_class"] = "timing" };
    }

    DateTimeOffset Within(AskedStep asked, int first, int last) => Sometime(asked, asked.Step.OpenedAt, first, last);

    /// <summary>Never before the step was opened, wherever its due date is.</summary>
    DateTimeOffset AfterDue(AskedStep asked, int first, int last) => Sometime(asked, asked.Step.DueAt, first, last);

    DateTimeOffset Sometime(AskedStep asked, DateTimeOffset from, int first, int last) => On(
        from, _chance.Between(first, last, $"day|{asked.Key}"), _chance.Between(8, 20, $"hour|{asked.Key}"), _chance.Between(0, 59, $"minute|{asked.Key}"));
}
