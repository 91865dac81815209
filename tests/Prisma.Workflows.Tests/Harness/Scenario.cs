using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A passage told in the domain's words: one fictional event, its team, its applicants, and a clock that moves when told.</summary>
public sealed class Scenario(Product product, Guid eventId) : IAsyncDisposable
{
    public const string Lead = "wren@orrin.example", Facilitator = "sol@orrin.example", Hub = "ode@orrin.example";

    const string Browser = "a browser";

    public Product Product => product;

    public Guid EventId => eventId;

    /// <summary>Said by a test in which a server refuses mails; in every other a failed mail fails the test.</summary>
    public bool MailsMayFail { get; set; }

    /// <summary>The shipped pathways are published and the event “Listening to the Orrin” has an open call.</summary>
    public static async Task<Scenario> StartAsync(DatabaseProvider provider, int capacity = 40, bool designConsented = true, Action<IServiceCollection>? change = null)
    {
        var product = await Product.StartShippedAsync(provider, change);
        var now = product.Time.GetUtcNow();
        var theEvent = new Event
        {
            Name = "Listening to the Orrin",
            Slug = "orrin",
            Place = "Vale of Orrin",
            StartsOn = new DateOnly(2027, 9, 6),
            EndsOn = new DateOnly(2027, 9, 15),
            TimeZone = "Europe/Lisbon",
            Capacity = capacity,
            Profile = Profile.Standard,
            CallOpenedAt = now,
            CallClosesOn = new DateOnly(2027, 6, 6),
            CreatedAt = now,
        };
        await product.ChangeAsync(db =>
        {
            db.Events.Add(theEvent);
            db.SeatPools.Add(new SeatPool { EventId = theEvent.Id, Name = "participants", Capacity = capacity });
            Reach(db, theEvent, "participants.call.open", now);
            if (designConsented)
            {
                Reach(db, theEvent, "event.design.consented", now);
            }

            Join(db, theEvent, Lead, "Wren", "Alder", Part.Lead, now);
            Join(db, theEvent, Facilitator, "Sol", "Marten", Part.Facilitator, now);
            Join(db, theEvent, Hub, "Ode", "Marsh", Part.Hub, now);
        });
        return new Scenario(product, theEvent.Id);
    }

    /// <summary>With somebody in every part of the team.</summary>
    public static async Task<Scenario> StartWholeAsync(DatabaseProvider provider)
    {
        var scenario = await StartAsync(provider);
        await scenario.FillTeamAsync();
        return scenario;
    }

    /// <summary>One more of the team.</summary>
    public Task JoinAsync(string email, string firstName, Part part) =>
        product.ChangeAsync(db => Join(db, db.Events.Single(one => one.Id == eventId), email, firstName, "Hale", part, product.Time.GetUtcNow()));

