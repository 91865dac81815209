using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Web.Portal;

/// <summary>Where somebody goes after an act: to the next step of their own, or to where they are.</summary>
sealed class Onwards(Operations operations)
{
    public async Task<string> FromAsync(StepView from, Visitor visitor, CancellationToken cancellation)
    {
        var now = await operations.ReadAsync<ReadStep, StepView?>(read => read.ExecuteAsync(from.Step.Id, visitor.PersonId, cancellation));
        return now switch
        {
            { NextStepId: { } next } => $"/steps/{next}?thanks=1",
            _ when from.Enrolment.BelongsTo(visitor.PersonId) => $"/where/{from.Enrolment.Id}?thanks=1",
            _ when visitor.IsStaff => "/today",
            _ => $"/steps/{from.Step.Id}?thanks=1",
        };
    }

    /// <summary>Whoever acts by a link from a mail has shown that the address is right.</summary>
    public async Task ConfirmAddressAsync(Guid enrolmentId, Visitor visitor, CancellationToken cancellation)
    {
        if (visitor.CameByMail)
        {
            await operations.RunAsync<ConfirmAddress, bool>(confirm => confirm.ExecuteAsync(enrolmentId, visitor.PersonId, cancellation), cancellation);
        }
    }
}
