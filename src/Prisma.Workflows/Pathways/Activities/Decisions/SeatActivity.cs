using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Activities.Decisions;

/// <summary>Reserves, confirms or releases a place of the event.</summary>
[Activity("Prisma.Seat", Category = "Decisions", DisplayName = "Seat", Description = "Takes a seat, confirms it or gives it back.", Outcomes = ["Reserved", "Waitlisted", "Released"])]
public sealed class SeatActivity : Activity
{
    [Input(DisplayName = "Pool", Description = "Which seats.", UiHint = "dropdown", Options = [SeatPool.Participants + "=of participants", SeatPool.Partners + "=of guests of partners"])]
    public string Pool { get; set; } = SeatPool.Participants;

    [Input(DisplayName = "What to do", Description = "Reserve, confirm or release.", UiHint = "dropdown", Options = ["reserve", "confirm", "release"])]
    public string Action { get; set; } = "reserve";

    public override void Execute(ActivityContext context)
    {
        var book = context.Feature<SeatBook>();
        context.Complete(Action switch
        {
            "reserve" => book.Take(Pool, SeatState.Reserved),
            "confirm" => book.Take(Pool, SeatState.Confirmed),
            "release" => book.Release(),
            _ => throw new InvalidOperationException($"A seat can be reserved, confirmed or released; “{Action}” is none of these."),
        });
    }
}
