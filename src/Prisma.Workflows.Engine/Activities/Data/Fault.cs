using Prisma.Workflows.Engine.Incidents;

namespace Prisma.Workflows.Engine.Activities.Data;

/// <summary>Fails on purpose.</summary>
[Activity("Elsa.Fault", Category = "Primitives", Description = "Faults the workflow.")]
sealed class Fault : Activity
{
    [Input(Description = "A code to tell failures apart.")]
    public string? Code { get; set; }

    [Input(Description = "The group of failures it belongs to.")]
    public string? Category { get; set; }

    [Input(DisplayName = "Fault type", Description = "The kind of failure.")]
    public string? FaultType { get; set; }

    [Input(Description = "What went wrong.")]
    public string? Message { get; set; }

    /// <summary>Without a message and a code the incident has the words that Elsa gives it, by which they may be searched for.</summary>
    public override void Execute(ActivityContext context) =>
        throw new ActivityFaultException(FaultType ?? Code ?? "Fault", Message ?? Code ?? "Exception of type 'Elsa.Workflows.Exceptions.FaultException' was thrown.");
}
