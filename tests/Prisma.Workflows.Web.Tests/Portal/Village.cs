using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>An event whose call is open, behind the in-memory server, and the acts of those who come to it.</summary>
static class Village
{
    public const string Slug = "orrin";

    static readonly string[] _reached = ["participants.call.open", "event.design.consented"];

    public static (string Name, string Value)[] Interest(string email) =>
        [("first_name", "Amina"), ("last_name", "Reed"), ("email", email), ("language", "en"), ("privacy_seen", "true")];

    public static (string Name, string Value)[] Application => Filled.Application;

    /// <summary>Makes the event where it is not there yet.</summary>
    public static Task FoundAsync(this WebProduct product) => product.Operations.RunAsync<PrismaDbContext>(async db =>
    {
        if (await db.Events.AnyAsync(one => one.Slug == Slug, WebProduct.Cancellation))
        {
            return;
        }

        var now = product.Time.GetUtcNow();
        var theEvent = new Event
        {
            Name = "Listening to the Orrin",
            Slug = Slug,
            Place = "Vale of Orrin",
            StartsOn = new DateOnly(2027, 9, 6),
            EndsOn = new DateOnly(2027, 9, 15),
            TimeZone = "Europe/Lisbon",
            Capacity = 40,
            Profile = Profile.Standard,
            CallOpenedAt = now,
            CallClosesOn = new DateOnly(2027, 6, 6),
            CreatedAt = now,
        };
        db.Events.Add(theEvent);
        db.SeatPools.Add(new SeatPool { EventId = theEvent.Id, Name = SeatPool.Participants, Capacity = 40 });
        foreach (var signal in _reached)
        {
            db.EventSignals.Add(new EventSignal { EventId = theEvent.Id, Name = signal, At = now, By = "Wren Alder" });
        }

        foreach (var (name, part) in new[] { ("Wren", Part.Lead), ("Sol", Part.Facilitator), ("Ode", Part.Hub) })
        {
            var person = new Person { FirstName = name, Email = $"{name.ToLowerInvariant()}@example.org", TimeZone = "Europe/Lisbon", CreatedAt = now };
            db.People.Add(person);
            db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = person.Id, Part = part });
        }
    });

    /// <summary>A browser signed in as somebody new who holds a part in the event's team.</summary>
    public static async Task<Browser> SignInToTheTeamAsync(this WebProduct product, Part part, params IReadOnlyList<Role> roles)
    {
        var browser = await product.SignInAsync(roles);
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var newest = await db.People.Where(person => person.FirstName == "Sam").OrderBy(person => person.Id).LastAsync(WebProduct.Cancellation);
            db.TeamMembers.Add(new TeamMember { EventId = await db.Events.Where(one => one.Slug == Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation), PersonId = newest.Id, Part = part });
        }, WebProduct.Cancellation);
        return browser;
    }

    /// <summary>Answers the call and follows on; the address of the application step.</summary>
    public static async Task<string> ApplyAsync(this Browser browser, string email)
    {
        var answer = await browser.SubmitAsync($"/e/{Slug}/apply", "apply", Interest(email));
        Assert.StartsWith("/l/", answer.Location, StringComparison.Ordinal);
        return (await browser.GetAsync(answer.Location)).Location.Split('?')[0];
    }

    /// <summary>A hub would like to hear more; the step that it is asked first.</summary>
    public static async Task<Step> ShowInterestAsync(this WebProduct product, string hub, string email)
    {
        var interest = new JsonObject { ["first_name"] = "Maren", ["email"] = email, ["language"] = "en", ["organisation"] = hub };
        var theEvent = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Events.Where(one => one.Slug == Slug).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));
        var begun = await product.Operations.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(theEvent, Pathway.Hub, interest, timeZone: null, WebProduct.Cancellation));
        return await product.OpenStepAsync(begun.EnrolmentId, "HUB-1.2");
    }

    public static Task<Step> OpenStepAsync(this WebProduct product, Guid enrolment, string key) =>
        product.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Steps.SingleAsync(step => step.EnrolmentId == enrolment && step.Key == key && step.State == StepState.Open, WebProduct.Cancellation));

    public static Guid IdOf(string address) => Guid.Parse(address.Split('/')[2].Split('?')[0]);

    public static Task<Step> StepAsync(this WebProduct product, Guid id) =>
        product.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Steps.SingleAsync(step => step.Id == id, WebProduct.Cancellation));

    /// <summary>Somebody who applied is asked whether others were at that gathering.</summary>
    public static async Task<Step> AskWhoCameAsync(this WebProduct product, string gathering)
    {
        using var applicant = product.Open();
        var application = await product.StepAsync(IdOf(await applicant.ApplyAsync("amina@example.org")));
        var hosting = new Step
        {
            EnrolmentId = application.EnrolmentId,
            Key = "EV-2.4",
            Round = 1,
            Kind = StepKind.Gathering,
            Gathering = gathering,
            Title = "Design lab",
            StageKey = application.StageKey,
            ActorId = application.ActorId,
            ActorPart = application.ActorPart,
            OpenedAt = product.Time.GetUtcNow(),
            DueAt = product.Time.GetUtcNow().AddDays(7),
        };
        await product.Operations.RunAsync<PrismaDbContext>(db => Task.FromResult(db.Steps.Add(hosting)), WebProduct.Cancellation);
        return hosting;
    }

    /// <summary>The hub proposes other days for the event, or that it rests, and nobody has decided yet.</summary>
    public static Task ProposeAsync(this WebProduct village, DateOnly first, ChangeKind kind = ChangeKind.Move) => village.Operations.RunAsync<PrismaDbContext>(async db =>
        db.EventChanges.Add(new EventChange
        {
            EventId = (await db.Events.SingleAsync(WebProduct.Cancellation)).Id,
            Kind = kind,
            State = ChangeState.Proposed,
            Reason = "The barn fell in.",
            ProposedById = null,
            ProposedBy = "The Slate Yard",
            ProposedAt = village.Time.GetUtcNow(),
            OldStartsOn = new DateOnly(2027, 9, 6),
            OldEndsOn = new DateOnly(2027, 9, 15),
            NewStartsOn = first,
            NewEndsOn = first.AddDays(9),
            WaitsUntil = new DateOnly(2027, 9, 1),
        }), WebProduct.Cancellation);

    /// <summary>A link as a mail holds it.</summary>
    public static async Task<string> LinkAsync(this WebProduct product, Guid stepId, Guid personId)
    {
        var token = LinkToken.Create();
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var step = await db.Steps.SingleAsync(one => one.Id == stepId, WebProduct.Cancellation);
            db.AccessLinks.Add(new AccessLink { TokenHash = LinkToken.HashOf(token), PersonId = personId, Purpose = LinkPurpose.Step, StepId = stepId, EnrolmentId = step.EnrolmentId, CreatedAt = product.Time.GetUtcNow() });
        });
        return $"/l/{token}";
    }
}
