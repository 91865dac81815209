using Microsoft.AspNetCore.Components;
using Prisma.Workflows.Authoring.Drafts;

namespace Prisma.Workflows.Web.Ui;

/// <summary>A page of one definition, as its editors see it.</summary>
public abstract class PathwayComponent : PageComponent
{
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Null where there is no such definition.</summary>
    protected DraftView? Draft { get; private set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected async Task LoadAsync()
    {
        Draft = OrNotFound(await Operations.ReadAsync<ReadDraft, DraftView?>(read => read.ExecuteAsync(Id, HttpContext.RequestAborted)));
        await (Draft is null ? Task.CompletedTask : ReadAsync(Draft));
    }

    /// <summary>What else the page shows of a definition that is there.</summary>
    protected virtual Task ReadAsync(DraftView draft) => Task.CompletedTask;
}
