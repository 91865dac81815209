using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Privacy;

namespace Prisma.Workflows.Tests.Privacy;

public sealed class CareSheetTests
{
    static readonly JsonObject _needs = new() { ["coming"] = "yes", ["arrive"] = "2027-09-05", ["care_consent"] = true, ["health_note"] = "Asthma.", ["diet"] = new JsonArray("vegan") };

    static readonly JsonSerializerOptions _tuples = new() { IncludeFields = true };

    /// <summary>Scenario 26 of the acceptance list.</summary>
    [Theory, Databases]
    public async Task Scenario_26_Care_data_is_seen_by_who_holds_care_alone_is_gone_thirty_days_after_the_event_and_stays_gone_in_a_restored_copy(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("iva@orrin.example", "Iva", Part.CareHolder);
        await scenario.JoinAsync("adm@orrin.example", "Ada", Part.Operator);
        await scenario.JoinAsync("dela@orrin.example", "Dela", Part.StewardDelegate);
        await scenario.Product.ChangeAsync(db => db.RoleGrants.Add(new RoleGrant { PersonId = db.People.Single(one => one.Email == "adm@orrin.example").Id, Role = Role.Administrator, GrantedAt = Product.Beginning }));
        var kept = await HandInAsync(scenario);

        var line = Assert.Single((await SheetAsync(scenario, "iva@orrin.example"))!.Lines);
        Assert.Equal(("Amina Reed", "Asthma.", "2027-09-05"), (line.Name, line.Needs["health_note"]!.ToString(), line.Coming["arrive"]!.ToString()));
        foreach (var other in new[] { "adm@orrin.example", "dela@orrin.example", Scenario.Lead, Scenario.Facilitator, "amina@example.org" })
        {
            Assert.Null(await SheetAsync(scenario, other));
        }

        foreach (var other in new[] { "adm@orrin.example", "dela@orrin.example", Scenario.Lead })
        {
            Assert.DoesNotContain("Asthma", await OwnDataAsync(scenario, other), StringComparison.Ordinal);
        }

        Assert.Contains("Asthma", await OwnDataAsync(scenario, "amina@example.org"), StringComparison.Ordinal);
        var bundle = (await scenario.Product.Operations.ReadAsync<ExportBundle, EventBundle?>(export => export.ExecuteAsync("orrin", Cancellation)))!;
        Assert.All(bundle.Members.Values, member => Assert.DoesNotContain("Asthma", Encoding.UTF8.GetString(member), StringComparison.Ordinal));
        Assert.DoesNotContain("Asthma", JsonSerializer.Serialize(await scenario.Product.ReadAsync(async db => (await db.Instances.ToListAsync(Cancellation), await db.ActivityLog.ToListAsync(Cancellation), await db.Audit.ToListAsync(Cancellation))), _tuples), StringComparison.Ordinal);

        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 10, 16, 12, 0, 0, TimeSpan.Zero));
        await PruneAsync(scenario);
        Assert.Empty((await SheetAsync(scenario, "iva@orrin.example"))!.Lines);

        await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.FormId == "F-16").ExecuteUpdateAsync(set => set.SetProperty(step => step.Answers, kept), Cancellation));
        await PruneAsync(scenario);
        Assert.DoesNotContain("Asthma", await AnswersAsync(scenario), StringComparison.Ordinal);
        Assert.DoesNotContain("2027-09-05", await AnswersAsync(scenario), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task How_somebody_travels_and_what_an_interviewer_noted_stay_out_of_the_run_and_are_gone_thirty_days_after_the_event(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync("amina@example.org");
        var notes = await NotesAsync(scenario);
        Assert.Contains("recommend", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("recommend", await scenario.Product.ReadAsync(db => db.Instances.Where(one => db.Enrolments.Any(passage => passage.Id == enrolment && passage.InstanceId == one.Id)).Select(one => one.State).SingleAsync(Cancellation)), StringComparison.Ordinal);

        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 10, 15, 12, 0, 0, TimeSpan.Zero));
        await PruneAsync(scenario);
        Assert.Equal(notes, await NotesAsync(scenario));

        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 10, 16, 12, 0, 0, TimeSpan.Zero));
        await PruneAsync(scenario);
        Assert.Empty(await NotesAsync(scenario));
        await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.FormId == "F-13").ExecuteUpdateAsync(set => set.SetProperty(step => step.Answers, notes), Cancellation));
        await PruneAsync(scenario);
        Assert.Empty(await NotesAsync(scenario));
    }

    [Theory, Databases]
    public async Task The_sheet_has_what_everybody_who_still_comes_said_last_and_nothing_of_another_event(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("iva@orrin.example", "Iva", Part.CareHolder);
        var elsewhere = await scenario.AddEventAsync("Elsewhere", "elsewhere");
        await scenario.Product.ChangeAsync(db =>
        {
            Comes(db, scenario.EventId, "Active", EnrolmentState.Active, "nuts", "milk");
            Comes(db, scenario.EventId, "Paused", EnrolmentState.Paused, "eggs");
            Comes(db, scenario.EventId, "Completed", EnrolmentState.Completed, "fish");
            Comes(db, scenario.EventId, "Withdrawn", EnrolmentState.Withdrawn, "figs");
            Comes(db, elsewhere, "Elsewhere", EnrolmentState.Active, "rice");
            var drafting = Comes(db, scenario.EventId, "Drafting", EnrolmentState.Active, "corn");
            drafting.State = StepState.Open;
            Comes(db, scenario.EventId, "Unsaid", EnrolmentState.Active, "").Answers = """{"coming":"no"}""";
        });

        var sheet = (await SheetAsync(scenario, "iva@orrin.example"))!;

        Assert.Equal(["Active: milk", "Completed: fish", "Paused: eggs"], sheet.Lines.Select(line => $"{line.Name}: {line.Needs["allergy"]}"));
        Assert.Equal(["arrive", "coming"], sheet.Lines[0].Coming.Select(one => one.Key).Order());
    }

    /// <summary>Somebody who handed in what they need, perhaps more than once.</summary>
    static Step Comes(PrismaDbContext db, Guid eventId, string name, EnrolmentState state, params string[] allergies)
    {
        var person = Some.Person($"{name.ToLowerInvariant()}@example.org", name);
        var enrolment = Some.Enrolment(db.Events.Single(one => one.Id == eventId), person);
        enrolment.State = state;
        db.AddRange(person, enrolment);
        return allergies.Select((allergy, round) => db.Steps.Add(new Step
        {
            EnrolmentId = enrolment.Id,
            Key = "PAR-5.1",
            Round = round + 1,
            Kind = StepKind.Form,
            Title = "Are you coming?",
            StageKey = "PAR-5",
            ActorId = person.Id,
            ActorPart = "stakeholder",
            FormId = "F-16",
            FormVersion = 1,
            OpenedAt = Product.Beginning,
            DueAt = Product.Beginning,
            ClosedAt = Product.Beginning.AddDays(round),
            State = StepState.Submitted,
            Answers = $$$"""{"coming":"yes","sealed":{"arrive":"2027-09-05","allergy":"{{{allergy}}}"}}""",
        }).Entity).ToList()[^1];
    }

    [Theory, Databases]
    public async Task Where_nobody_holds_care_the_team_is_asked_to_name_somebody_until_the_event_is_over(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        Assert.Empty(await UnreadAsync(scenario, Scenario.Lead));
        await HandInAsync(scenario);
        Assert.Equal(("orrin", 1), await UnreadAsync(scenario, Scenario.Lead) is [var unread] ? (unread.Slug, unread.People) : default);
        Assert.Empty(await UnreadAsync(scenario, "amina@example.org"));

        var now = scenario.Product.Time.GetUtcNow();
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 9, 17, 12, 0, 0, TimeSpan.Zero));
        Assert.Empty(await UnreadAsync(scenario, Scenario.Lead));
        scenario.Product.Time.AdjustTime(now);
        await scenario.JoinAsync("iva@orrin.example", "Iva", Part.CareHolder);
        Assert.Empty(await UnreadAsync(scenario, Scenario.Lead));
    }

    static async Task<IReadOnlyList<ReadCareSheet.Unread>> UnreadAsync(Scenario scenario, string reader)
    {
        var id = await scenario.PersonIdAsync(reader);
        return await scenario.Product.RunAsync<ReadCareSheet, IReadOnlyList<ReadCareSheet.Unread>>(read => read.UnreadAsync(id, Cancellation));
    }

    [Theory, Databases]
    public async Task Whoever_no_longer_wants_what_they_need_to_be_read_has_it_deleted_at_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("iva@orrin.example", "Iva", Part.CareHolder);
        await HandInAsync(scenario);
        var enrolment = await scenario.Product.ReadAsync(db => db.Enrolments.Select(one => one.Id).SingleAsync(Cancellation));
        var choices = await ChoicesAsync(scenario, enrolment);
        Assert.Equal("true", choices["care_data"]);

        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["care_data"] = true });
        Assert.Single((await SheetAsync(scenario, "iva@orrin.example"))!.Lines);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });

        Assert.Empty((await SheetAsync(scenario, "iva@orrin.example"))!.Lines);
        Assert.DoesNotContain("Asthma", await AnswersAsync(scenario), StringComparison.Ordinal);
        Assert.Contains("\"coming\":\"yes\"", await AnswersAsync(scenario), StringComparison.Ordinal);
        Assert.Contains("\"care_consent\":false", await AnswersAsync(scenario), StringComparison.Ordinal);
        Assert.Equal("", (await ChoicesAsync(scenario, enrolment)).GetValueOrDefault("care_data", ""));
        Assert.Equal(1, await scenario.ToldTheLeadAsync("no longer wants what they need to be read here"));
        Assert.Contains("Amina Reed no longer wants what they need to be read; what they told of it was deleted.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Whether_we_write_of_events_to_come_is_one_choice_wherever_it_is_made(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync("amina@example.org");
        var amina = (await scenario.EnrolmentAsync(enrolment)).PersonId;

        await ChooseAsync(scenario, enrolment, new() { ["future_calls"] = true });
        Assert.True(await scenario.Product.ReadAsync(db => db.People.AnyAsync(one => one.Id == amina && one.WantsNews, Cancellation)));
        await scenario.Product.RunAsync<ChooseMails>(choose => choose.ExecuteAsync(amina, new MailChoice(false, []), Cancellation));
        Assert.DoesNotContain("future_calls", (await ChoicesAsync(scenario, enrolment)).Keys);
        await scenario.Product.RunAsync<ChooseMails>(choose => choose.ExecuteAsync(amina, new MailChoice(true, []), Cancellation));
        Assert.Equal("true", (await ChoicesAsync(scenario, enrolment))["future_calls"]);
        await ChooseAsync(scenario, enrolment, []);
        Assert.False(await scenario.Product.ReadAsync(db => db.People.AnyAsync(one => one.Id == amina && one.WantsNews, Cancellation)));
    }

    static Task<IReadOnlyDictionary<string, string>> ChoicesAsync(Scenario scenario, Guid enrolment) =>
        scenario.Product.RunAsync<ReadConsents, IReadOnlyDictionary<string, string>>(read => read.ExecuteAsync(enrolment, Cancellation));

    static Task ChooseAsync(Scenario scenario, Guid enrolment, JsonObject choices) =>
        scenario.Product.RunAsync<ChangeConsents>(change => change.ExecuteAsync(enrolment, new Actor(null, "Amina Reed"), choices, Cancellation));

    static Task<string> NotesAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Steps.Where(step => step.FormId == "F-13").Select(step => step.Answers).SingleAsync(Cancellation));

    static async Task<string> HandInAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync("amina@example.org");
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.Product.ChangeAsync(db => db.Entry(db.Steps.Single(one => one.Id == step.Id)).Property(one => one.FormId).CurrentValue = "F-16");
        await scenario.SubmitAsync(enrolment, "PAR-1.2", (JsonObject)_needs.DeepClone());
        return await AnswersAsync(scenario);
    }

    static Task<string> AnswersAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Steps.Where(step => step.FormId == "F-16").Select(step => step.Answers).SingleAsync(Cancellation));

    /// <summary>What somebody takes along of all that is kept of them.</summary>
    static async Task<string> OwnDataAsync(Scenario scenario, string email)
    {
        var id = await scenario.PersonIdAsync(email);
        return (await scenario.Product.RunAsync<ReadOwnData, JsonObject>(read => read.ExecuteAsync(id, Cancellation))).ToJsonString();
    }

    static Task PruneAsync(Scenario scenario) => scenario.Product.Services.GetRequiredService<Prune>().ExecuteAsync(Cancellation);

    static async Task<CareSheet?> SheetAsync(Scenario scenario, string reader)
    {
        var id = await scenario.PersonIdAsync(reader);
        return await scenario.Product.RunAsync<ReadCareSheet, CareSheet?>(read => read.ExecuteAsync("orrin", id, Cancellation));
    }
}
