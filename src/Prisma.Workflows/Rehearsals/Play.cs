using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Rehearsals.Invention;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Rehearsals;

/// <summary>One invented event while it is played: its people, and what they mean to do.</summary>
sealed class Play
{
    readonly RehearsalRoom _room;
    readonly RehearsalRequest _request;
    readonly InventedPeople _people;
    readonly InventedTimes? _times;
    readonly Chance _chance;
    readonly List<PlannedAct> _plan = [];
    bool _isAnswered;

    Play(RehearsalRoom room, RehearsalRequest request, InventedPeople people, InventedTimes? times, Event theEvent, Setting setting)
    {
        (_room, _request, _people, _times, Event, _chance) = (room, request, people, times, theEvent, new Chance(request.Seed ?? 0));
        _plan.AddRange(request.IsWholeEvent ? BeginAll(setting) : [Begin(request.Pathway, setting)]);
    }

    public Event Event { get; }

    public IReadOnlyList<string> Refusals => _people.Refusals;

    /// <summary>When somebody means to do something next; null when nobody does.</summary>
    public DateTimeOffset? NextAt => _plan.Count == 0 ? null : _plan.Min(act => act.At);

    /// <param name="setting">What it is called.</param>
    /// <param name="isHeard">Whether a pathway that is played waits for that signal.</param>
    /// <param name="manners">How its people are; null for those the seed says.</param>
    public static async Task<Play> BeginAsync(
        RehearsalRoom room, RehearsalRequest request, Setting setting, Predicate<string> isHeard, CancellationToken cancellation, Manners? manners = null)
    {
        var invention = new InventedEvent(room, setting, cancellation);
        var theEvent = await invention.CallAsync(request, PlayedWith(request.Pathway));
        manners ??= request.Seed is { } seed ? new HumanManners(seed) : new Manners();
        var people = new InventedPeople(room, invention, theEvent, new InventedAnswers(room.Get<FormLibrary>()), manners, cancellation);
        var play = new Play(room, request, people, request.SetsTimes ? new InventedTimes(room, theEvent, cancellation) : null, theEvent, setting);
        play._plan.AddRange(invention.Plan(theEvent, PlayedWith(request.Pathway), isHeard));
        return play;
    }

    /// <summary>The event's own passage begins that of its case study.</summary>
    public static IReadOnlyList<string> PlayedWith(string pathway) => pathway switch
    {
        RehearsalRequest.WholeEvent => Pathway.All,
        Pathway.Event => [Pathway.Event, Pathway.Case],
        _ => [pathway],
    };

    /// <summary>Does the one thing that is due by now, if there is one, and plans what has been asked since: nothing, where neither that nor anything that woke can have asked.</summary>
    public async Task GoOnAsync(bool hasWoken)
    {
        if (_plan.Where(act => act.At <= _room.Clock.GetUtcNow()).MinBy(act => act.At) is { } act)
        {
            _plan.Remove(act);
            await act.DoAsync();
        }
        else if (!hasWoken)
        {
            return;
        }

        if (_request.IsWholeEvent && !_isAnswered && _people.CallClosesOn is { } closes)
        {
            _isAnswered = true;
            _plan.AddRange(Answers(closes));
        }

        var asked = await _people.AskedAsync();
        _plan.AddRange(_people.Plan(asked));
        _plan.AddRange(_times?.Plan(asked) ?? []);
    }

    /// <summary>Somebody begins the pathway: by answering the call two hours after it opened, by writing as the first stage opens, or by calling the event. One that is not shipped is begun as another passage would begin it.</summary>
    PlannedAct Begin(string pathway, Setting setting) => pathway switch
    {
        Pathway.Event => new(At("EV-1", 9, 30), _people.CallAsync),
        Pathway.Case => new(InventedEvent.At(Event.EndsOn.AddDays(2), 9), () => _people.BeginAsync(pathway, Part.Evaluating)),
        Pathway.Hub => Write(pathway, "hub", "HUB-1", setting.Hub),
        Pathway.Network => Write(pathway, "network", "NET-1", Setting.Networks[0]),
        Pathway.Partner => Write(pathway, "partner", "PTN-1", Setting.Partners[0]),
        Pathway.Participant => Write(pathway, "participant", "PAR-1", Setting.Applicant(0)),
        _ => new(InventedEvent.At(_request.Start, 10), () => _people.BeginAsync(pathway, Part.Lead)),
    };

    IEnumerable<PlannedAct> BeginAll(Setting setting) =>
    [
        Begin(Pathway.Event, setting),
        Begin(Pathway.Hub, setting),
        .. Setting.Networks.Select((network, index) => Write(Pathway.Network, "network", "NET-1", network, index * 2)),
        .. Setting.Partners.Select((partner, index) => Write(Pathway.Partner, "partner", "PTN-1", partner, index * 3)),
    ];

    /// <summary>The first one writes two hours after it opened, most in the first days, some on the last.</summary>
    IEnumerable<PlannedAct> Answers(DateOnly closes)
    {
        var now = _room.Clock.GetUtcNow();
        var today = Zones.DayOf(now, InventedEvent.TimeZone);
        foreach (var number in Enumerable.Range(0, _request.Participants))
        {
            var who = Setting.Applicant(number);
            var days = (int)(Math.Pow(_chance.Of($"answers|{number}"), 1.5) * (closes.DayNumber - today.DayNumber));
            var at = number == 0 ? now.AddHours(2) : InventedEvent.At(today.AddDays(1 + days), _chance.Between(8, 21, $"hour|{number}"), _chance.Between(0, 59, $"minute|{number}"));
            yield return new PlannedAct(at, () => _people.WriteAsync(Pathway.Participant, "participant", who));
        }
    }

    PlannedAct Write(string pathway, string kind, string stage, Party who, int later = 0) =>
        new(At(stage, 11).AddDays(later), () => _people.WriteAsync(pathway, kind, who));

    DateTimeOffset At(string stage, int hour, int minute = 0) => InventedEvent.At(EventClock.WindowOf(stage, Event)!.OpensOn, hour, minute);
}