    public async Task<Guid> ApplyAsync(string email, string firstName = "Amina", string lastName = "Reed")
    {
        var interest = new JsonObject
        {
            ["kind"] = "participant",
            ["first_name"] = firstName,
            ["last_name"] = lastName,
            ["email"] = email,
            ["language"] = "en",
        };
        var application = await product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(eventId, Pathway.Participant, interest, null, TestContext.Current.CancellationToken));
        Assert.Equal(ApplicationResult.Begun, application.Result);
        await PassAsync(TimeSpan.FromMinutes(1));
        return application.EnrolmentId;
    }

    /// <summary>The open step with that key; the key of a gate's reading begins with the gate's.</summary>
    public async Task<Step> StepAsync(Guid enrolmentId, string key)
    {
        var open = await product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolmentId && step.State == StepState.Open).ToListAsync());
        return open.FirstOrDefault(step => step.Key == key)
            ?? open.FirstOrDefault(step => step.Key.StartsWith(key + ".", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No open step {key}; open are: {string.Join(", ", open.Select(step => step.Key))}. {await IncidentsAsync(enrolmentId)}");
    }

    public async Task<bool> IsOpenAsync(Guid enrolmentId, string key) =>
        await product.ReadAsync(db => db.Steps.AnyAsync(step => step.EnrolmentId == enrolmentId && step.State == StepState.Open && step.Key.StartsWith(key)));

    /// <summary>Exactly that step, not a reading or a task of it.</summary>
    public Task<bool> IsOpenAtAsync(Guid enrolmentId, string key) =>
        product.ReadAsync(db => db.Steps.AnyAsync(step => step.EnrolmentId == enrolmentId && step.State == StepState.Open && step.Key == key));

    public async Task<Submission> SubmitAsync(Guid enrolmentId, string key, JsonObject answers)
    {
        var step = await StepAsync(enrolmentId, key);
        return await WorkAfterAsync(product.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, step.ActorId, answers, TestContext.Current.CancellationToken)));
    }

    public Task<Submission> SubmitApplicationAsync(Guid enrolmentId) =>
        SubmitAsync(enrolmentId, "PAR-1.2", new JsonObject { ["track"] = "developer", ["attend"] = "all", ["covenant"] = true });

    /// <summary>One reader answers; the next open reading of the gate is taken.</summary>
    public async Task<Submission> ReadAsync(Guid enrolmentId, string gate, JsonObject answers)
    {
        var step = await StepAsync(enrolmentId, gate);
        return await WorkAfterAsync(product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, step.ActorId, answers, TestContext.Current.CancellationToken)));
    }

    public static JsonObject Scores(int each) => new()
    {
        ["stand_aside"] = "no",
        ["care_for_place"] = each,
        ["gift_and_role"] = each,
        ["collaboration"] = each,
        ["openness"] = each,
        ["practical_fit"] = each,
        ["strengths"] = "listens before speaking, and stays",
        ["gift_seen"] = "patience with difficult ground",
        ["safety_flag"] = false,
    };

    public async Task HoldConversationAsync(Guid enrolmentId, bool attended = true)
    {
        var step = await StepAsync(enrolmentId, "PAR-2.2");
        await WorkAfterAsync(product.RunAsync<HoldGathering, Submission>(hold =>
            hold.ExecuteAsync(step.Id, step.ActorId, attended, new JsonObject { ["recommend"] = "yes" }, TestContext.Current.CancellationToken)));
    }

    /// <summary>From the application to the readers: eligible, a conversation held.</summary>
    public async Task<Guid> UpToTheReadersAsync(string email, string firstName = "Amina")
    {
        var enrolment = await ApplyAsync(email, firstName);
        await SubmitApplicationAsync(enrolment);
        await FromEligibleToTheReadersAsync(enrolment);
        return enrolment;
    }

    public async Task FromEligibleToTheReadersAsync(Guid enrolment)
    {
        await ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent" });
        await SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "propose", ["channel"] = "phone" });
        await HoldConversationAsync(enrolment);
    }

    public async Task<Guid> UpToTheOfferAsync(string email, string firstName = "Amina", int scores = 3)
    {
        var enrolment = await UpToTheReadersAsync(email, firstName);
        await ReadAsync(enrolment, "PAR-2.3", Scores(scores));
        await ReadAsync(enrolment, "PAR-2.3", Scores(scores));
        return enrolment;
    }

    /// <summary>Asks for the code, reads it from the mail and signs, as the party whose turn it is.</summary>
    public async Task<Submission> SignAsync(Guid enrolmentId, string key = "PAR-2.5")
    {
        var cancellation = TestContext.Current.CancellationToken;
        var step = await StepAsync(enrolmentId, key);
        await WorkAfterAsync(product.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(step.Id, step.ActorId, Browser, cancellation)));
        var act = await SigningActAsync(step);
        return await WorkAfterAsync(product.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, step.ActorId, act, cancellation)));
    }

    /// <summary>What is handed in with the code that came by mail.</summary>
    public async Task<SigningAct> SigningActAsync(Step step)
    {
        var (hash, name, facts) = await product.ReadAsync(async db => (
            await db.Agreements.Where(one => one.Id == step.AgreementId).Select(one => one.Hash).SingleAsync(),
            await db.People.Where(person => person.Id == step.ActorId).Select(person => person.FirstName + " " + person.LastName).SingleAsync(),
            await db.Outbox.Where(mail => mail.StepId == step.Id && mail.Template == "E16c").OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Facts).FirstAsync()));
        return new SigningAct(name, true, JsonNode.Parse(facts)!["code"]!["value"]!.ToString(), hash, Browser);
    }

    public Task<Enrolment> EnrolmentAsync(Guid id) => product.ReadAsync(db => db.Enrolments.SingleAsync(enrolment => enrolment.Id == id));

    public Task<SeatState?> SeatAsync(Guid enrolmentId) =>
        product.ReadAsync(db => db.Seats.Where(seat => seat.EnrolmentId == enrolmentId).Select(seat => (SeatState?)seat.State).FirstOrDefaultAsync());

    public async Task<IReadOnlyList<string>> StoryAsync(Guid enrolmentId)
    {
        var story = $"enrolment:{enrolmentId:N}";
        return await product.ReadAsync(db => db.Audit.Where(entry => entry.Story == story).OrderBy(entry => entry.Number).Select(entry => entry.Sentence).ToListAsync());
    }

    /// <summary>The templates owed to a person, in order.</summary>
    public Task<List<string>> OwedAsync(string email) =>
        product.ReadAsync(db => (from mail in db.Outbox
                                 join person in db.People on mail.PersonId equals person.Id
                                 where person.Email == email && mail.State != OutboxState.Cancelled
                                 orderby mail.CreatedAt, mail.Id
                                 select mail.Template).ToListAsync());

    /// <summary>How many mails let the lead know of something.</summary>
    public Task<int> ToldTheLeadAsync(string what) =>
        product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.Template == "E68" && mail.Facts.Contains(what) && db.People.Any(person => person.Id == mail.PersonId && person.Email == Lead)));

    public async Task<string> IncidentsAsync(Guid enrolmentId)
    {
        var state = await product.ReadAsync(db => (from instance in db.Instances
                                                   join enrolment in db.Enrolments on instance.Id equals enrolment.InstanceId
                                                   where enrolment.Id == enrolmentId
                                                   select instance.State).SingleAsync());
        return string.Join(" | ", InstanceJson.Read(state).Incidents.Select(incident => $"{incident.ActivityId}: {incident.Message}"));
    }

    /// <summary>A second event of the same team, whose call is not open yet.</summary>
    public async Task<Guid> AddEventAsync(string name, string slug)
    {
        var added = new Event
        {
            Name = name,
            Slug = slug,
            Place = "Vale of Orrin",
            StartsOn = new DateOnly(2027, 10, 4),
            EndsOn = new DateOnly(2027, 10, 10),
            TimeZone = "Europe/Lisbon",
            Capacity = 40,
            Profile = Profile.Standard,
            CreatedAt = product.Time.GetUtcNow(),
        };
        await product.ChangeAsync(db =>
        {
            db.Events.Add(added);
            db.TeamMembers.Add(new TeamMember { EventId = added.Id, PersonId = db.People.Single(one => one.Email == Lead).Id, Part = Part.Lead });
        });
        return added.Id;
    }

    public Task MoreTimeAsync(Step step) =>
        product.RunAsync<AskMoreTime, Submission>(ask => ask.ExecuteAsync(step.Id, step.ActorId, step.Kind, step.MoreTimeGiven, TestContext.Current.CancellationToken));

    /// <summary>The event reaches something, as a passage elsewhere would say it.</summary>
    public async Task ReachAsync(params IReadOnlyList<string> signals)
    {
        foreach (var signal in signals)
        {
            await product.RunAsync<RecordSignal, Outcome<Event>>(record => record.ReachAsync(eventId, signal, new Actor(null, "Wren Alder"), Cancellation));
        }
    }

    public async Task<AuditEntry?> BrokenAtAsync(Guid enrolmentId)
    {
        var story = $"enrolment:{enrolmentId:N}";
        return AuditTrail.FirstBroken(await product.ReadAsync(db => db.Audit.Where(entry => entry.Story == story).OrderBy(entry => entry.Number).ToListAsync()));
    }

    /// <summary>Changes one sentence of the story behind the product's back.</summary>
    public Task TamperAsync(Guid enrolmentId)
    {
        var story = $"enrolment:{enrolmentId:N}";
        return product.ReadAsync(db => db.Audit.Where(entry => entry.Story == story && entry.Number == 2)
            .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Sentence, "Nothing happened.")));
    }

    /// <summary>Moves the clock and does what became due, as the scheduler would.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        product.Time.Advance(span);
        await WorkAsync();
    }

    /// <summary>Lets time pass on a machine that stays awake: what a ladder has due is done when it is due.</summary>
    public async Task AwakeUntilAsync(DateTimeOffset moment)
    {
        for (var next = await NextRungAsync(moment); next is not null; next = await NextRungAsync(moment))
        {
            await PassAsync(next.Value - product.Time.GetUtcNow());
        }

        await PassAsync(moment - product.Time.GetUtcNow());
    }

    Task<DateTimeOffset?> NextRungAsync(DateTimeOffset before)
    {
        var now = product.Time.GetUtcNow();
        return product.ReadAsync(db => db.Steps.Where(step => step.NextRungAt > now && step.NextRungAt < before).MinAsync(step => step.NextRungAt));
    }

    public async Task<T> WorkAfterAsync<T>(Task<T> act)
    {
        var result = await act;
        product.Time.Advance(TimeSpan.FromMinutes(1));
        await WorkAsync();
        return result;
    }

    /// <summary>Mails that could not be written or sent, with the reason; a passage leaves none.</summary>
    public Task<List<string>> FailedMailsAsync() =>
        product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Failed).Select(mail => mail.Template + ": " + mail.LastError).Distinct().ToListAsync());

    public async Task WorkAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await product.Services.GetRequiredService<ResumeDueTimers>().ExecuteAsync(cancellation);
        await product.Services.GetRequiredService<EndRests>().ExecuteAsync(cancellation);
        await product.Services.GetRequiredService<ClimbLadders>().ExecuteAsync(cancellation);
        await product.Services.GetRequiredService<ApplyChanges>().ExecuteAsync(cancellation);
        await product.CallAsync<DeliverOutbox, int>(deliver => deliver.ExecuteAsync(cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        var failed = MailsMayFail ? [] : await FailedMailsAsync();
        await product.DisposeAsync();
        Assert.Empty(failed);
        Assert.DoesNotContain(product.Mail.Sent, mail => mail.TextBody?.Contains(" , ", StringComparison.Ordinal) == true);
    }

    static void Reach(PrismaDbContext db, Event theEvent, string signal, DateTimeOffset at) =>
        db.EventSignals.Add(new EventSignal { EventId = theEvent.Id, Name = signal, At = at, By = "Wren Alder" });

    static void Join(PrismaDbContext db, Event theEvent, string email, string first, string last, Part part, DateTimeOffset at)
    {
        var person = new Person { FirstName = first, LastName = last, Email = email, TimeZone = theEvent.TimeZone, CreatedAt = at };
        db.People.Add(person);
        db.TeamMembers.Add(new TeamMember { EventId = theEvent.Id, PersonId = person.Id, Part = part });
    }
}
