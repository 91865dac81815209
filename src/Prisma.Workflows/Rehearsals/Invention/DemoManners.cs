using Prisma.Workflows.Events;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>People as they are, but for what a demonstration is to show: an objection, and a partner who steps out.</summary>
sealed class DemoManners(int seed) : HumanManners(seed)
{
    public override IEnumerable<Intention> Plan(AskedStep asked, Event theEvent) => asked switch
    {
        { Person.FirstName: "Edda", Step.Key: "EV-2.7.1" } => [new Intention(On(asked.Step.OpenedAt, 1, 11, 20), Wishes: new Wishes { ["response"] = "object" })],
        { IsOwn: true, Owner: "greta@weir.example", Step.Key: "PTN-2.2" } => [new Intention(On(asked.Step.OpenedAt, 2, 9, 40), Act.Withdraw)],
        _ => base.Plan(asked, theEvent),
    };
}
