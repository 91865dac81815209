using Microsoft.AspNetCore.Components;
using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Ui;

/// <summary>A page of one event.</summary>
public abstract class EventComponent : PageComponent
{
    [Parameter]
    public string Slug { get; set; } = "";

    /// <summary>Null where the event is not there, or not for who asks.</summary>
    protected EventOverview? Overview { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        var overview = await Operations.ReadAsync<EventDirectory, EventOverview?>(events => events.FindAsync(Slug, HttpContext.RequestAborted));
        Overview = OrNotFound(overview is not null && Admits(overview) ? overview : null);
        await (Overview is null ? Task.CompletedTask : ReadAsync(Overview));
    }

    protected virtual bool Admits(EventOverview overview) => HttpContext.User.Accompanies(overview.Event);

    /// <summary>What else the page shows of an event that is there.</summary>
    protected virtual Task ReadAsync(EventOverview overview) => Task.CompletedTask;

    protected bool IsOfItsTeam(EventOverview overview) => overview.Event.Team.Exists(member => member.PersonId == HttpContext.User.IdOf());
}
