using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gates;

/// <summary>Who reads for a gate, and how they are asked.</summary>
public sealed class ReaderCircle(GateLibrary gates)
{
    public const string ReaderPart = "reader";

    /// <summary>The circle of a practice network, which consents to its own currency and card like every other circle they concern.</summary>
    public const string Network = "network";

    /// <summary>The question of a form by which whoever answers it says so of themselves.</summary>
    const string Tie = "conflict_of_interest";

    static readonly Part[] _facilitators = [Part.Facilitator, Part.Lead, Part.Enrolment, Part.Potential, Part.Enacting, Part.Evaluating, Part.Infrastructuring];

    /// <summary>People who may read this passage beside those who do, without those who stand aside; first somebody of the place where the gate wants one and none of them reads.</summary>
    public static IReadOnlyList<Person> Choose(Passage passage, Gate gate, int count, IReadOnlyCollection<Guid> reading, IReadOnlyCollection<Guid> aside)
    {
        List<Person> hub = [.. Members(passage, "hub")];
        var isOwed = gate.MustInclude == "hub" && !hub.Exists(person => reading.Contains(person.Id));
        if (isOwed && hub.Count + reading.Count == 0)
            return [];
        var first = isOwed ? hub.Where(Free).Take(1) : [];
        return [.. first.Concat(Members(passage, gate.Circle)).Concat(Members(passage, "facilitators")).Concat(hub).Where(Free).DistinctBy(person => person.Id).Take(count)];

        bool Free(Person person) => !reading.Contains(person.Id) && !aside.Contains(person.Id);
    }

    /// <summary>Everybody of a circle who may read this passage.</summary>
    public static IEnumerable<Person> Members(Passage passage, string circle) => (circle switch
    {
        "facilitators" => passage.Holding(_facilitators),
        "stewards" => passage.Holding(Part.Steward, Part.StewardDelegate),
        "hub" => passage.Holding(Part.Hub, Part.HubLead, Part.HubSecond),
        _ when passage.AllOf(circle).Any() => passage.AllOf(circle),
        _ => new[] { passage.ActorOf(circle) }.OfType<Person>(),
    }).Where(person => circle == Network || passage.NotThemselves(person));

    /// <summary>Whether a gate may name this circle.</summary>
    public static bool Exists(string circle) => circle is "facilitators" or "stewards" or "stakeholder" or "interviewer" || Cast.Knows(circle);

    /// <summary>How many people an event can have in a circle.</summary>
    public static int AtMost(string circle) => circle is "stakeholder" or "interviewer" or "lead" or "lead-facilitator" or "steward-delegate" ? 1 : int.MaxValue;

    /// <summary>Who stands in each circle of a gate that goes by consent, without those whom something ties to it; null where a circle is too small to be heard.</summary>
    public static IReadOnlyList<AskedCircle>? Assemble(Passage passage, Gate gate, IReadOnlyList<string> reads, IReadOnlyCollection<Guid> tied)
    {
        List<AskedCircle> circles = [.. gate.Circles.Select(voice => new AskedCircle(voice, [.. MayRead(passage, voice, reads, tied).Select(person => person.Id)]))];
        return circles.TrueForAll(circle => circle.People.Count >= circle.Voice.MinPeople) ? circles : null;
    }

    /// <summary>Who was asked in each circle and still stands in it: whoever joined since was not asked, and the round does not wait for them.</summary>
    public static IReadOnlyList<AskedCircle> Asked(Passage passage, Gate gate, Review review)
    {
        var asked = passage.Enrolment.Steps.Where(step => step.ReviewId == review.Id).Select(step => step.ActorId).ToHashSet();
        return [.. gate.Circles.Select(voice => new AskedCircle(voice, [.. Members(passage, voice.Circle).Select(person => person.Id).Where(asked.Contains)]))];
    }

    /// <summary>Who stands in a circle and was not asked in this round, without those whom something ties to it.</summary>
    public static IEnumerable<Person> NotAsked(Passage passage, Voice voice, Review review, IReadOnlyCollection<Guid> tied) => MayRead(passage, voice, review.Reads, tied)
        .Where(person => passage.Enrolment.Steps.TrueForAll(step => step.ReviewId != review.Id || step.ActorId != person.Id));

    /// <summary>A circle without those whom something ties to the outcome. Whoever of a practice network wrote what is read has said their word by handing it in.</summary>
    static IEnumerable<Person> MayRead(Passage passage, Voice voice, IReadOnlyList<string> reads, IReadOnlyCollection<Guid> tied) => Members(passage, voice.Circle)
        .Where(person => !tied.Contains(person.Id) && !(voice.Circle == Network && Wrote(passage, reads, person)));

    /// <summary>Who wrote what a practice network's circle reads, and hears with it how it came out.</summary>
    public static IEnumerable<Person> Authors(Passage passage, Gate? gate, Review review) =>
        gate?.Circles.Any(voice => voice.Circle == Network) == true ? Members(passage, Network).Where(person => Wrote(passage, review.Reads, person)) : [];

    /// <summary>Whoever noted in what is read that something ties them to the outcome, as after a conversation (form F-13): somebody else decides (domain.md §5.1).</summary>
    public static IEnumerable<Guid> SaidTies(Passage passage, IReadOnlyList<string> reads) => passage.Enrolment.Steps
        .Where(step => reads.Contains(step.Key) && step.Answers.Contains(Tie, StringComparison.Ordinal) && JsonNode.Parse(step.Answers)?[Tie]?.ToString() == "true")
        .Select(step => step.ActorId);

    static bool Wrote(Passage passage, IReadOnlyList<string> reads, Person person) =>
        passage.Enrolment.Steps.Exists(step => step.ActorId == person.Id && step.State == StepState.Submitted && reads.Contains(step.Key));

    public Step Ask(Passage passage, Review review, Gate gate, Person reader, string mail, string ladder) =>
        passage.OpenStep(new StepOpening($"{review.StepKey}.{review.Round}", StepKind.Reading, review.Title, reader, ReaderPart)
        {
            FormId = gate.Form,
            DueAt = review.DueAt,
            Mail = mail,
            Ladder = ladder,
            BookmarkId = review.BookmarkId,
            ReviewId = review.Id,
            Facts = new JsonObject
            {
                ["subject"] = MailFacts.Subject(passage, reader, review.Title, passage.Name),
                ["review"] = new JsonObject
                {
                    ["due"] = MailFacts.Day(review.DueAt, reader),
                    ["waiting"] = 1,
                    ["criteria"] = new JsonArray([.. gates.CriteriaInWords(gate, reader.Language).Select(criterion => (JsonNode)criterion)]),
                    ["round"] = review.Round,
                },
            },
        });
}
