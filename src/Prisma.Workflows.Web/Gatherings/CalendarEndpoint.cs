using System.Text;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Gatherings;

/// <summary>Gatherings for a calendar: all of an event for its team, and for whoever is invited the one a step invites to, the conversation it keeps a time for, or the one that comes next on their way.</summary>
static class CalendarEndpoint
{
    public static void MapCalendars(this IEndpointRouteBuilder app)
    {
        app.MapGet("/events/{slug}/gatherings.ics", OfEventAsync).RequireAuthorization(Policies.Facilitator);
        app.MapGet("/steps/{id:guid}/calendar.ics", OfStepAsync).AllowAnonymous();
        app.MapGet("/where/{id:guid}/{stepId:guid}/calendar.ics", OfPassageAsync).AllowAnonymous();
    }

    static async Task<IResult> OfEventAsync(string slug, HttpContext context, Operations operations, TimeProvider time, CancellationToken cancellation) =>
        await operations.ReadAsync<EventDirectory, EventOverview?>(events => events.FindAsync(slug, cancellation)) is { Event: var theEvent } && context.User.Accompanies(theEvent)
            ? File(theEvent, (await operations.ReadAsync<ReadGatherings, IReadOnlyList<GatheringView>>(read => read.OfEventAsync(theEvent.Id, cancellation))).Select(one => (one.Held, one.Text.Title)), time)
            : Results.NotFound();

    static async Task<IResult> OfStepAsync(Guid id, Whoever whoever, Operations operations, TimeProvider time, CancellationToken cancellation)
    {
        if (await whoever.AtStepAsync(id, cancellation) is null)
            return Results.NotFound();
        if (await operations.ReadAsync<ReadGatherings, (Event Event, GatheringView View)?>(read => read.OfStepAsync(id, cancellation)) is { View.Held.StartsAt: not null } asked)
            return File(asked.Event, [(asked.View.Held, asked.View.Text.Title)], time);
        return await operations.ReadAsync<ReadAgreedTime, (Event Event, EventGathering Held, string Title)?>(read => read.ExecuteAsync(id, cancellation)) is { } agreed
            ? File(agreed.Event, [(agreed.Held, agreed.Title)], time)
            : Results.NotFound();
    }

    static async Task<IResult> OfPassageAsync(Guid id, Guid stepId, Whoever whoever, Operations operations, TimeProvider time, CancellationToken cancellation) =>
        await whoever.AtEnrolmentAsync(id, cancellation) is not null
        && await operations.ReadAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(id, cancellation)) is { } view
        && view.Conversations.FirstOrDefault(one => one.Id == stepId) is { } conversation
        && view.TimeOf(conversation) is { } held
            ? File(view.Event, [(held, conversation.Title)], time)
            : Results.NotFound();

    static IResult File(Event theEvent, IEnumerable<(EventGathering Held, string Title)> gatherings, TimeProvider time) => Results.File(
        Encoding.UTF8.GetBytes(CalendarFile.Write(theEvent, gatherings, time.GetUtcNow())), CalendarFile.MediaType, $"{theEvent.Slug}.ics");
}
