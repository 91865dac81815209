using Microsoft.AspNetCore.Components;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Facilitation;

/// <summary>A part of an event's page.</summary>
public abstract class EventPart : PageComponent
{
    [Parameter, EditorRequired]
    public EventOverview Overview { get; set; } = null!;

    protected Event Event => Overview.Event;
}
