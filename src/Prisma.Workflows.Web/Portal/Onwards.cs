using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Web.Portal;

/// <summary>Where somebody goes after an act: to the next step of their own, or to where they are.</summary>
sealed class Onwards(Operations operations)
{
    public async Task<string> FromAsync(StepView from, Visitor visitor, CancellationToken cancellation)
    {
        var now = await operations.ReadAsync<ReadStep, StepView?>(read => read.ExecuteAsync(from.Step.Id, visitor.PersonId, cancellation));
        return now switch
        {
            { NextStepId: { } next } => Thanking($"/steps/{next}"),
            _ when from.Enrolment.BelongsTo(visitor.PersonId) => Thanking($"/where/{from.Enrolment.Id}"),
            _ when visitor.IsStaff => Thanking("/today"),
            _ => Thanking($"/steps/{from.Step.Id}"),
        };
    }

    public static string Thanking(string address) => $"{address}?thanks=1";

    /// <summary>Whether the page is to thank: it was asked to, and there is something to thank for.</summary>
    public static bool IsToThank(string? thanks, Enrolment enrolment, Visitor visitor) =>
        thanks is not null && enrolment.Steps.Exists(step => step.ActorId == visitor.PersonId && step.State is (StepState.Submitted or StepState.Declined));

    /// <summary>Whoever acts by a link from a mail has shown that the address is right.</summary>
    public async Task ConfirmAddressAsync(Guid enrolmentId, Visitor visitor, CancellationToken cancellation)
    {
        if (visitor.CameByMail)
            await operations.RunAsync<ConfirmAddress, bool>(confirm => confirm.ExecuteAsync(enrolmentId, visitor.PersonId, cancellation), cancellation);
    }
}
