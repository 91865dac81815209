using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>Somebody with a seat walks on: everybody does what is theirs, a day at a time, and says as little as the forms allow.</summary>
public static class Walk
{
    const int FarTooManyDays = 250;

    /// <summary>From the application to the agreement on taking part, which nobody has signed.</summary>
    public static async Task<Guid> UpToTheAgreementAsync(this Scenario scenario, string email, string firstName = "Amina")
    {
        var enrolment = await scenario.UpToTheOfferAsync(email, firstName);
        await scenario.SubmitAsync(enrolment, "PAR-2.4o", new JsonObject { ["answer"] = "accept" });
        return enrolment;
    }

    /// <summary>From the application to the confirmed seat.</summary>
    public static async Task<Guid> UpToTheSeatAsync(this Scenario scenario, string email, string firstName = "Amina")
    {
        var enrolment = await scenario.UpToTheOfferAsync(email, firstName);
        await scenario.TakeTheOfferAsync(enrolment);
        return enrolment;
    }

    /// <summary>The event's own passage begins.</summary>
    public static async Task<Guid> CallEventAsync(this Scenario scenario) =>
        (await scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, new Actor(null, "Wren Alder"), TestContext.Current.CancellationToken))).Value!.Id;

    /// <summary>To where they are asked whether they come to the Welcome Day.</summary>
    public static async Task<Guid> UpToTheWelcomeDayAsync(this Scenario scenario, string email, string firstName = "Amina")
    {
        var enrolment = await scenario.UpToTheSeatAsync(email, firstName);
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-3.2r"), _ => true);
        return enrolment;
    }

    public static async Task TakeTheOfferAsync(this Scenario scenario, Guid enrolmentId)
    {
        await scenario.SubmitAsync(enrolmentId, "PAR-2.4o", new JsonObject { ["answer"] = "accept" });
        Assert.True((await scenario.SignAsync(enrolmentId)).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolmentId)).IsAccepted);
    }

    public static Task<Guid> PersonIdAsync(this Scenario scenario, string email) =>
        scenario.Product.ReadAsync(db => db.People.Where(person => person.Email == email).Select(person => person.Id).SingleAsync());

    /// <summary>All readers of a gate answer alike, for as long as anybody is asked.</summary>
    public static async Task ReadAllAsync(this Scenario scenario, Guid enrolmentId, string gate, JsonObject answers)
    {
        while (await scenario.IsOpenAsync(enrolmentId, $"{gate}."))
        {
            await scenario.ReadAsync(enrolmentId, gate, (JsonObject)answers.DeepClone());
        }
    }

    /// <summary>The event is aligned and goes ahead, and everything asked on the way is done, until a stage is entered.</summary>
    public static async Task ToStageAsync(this Scenario scenario, Guid enrolmentId, string stage)
    {
        await scenario.ReachAsync("event.aligned", "event.go");
        await scenario.UntilAsync(enrolmentId, async () => (await scenario.EnrolmentAsync(enrolmentId)).StageKey == stage, _ => true);
    }

    /// <summary>A day at a time: does the open steps that are chosen, until something is so.</summary>
    public static async Task UntilAsync(this Scenario scenario, Guid enrolmentId, Func<Task<bool>> isSo, Func<Step, bool> does)
    {
        for (var day = 0; !await isSo(); day++)
        {
            Assert.True(day < FarTooManyDays, $"It never came to that. {await scenario.IncidentsAsync(enrolmentId)}");
            await scenario.DoAllAsync(enrolmentId, does);
            if (!await isSo())
            {
                await scenario.PassAsync(TimeSpan.FromDays(1));
            }
        }
    }

    public static async Task DoAllAsync(this Scenario scenario, Guid enrolmentId, Func<Step, bool> does)
    {
        var open = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolmentId && step.State == StepState.Open).ToListAsync(Cancellation));
        foreach (var step in open.Where(does))
        {
            await scenario.WorkAfterAsync(scenario.DoAsync(step));
        }
    }

    /// <summary>A team in which nobody is missing whom an organisation's pathway asks for.</summary>
    public static async Task FillTeamAsync(this Scenario scenario)
    {
        foreach (var (name, part) in new[] { ("Ines", Part.Potential), ("Bram", Part.Evaluating), ("Tala", Part.Operator), ("Edda", Part.StewardDelegate), ("Joss", Part.Steward), ("Noor", Part.Network) })
        {
            await scenario.JoinAsync($"{name.ToLowerInvariant()}@orrin.example", name, part);
        }
    }

    /// <summary>Somebody with an account comes into the team, as a steward names it on the event's page.</summary>
    public static async Task<TeamSeat> HireAsync(this Scenario scenario, string name, Part part, params TeamSeat[] before)
    {
        var person = new Person { FirstName = name, LastName = "Reed", Email = $"{name.ToLowerInvariant()}@orrin.example", TimeZone = "Europe/Lisbon", CreatedAt = scenario.Product.Time.GetUtcNow() };
        person.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Facilitator });
        await scenario.Product.ChangeAsync(db => db.People.Add(person));
        var seat = new TeamSeat(person.Id, part);
        await scenario.NameTeamAsync([.. before, seat]);
        return seat;
    }

    /// <summary>Names everybody with an account who is in the team; the others of them have left it.</summary>
    public static async Task NameTeamAsync(this Scenario scenario, params TeamSeat[] team) =>
        Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<SetTeam, Outcome<Event>>(set => set.ExecuteAsync(scenario.EventId, team, new Actor(null, "Wren Alder"), Cancellation)))).IsDone);

    /// <summary>Somebody of the team leaves it.</summary>
    public static async Task LeaveTeamAsync(this Scenario scenario, string email)
    {
        await scenario.Product.ChangeAsync(db => db.Add(new RoleGrant { PersonId = db.People.Single(person => person.Email == email).Id, Role = Role.Facilitator }));
        await scenario.NameTeamAsync();
    }

    /// <summary>A hub whose screening is asked of the facilitators.</summary>
    public static async Task<Guid> UpToTheHubsGateAsync(this Scenario scenario, string email)
    {
        var interest = new JsonObject { ["first_name"] = "Maren", ["last_name"] = "Brook", ["email"] = email, ["language"] = "en", ["organisation"] = "Millrace Commons" };
        var begun = await scenario.Product.RunAsync<Apply, Application>(apply => apply.ExecuteAsync(scenario.EventId, Pathway.Hub, interest, null, Cancellation));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await scenario.SubmitAsync(begun.EnrolmentId, "HUB-1.2", new JsonObject { ["scope"] = "co-host" });
        await scenario.HoldAsync(begun.EnrolmentId, "HUB-1.3", attended: true);
        return begun.EnrolmentId;
    }

    /// <summary>An organisation that was asked by the facilitators.</summary>
    public static async Task<Guid> InviteAsync(this Scenario scenario, string pathway, string organisation, string name, string email)
    {
        var invited = await scenario.WorkAfterAsync(scenario.Product.RunAsync<InviteOrganisation, Outcome<Enrolment>>(invite =>
            invite.ExecuteAsync(scenario.EventId, new Invitation(pathway, organisation, name, email), new Actor(null, "Wren Alder"), Cancellation)));
        return invited.Value!.Id;
    }

    public static async Task HoldAsync(this Scenario scenario, Guid enrolmentId, string key, bool attended)
    {
        var step = await scenario.StepAsync(enrolmentId, key);
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, step.ActorId, attended, [], Cancellation)));
    }

    /// <summary>Whoever has the task says that it is done, or cannot be.</summary>
    public static async Task<Submission> FinishAsync(this Scenario scenario, Guid enrolmentId, string key, string note, bool blocked = false)
    {
        var task = await scenario.StepAsync(enrolmentId, key);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(task.Id, task.ActorId, blocked, note, Cancellation)));
    }

    public static async Task<string> ActorOfAsync(this Scenario scenario, Guid enrolmentId, string key)
    {
        var step = await scenario.StepAsync(enrolmentId, key);
        return await scenario.Product.ReadAsync(db => db.People.Where(person => person.Id == step.ActorId).Select(person => person.Email).SingleAsync(Cancellation));
    }

    public static Task<Submission> LeaveAsync(this Scenario scenario, Enrolment enrolment) => scenario.WorkAfterAsync(
        scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(enrolment.Id, enrolment.PersonId, "", "delete", Cancellation)));

    static Task<Submission> DoAsync(this Scenario scenario, Step step) => step.Kind switch
    {
        StepKind.Gathering => scenario.Product.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, step.ActorId, true, [], Cancellation)),
        StepKind.Reading => scenario.Product.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, step.ActorId, new JsonObject { ["response"] = "consent" }, Cancellation)),
        StepKind.Signature => scenario.SignAsync(step.EnrolmentId, step.Key),
        StepKind.Task => scenario.Product.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(step.Id, step.ActorId, false, "It is good enough for now, and safe enough to try.", Cancellation)),
        _ => scenario.Product.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, step.ActorId, [], Cancellation)),
    };
}
