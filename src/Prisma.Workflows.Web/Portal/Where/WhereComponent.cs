using Microsoft.AspNetCore.Components;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Portal.Where;

/// <summary>A page of one's own passage, for whoever came by a link of it.</summary>
public abstract class WhereComponent : PageComponent
{
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private protected Onwards Onwards { get; set; } = null!;

    [Inject]
    Whoever Whoever { get; set; } = null!;

    /// <summary>Null where the passage is not there, or not for who asks.</summary>
    protected EnrolmentView? View { get; private set; }

    protected Visitor Visitor { get; private set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (await Whoever.AtEnrolmentAsync(Id, HttpContext.RequestAborted) is { } visitor && Admits(visitor))
        {
            Visitor = visitor;
            View = await Operations.ReadAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(Id, HttpContext.RequestAborted));
        }

        await (OrNotFound(View) is { } view ? ReadAsync(view) : Task.CompletedTask);
    }

    protected virtual bool Admits(Visitor visitor) => true;

    /// <summary>What else the page shows of a passage that is there.</summary>
    protected virtual Task ReadAsync(EnrolmentView view) => Task.CompletedTask;

    protected Task ConfirmAddressAsync() => Onwards.ConfirmAddressAsync(Id, Visitor, HttpContext.RequestAborted);
}
