using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks.Crowds;

/// <summary>One event whose call many people answered, with timers and stories of years beside it.</summary>
sealed class FullHouse(Installation installation, Guid eventId, Guid leadId, List<Guid> enrolments) : IAsyncDisposable
{
    public Installation Installation => installation;

    public Guid EventId => eventId;

    public Guid LeadId => leadId;

    public IReadOnlyList<Guid> Enrolments => enrolments;

    public static async Task<FullHouse> FillAsync(int people, int timers, int sentences)
    {
        var installation = await Installation.CreateAsync(Definitions.Delayed());
        await installation.Get<ImportShipped>().ExecuteAsync([], CancellationToken.None);
        var (theEvent, lead) = await OpenCallAsync(installation);
        var enrolments = new Guid[people];
        await Load.RunAsync(16, people, async number => enrolments[number] = await ApplyAsync(installation, theEvent.Id, number));
        var instance = Guid.CreateVersion7().ToString("N");
        await installation.Operations.RunAsync<WorkflowRuntime, Burst>(runtime => runtime.StartAsync(Definitions.Later, instance, null, null, CancellationToken.None));
        await Crowd.CopyAsync(installation, instance, timers);
        await Crowd.TellAsync(installation, sentences);
        return new FullHouse(installation, theEvent.Id, lead, [.. enrolments]);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    static async Task<(Event Event, Guid LeadId)> OpenCallAsync(Installation installation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var theEvent = new Event
        {
            Name = "Listening to the Orrin",
            Slug = "orrin",
            Place = "Vale of Orrin",
            StartsOn = today.AddDays(180),
            EndsOn = today.AddDays(190),
            TimeZone = "Europe/Lisbon",
            Capacity = 40,
            Profile = Profile.Standard,
            CallOpenedAt = now,
            CallClosesOn = today.AddDays(60),
            CreatedAt = now,
        };
        var lead = Member("wren@orrin.example", "Wren");
        var facilitator = Member("sol@orrin.example", "Sol");
        await installation.Operations.RunAsync<PrismaDbContext>(db =>
        {
            db.AddRange(theEvent, lead, facilitator);
            db.SeatPools.Add(new SeatPool { EventId = theEvent.Id, Name = "participants", Capacity = 40 });
            db.EventSignals.Add(new EventSignal { EventId = theEvent.Id, Name = "participants.call.open", At = now, By = "Wren" });
            db.EventSignals.Add(new EventSignal { EventId = theEvent.Id, Name = "event.design.consented", At = now, By = "Wren" });
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = lead.Id, Part = Part.Lead });
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = facilitator.Id, Part = Part.Facilitator });
            return Task.CompletedTask;
        });
        return (theEvent, lead.Id);

        Person Member(string email, string name) => new() { FirstName = name, Email = email, TimeZone = theEvent.TimeZone, CreatedAt = now };
    }

    static async Task<Guid> ApplyAsync(Installation installation, Guid eventId, int number)
    {
        var interest = new JsonObject { ["kind"] = "participant", ["first_name"] = "Amina", ["last_name"] = $"Reed {number}", ["email"] = $"amina{number}@reed.example", ["language"] = "en" };
        var application = await installation.Operations.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(eventId, Pathway.Participant, interest, null, CancellationToken.None));
        return application.EnrolmentId;
    }
}
