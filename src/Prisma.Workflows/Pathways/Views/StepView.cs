using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>One step as its actor sees it.</summary>
public sealed record StepView(Step Step, Enrolment Enrolment, Event Event, string ActorName, string ActorTimeZone)
{
    public string ActorEmail { get; init; } = "";
    public required string StakeholderName { get; init; }
    public string FacilitatorName { get; init; } = "";
    public string FacilitatorEmail { get; init; } = "";

    /// <summary>The other rounds of the step, from which it may have begun.</summary>
    public IEnumerable<Step> OtherRounds => Enrolment.Steps.Where(one => one.Key == Step.Key && one.Id != Step.Id);

    /// <summary>Nobody is sent to themselves.</summary>
    public bool HasSomebodyToAsk => FacilitatorName.Length > 0 && FacilitatorEmail != ActorEmail;

    /// <summary>The language the actor reads.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What the event itself says of what the form asks, as JSON; empty where it asks for something else.</summary>
    public string OfEvent { get; init; } = "";

    /// <summary>Other events that keep a place for them in the same weeks, while they choose about the one here.</summary>
    public IReadOnlyList<Event> OtherPlaces { get; init; } = [];

    /// <summary>Who else has something open in this passage, in words.</summary>
    public IReadOnlyList<string> AlsoWaiting { get; init; } = [];

    /// <summary>What readers asked when they gave the step back; empty the first time.</summary>
    public IReadOnlyList<string> AskedBack { get; init; } = [];

    /// <summary>What was answered to the comments that were made the time before; empty where nothing was.</summary>
    public string Reply { get; init; } = "";

    /// <summary>For a reading, a gathering, or a form about somebody: the answers to read, oldest first.</summary>
    public IReadOnlyList<ReadableAnswers> ToRead { get; init; } = [];

    /// <summary>For a reading: the gate that is read for.</summary>
    public string GateId { get; init; } = "";

    /// <summary>The round before the one that is read for, or the reading whose outcome made the task, with its answers; null where none was.</summary>
    public Review? ReadingBefore { get; init; }

    /// <summary>The review it was read for, with its answers, once that is decided.</summary>
    public Review? Decided { get; init; }

    /// <summary>Who answered it, in words.</summary>
    public string Voices { get; init; } = "";

    /// <summary>For a form or a gathering: the agreement that is put before people right after it, such as A-03; empty where none is.</summary>
    public string AgreementAhead { get; init; } = "";

    /// <summary>When and where the gathering is that it invites to, once there is a time.</summary>
    public EventGathering? Gathering { get; init; }

    /// <summary>For a task: what to look at, and what to say.</summary>
    public TaskSheet Task { get; init; } = TaskSheet.Empty;

    /// <summary>For a task that an answer ends; null for every other.</summary>
    public Asked? Asked { get; init; }

    /// <summary>The step that is open for this actor now, when this one is closed.</summary>
    public Guid? NextStepId { get; init; }

    public IReadOnlyList<StageMark> Stages { get; init; } = [];
}

/// <summary>What a task waits for: an answer to questions on an agreement, or to a request for more time for a step.</summary>
public sealed record Asked(IReadOnlyList<AgreementQuestion> Questions, Step? MoreTimeFor, string By);
