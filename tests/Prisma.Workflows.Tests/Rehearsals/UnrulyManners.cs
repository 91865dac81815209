using Prisma.Workflows.Forms;
using Prisma.Workflows.Rehearsals.Invention;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>People who choose anything that a form offers, on any day, and miss, rest, leave and fall silent more than anybody would. The seed says who.</summary>
sealed class UnrulyManners(FormLibrary forms, int seed, double unruly) : Manners
{
    readonly Chance _chance = new(seed);
    readonly InventedAnswers _answers = new(forms);

    /// <summary>Events of which nobody says that they go (G4).</summary>
    public HashSet<Guid> Silent { get; } = [];

    /// <summary>Whether it is a reading of that gate.</summary>
    public static bool IsOfTheGo(Step step) => step is { Kind: StepKind.Reading, Key: "EV-4.3" };

    public override IEnumerable<Intention> Plan(AskedStep asked, Event theEvent)
    {
        if (IsOfTheGo(asked.Step) && Silent.Contains(theEvent.Id))
            return [];
        var at = On(asked.Step.OpenedAt, _chance.Between(0, 9, $"day|{asked.Key}"), _chance.Between(8, 21, $"hour|{asked.Key}"), _chance.Between(0, 59, $"minute|{asked.Key}"));
        if (at < asked.Step.OpenedAt)
            at = asked.Step.OpenedAt.AddMinutes(7);
        var draw = _chance.Of($"act|{asked.Key}");
        if (asked.Step.Kind == StepKind.Gathering)
            return [new Intention(at, draw < unruly ? Act.Miss : Act.Answer)];
        if (asked.IsOwn && draw < unruly * 0.2)
            return [new Intention(at, Act.Withdraw)];
        if (asked.IsOwn && !asked.Pathway.StartsWith("event", StringComparison.Ordinal) && draw < unruly * 0.5)
            return [];
        if (asked.IsOwn && draw < unruly)
            return [new Intention(at, Act.Rest) { Until = DateOnly.FromDateTime(at.UtcDateTime).AddDays(_chance.Between(3, 20, $"until|{asked.Key}")) }, new Intention(at.AddDays(25))];
        return [new Intention(at, Wishes: WishesFor(asked, theEvent))];
    }

    Wishes? WishesFor(AskedStep asked, Event theEvent)
    {
        if (forms.Find(asked.Step.FormId) is not { } form)
            return null;
        var wishes = new Wishes { Scale = _chance.Between(2, 4, $"scale|{asked.Key}") };
        foreach (var field in form.Fields.Where(field => _chance.Happens(unruly, $"wish|{asked.Key}|{field.Key}")))
        {
            if (field.Type == FieldType.One && field.Options.Count > 0)
                wishes[field.Key] = _chance.OneOf(field.Options, $"choice|{asked.Key}|{field.Key}");
            else if (field.Type == FieldType.Bool)
                wishes[field.Key] = _chance.Happens(0.5, $"choice|{asked.Key}|{field.Key}") ? "true" : "false";
        }

        try
        {
            _ = _answers.For(asked.Step.FormId, asked.Person, theEvent, wishes: wishes);
            return wishes;
        }
        catch (InvalidOperationException)
        {
            // The form's own rules want something else along with that choice.
            return null;
        }
    }
}
