using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gates;

/// <summary>Who reads for a gate, and how they are asked.</summary>
public sealed class ReaderCircle(GateLibrary gates)
{
    public const string ReaderPart = "reader";

    /// <summary>People of the event's team who may read this passage and have not been asked yet; somebody of the place first where the gate wants that.</summary>
    public IReadOnlyList<Person> Choose(Passage passage, Gate gate, int count, IReadOnlyCollection<Guid> asked)
    {
        var hub = passage.Holding(Part.Hub).Where(Free).ToList();
        var facilitators = passage.Holding(Part.Facilitator, Part.Lead).Where(Free).ToList();
        var chosen = new List<Person>();
        if (gate.MustInclude == "hub" && asked.Count == 0)
        {
            if (hub.Count == 0)
            {
                return [];
            }

            chosen.Add(hub[0]);
        }

        chosen.AddRange(facilitators.Concat(hub).DistinctBy(person => person.Id).Where(person => chosen.All(one => one.Id != person.Id)));
        return [.. chosen.Take(count)];

        bool Free(Person person) => passage.NotThemselves(person) && !asked.Contains(person.Id);
    }

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
                ["subject"] = new JsonObject { ["title"] = review.Title, ["who"] = passage.Person.Name },
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
