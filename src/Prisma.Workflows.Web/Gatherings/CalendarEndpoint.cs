using System.Text;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Gatherings;

/// <summary>Gatherings for a calendar: all of an event for its team, and the one a step invites to for whoever is invited.</summary>
static class CalendarEndpoint
{
    public static void MapCalendars(this IEndpointRouteBuilder app)
    {
        app.MapGet("/events/{slug}/gatherings.ics", OfEventAsync).RequireAuthorization(Policies.Facilitator);
        app.MapGet("/steps/{id:guid}/calendar.ics", OfStepAsync).AllowAnonymous();
    }

    static async Task<IResult> OfEventAsync(string slug, Operations operations, TimeProvider time, CancellationToken cancellation) =>
        await operations.ReadAsync<EventDirectory, EventOverview?>(events => events.FindAsync(slug, cancellation)) is { Event: var theEvent }
            ? File(theEvent, await operations.ReadAsync<ReadGatherings, IReadOnlyList<GatheringView>>(read => read.OfEventAsync(theEvent.Id, "en", cancellation)), time)
            : Results.NotFound();

    static async Task<IResult> OfStepAsync(Guid id, Whoever whoever, Operations operations, TimeProvider time, CancellationToken cancellation) =>
        await whoever.AtStepAsync(id, cancellation) is not null
        && await operations.ReadAsync<ReadGatherings, (Event Event, GatheringView View)?>(read => read.OfStepAsync(id, "en", cancellation)) is { } asked
            ? File(asked.Event, [asked.View], time)
            : Results.NotFound();

    static IResult File(Event theEvent, IEnumerable<GatheringView> gatherings, TimeProvider time) => Results.File(
        Encoding.UTF8.GetBytes(CalendarFile.Write(theEvent, gatherings.Select(one => (one.Held, one.Text.Title)), time.GetUtcNow())), CalendarFile.MediaType, $"{theEvent.Slug}.ics");
}
