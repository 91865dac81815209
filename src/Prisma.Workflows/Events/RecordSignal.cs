using System.Text.RegularExpressions;
using Prisma.Workflows.Audit;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events;

/// <summary>An event has reached something: it is kept, and those who wait for it are told at once.</summary>
public sealed partial class RecordSignal(PrismaDbContext db, AuditTrail audit, IBeforeSignal before, IEnumerable<ISignalListener> listeners, TimeProvider time)
{
    /// <summary>By hand, from the event's page.</summary>
    /// <param name="address">Where the story can be read, for <see cref="SignalNames.StoryPublished"/>.</param>
    public async Task<Outcome<Event>> ExecuteAsync(Guid eventId, string name, Actor by, CancellationToken cancellation, string address = "")
    {
        var problems = new Problems();
        problems.Require(Form().IsMatch(name), "signal", "A signal's name is made of small letters, numbers and hyphens in parts divided by dots, such as event.aligned.");
        problems.Require(!SignalNames.IsSaidByItself(name), "signal", "That has a form of its own on the event's page, which also asks for what belongs to it.");
        problems.Require(await db.Events.AnyAsync(one => one.Id == eventId && one.CancelledAt == null, cancellation), "signal", "This event will not take place.");
        var isStory = name == SignalNames.StoryPublished;
        problems.Require(!isStory || (Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme is "https" or "http"), "address", "Please give the address at which the story can be read, such as https://example.org/story.");
        if (!problems.Any)
        {
            var whyNot = await before.WhyNotYetAsync(eventId, name, cancellation);
            problems.Require(whyNot.Length == 0, "signal", whyNot);
        }

        return problems.Any ? problems : await ReachAsync(eventId, name, by, cancellation, isStory ? new JsonObject { ["url"] = address }.ToJsonString() : "");
    }

    /// <summary>As a passage would say it that has come so far.</summary>
    public async Task<Outcome<Event>> ReachAsync(Guid eventId, string name, Actor by, CancellationToken cancellation, string payload = "")
    {
        var problems = new Problems();
        var theEvent = await db.Events.Include(one => one.Signals).SingleAsync(one => one.Id == eventId, cancellation);
        problems.Require(await AddAsync(theEvent, name, by, payload, cancellation), "signal", "The event has reached that already.");
        return problems.Any ? problems : theEvent;
    }

    /// <summary>Within another use case. The event must be tracked with its signals. False when it was reached already: a signal counts once.</summary>
    public async Task<bool> AddAsync(Event theEvent, string name, Actor by, string payload, CancellationToken cancellation)
    {
        if (theEvent.Signals.Exists(signal => signal.Name == name))
            return false;
        db.EventSignals.Add(new EventSignal { EventId = theEvent.Id, Name = name, At = time.GetUtcNow(), By = by.Name, Payload = payload });
        audit.Tell(theEvent.Story, by.Name, $"{SignalNames.InWords(name)}.");
        foreach (var listener in listeners)
            await listener.HeardAsync(theEvent, name, cancellation);
        return true;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,40}(\.[a-z0-9-]{1,40}){1,4}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Form();
}
