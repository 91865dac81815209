using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Contributions;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Stories;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Tests.Stories;

namespace Prisma.Workflows.Tests.Privacy;

/// <summary>What goes with a passage whose person wished so, row by row, and what stays (domain.md §12.5, §19).</summary>
public sealed class ForgottenTracesTests
{
    const string Amina = "amina@example.org";

    [Theory, Databases]
    public async Task The_run_with_all_it_began_its_log_its_links_and_its_choices_go_in_both_cases(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        foreach (var (email, wish) in new[] { (Amina, "delete"), ("samir@example.org", "anonymise") })
        {
            var enrolment = await scenario.ApplyAsync(email);
            var run = (await scenario.EnrolmentAsync(enrolment)).InstanceId;
            await scenario.Product.ChangeAsync(db =>
            {
                var (child, grandchild) = (Begun(db, run, "child"), Begun(db, $"{run}-child", "grandchild"));
                db.Instances.AddRange(child, grandchild);
                db.ActivityLog.Add(new StoredLogEntry { InstanceId = grandchild.Id, Sequence = 1, At = Product.Beginning, ActivityId = "a", ActivityType = "Prisma.Form", Event = "Started" });
                db.ConsentChoices.Add(new ConsentChoice { EnrolmentId = enrolment, Key = "picture", Value = "public", FormVersion = 1, At = Product.Beginning, By = "Amina Reed" });
            });
            Assert.NotEqual(0, await scenario.Product.ReadAsync(db => db.AccessLinks.CountAsync(link => link.EnrolmentId == enrolment, Cancellation)));

            await LeaveAndForgetAsync(scenario, enrolment, wish);

            Assert.Equal((0, 0, 0, 0), await scenario.Product.ReadAsync(async db => (
                await db.Instances.CountAsync(one => one.Id.StartsWith(run), Cancellation),
                await db.ActivityLog.CountAsync(entry => entry.InstanceId.StartsWith(run), Cancellation),
                await db.AccessLinks.CountAsync(link => link.EnrolmentId == enrolment, Cancellation),
                await db.ConsentChoices.CountAsync(choice => choice.EnrolmentId == enrolment, Cancellation))));
        }
    }

    [Theory, Databases]
    public async Task What_readers_wrote_of_them_and_their_mails_go_but_for_those_that_are_on_their_way(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent", ["note"] = "A quiet one." });
        Assert.NotEqual(0, await scenario.Product.ReadAsync(db => db.ReviewResponses.CountAsync(one => one.Answers.Contains("A quiet one."), Cancellation)));
        await LeaveAsync(scenario, enrolment, "anonymise");
        await scenario.Product.ChangeAsync(db =>
        {
            foreach (var (key, state) in new[] { ("waits", OutboxState.Pending), ("goes", OutboxState.Sending), ("failed", OutboxState.Failed) })
            {
                var far = Product.Beginning.AddYears(1);
                db.Outbox.Add(new OutboxMessage { Key = key, EnrolmentId = enrolment, PersonId = db.Enrolments.Single(one => one.Id == enrolment).PersonId, Template = "E08", Facts = "{}", State = state, CreatedAt = Product.Beginning, DueAt = far, SendingUntil = far, MessageId = $"<{key}@orrin.example>" });
            }
        });

        await ForgetAsync(scenario);

        Assert.Equal(["{}"], await scenario.Product.ReadAsync(db => db.ReviewResponses.Select(one => one.Answers).ToListAsync(Cancellation)));
        Assert.Equal(["goes", "waits"], await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == enrolment).Select(mail => mail.Key).OrderBy(key => key).ToListAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task With_their_words_go_what_they_gave_what_pulled_and_their_part_of_the_story(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await StoriedAsync(scenario);

        await LeaveAndForgetAsync(scenario, enrolment, "delete");

        Assert.Equal((0, 0, 0, false), (
            await scenario.Product.ReadAsync(db => db.Contributions.CountAsync(Cancellation)),
            await scenario.Product.ReadAsync(db => db.Tensions.CountAsync(Cancellation)),
            await scenario.Product.ReadAsync(db => db.Excerpts.CountAsync(Cancellation)),
            HasPicture(scenario, enrolment)));
    }

    [Theory, Databases]
    public async Task With_their_name_go_their_picture_and_how_they_were_called_in_the_story_but_not_what_it_tells(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await StoriedAsync(scenario);

        await LeaveAndForgetAsync(scenario, enrolment, "anonymise");

        Assert.Equal("Cooked for everybody.", (await scenario.Product.ReadAsync(db => db.Contributions.SingleAsync(Cancellation))).What);
        Assert.Equal("Before supper.", (await scenario.Product.ReadAsync(db => db.Tensions.SingleAsync(Cancellation))).Wish);
        var excerpt = await scenario.Product.ReadAsync(db => db.Excerpts.SingleAsync(Cancellation));
        Assert.Equal(("{name} knew the spring.", "", "", "", ""), (excerpt.Text, excerpt.ShownAs, excerpt.Picture, excerpt.PictureInWords, excerpt.Wish));
        Assert.False(HasPicture(scenario, enrolment));
    }

    [Theory, Databases]
    public async Task With_their_name_go_their_addresses_their_voice_what_was_sealed_and_whom_they_named_in_rows(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await AnswerAsync(scenario, enrolment, "F-28", """
            {"title":"The spring","text":{"text":"We followed the water.","voice":{"id":"v1","name":"amina.webm"}},"media":[{"id":"f1","name":"amina.png"}],"link":"https://reed.example/amina",
             "people":[{"who":"Olga Reed","email":"olga@reed.example","knows":true}],"level":"hub","sealed":{"diet":["vegan"]}}
            """);
        await scenario.Product.ChangeAsync(db =>
        {
            var step = db.Steps.Single(one => one.EnrolmentId == enrolment && one.Key == "PAR-1.2");
            step.Draft = """{"why":"Half of it"}""";
            db.Steps.Add(Closed(enrolment, step.ActorId, "conversation", StepKind.Reading, "F-13", """{"note":"She is shy."}"""));
        });

        await AnswerAsync(scenario, enrolment, "F-28r", """{"answer":"ok","named":"other-name","other_name":"Mina of the mill"}""");

        await LeaveAndForgetAsync(scenario, enrolment, "anonymise");

        Assert.Equal("""{"title":"The spring","text":{"text":"We followed the water."},"people":[{"knows":true}],"level":"hub"}""", await scenario.Product.ReadAsync(db =>
            db.Steps.Where(step => step.EnrolmentId == enrolment && step.FormId == "F-28").Select(step => step.Answers).SingleAsync(Cancellation)));
        Assert.Equal("""{"answer":"ok","named":"other-name"}""", await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.FormId == "F-28r").Select(step => step.Answers).SingleAsync(Cancellation)));
        Assert.Equal(("", ""), (
            await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.Key == "conversation").Select(step => step.Answers).SingleAsync(Cancellation)),
            await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.Key == "PAR-1.2").Select(step => step.Draft).SingleAsync(Cancellation))));
    }

    [Theory, Databases]
    public async Task Whoever_has_a_role_is_of_a_team_or_was_forgotten_elsewhere_too_keeps_or_loses_their_name_by_that(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        List<Guid> passages = [];
        foreach (var (email, name) in new[] { (Amina, "Amina"), ("samir@example.org", "Samir"), ("bruno@example.org", "Bruno") })
            passages.Add(await scenario.ApplyAsync(email, name));
        var (samir, bruno) = (await scenario.PersonIdAsync("samir@example.org"), await scenario.PersonIdAsync("bruno@example.org"));
        var second = await scenario.Product.ReadAsync(async db => (await db.Enrolments.SingleAsync(one => one.Id == passages[0], Cancellation)).PersonId);
        await scenario.Product.ChangeAsync(db =>
        {
            db.RoleGrants.Add(new RoleGrant { PersonId = samir, Role = Role.Facilitator, GrantedAt = Product.Beginning });
            db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = bruno, Part = Part.Hub });
            var before = Some.Enrolment(db.Events.First(), db.People.Single(person => person.Id == second));
            (before.State, before.EndedAt, before.DataDoneAt) = (EnrolmentState.Withdrawn, Product.Beginning, Product.Beginning);
            db.Enrolments.Add(before);
        });

        foreach (var passage in passages)
            await LeaveAsync(scenario, passage, "delete");
        await ForgetAsync(scenario);

        Assert.Equal(["Bruno", "Samir"], (await scenario.Product.ReadAsync(db => db.People.Select(person => person.FirstName).ToListAsync(Cancellation))).Intersect(["Amina", "Bruno", "Samir"]).Order());
    }

    [Theory, Databases]
    public async Task The_team_s_tasks_and_their_mails_no_longer_say_whom_they_were_about(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        foreach (var (email, wish) in new[] { (Amina, "delete"), ("samir@example.org", "anonymise") })
        {
            var enrolment = await scenario.ApplyAsync(email, email.Split('@')[0]);
            var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
            Assert.True(await scenario.Product.RunAsync<ReachOtherwise, bool>(reach => reach.ExecuteAsync(enrolment, person, Cancellation)));
            Assert.Contains(email, await ToldAsync(scenario), StringComparison.Ordinal);

            await LeaveAndForgetAsync(scenario, enrolment, wish);

            Assert.DoesNotContain(email.Split('@')[0], await ToldAsync(scenario), StringComparison.Ordinal);
            Assert.Contains("Reach somebody another way: our mails do not arrive", await ToldAsync(scenario), StringComparison.Ordinal);
        }

        static Task<string> ToldAsync(Scenario scenario) => scenario.Product.ReadAsync(async db => string.Join(
            '\n',
            (await db.Steps.Select(step => step.Title + step.WhyNow).ToListAsync(Cancellation)).Concat(await db.Outbox.Where(mail => mail.Template == "E68").Select(mail => mail.Facts).ToListAsync(Cancellation))));
    }

    [Theory, Databases]
    public async Task A_task_at_the_event_s_own_passage_about_their_part_of_the_story_does_not_name_them_any_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.Product.ChangeAsync(db =>
        {
            var lead = db.People.Single(one => one.Email == Scenario.Lead);
            var story = new Enrolment { EventId = scenario.EventId, PersonId = lead.Id, Pathway = Pathway.Case, InstanceId = "story", CreatedAt = Product.Beginning };
            db.AddRange(story, Task(story, "story.1.name", "Take the name of Amina Reed out of the published story"), Task(story, "story.2", "Write of Samir Aminata"));
        });

        await LeaveAndForgetAsync(scenario, enrolment, "delete");

        Assert.Equal(["Take the name of somebody out of the published story", "Write of Samir Aminata"], await scenario.Product.ReadAsync(db =>
            db.Steps.Where(step => step.Key.StartsWith("story")).OrderBy(step => step.Key).Select(step => step.Title).ToListAsync(Cancellation)));

        static Step Task(Enrolment at, string key, string title) => new()
        {
            EnrolmentId = at.Id,
            Key = key,
            Round = 1,
            Kind = StepKind.Task,
            Title = title,
            StageKey = "",
            ActorId = at.PersonId,
            ActorPart = "lead",
            OpenedAt = Product.Beginning,
            DueAt = Product.Beginning,
        };
    }

    [Theory, Databases]
    public async Task What_a_mail_server_answered_of_their_address_goes_with_their_mails(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.Product.ChangeAsync(db =>
        {
            var mail = db.Outbox.First(one => one.EnrolmentId == enrolment);
            db.Deliveries.Add(new Delivery { MessageId = mail.Id, At = Product.Beginning, Answer = $"Refused: 550 5.1.1 <{Amina}>: Recipient address rejected" });
        });

        await LeaveAndForgetAsync(scenario, enrolment, "delete");

        Assert.DoesNotContain(await scenario.Product.ReadAsync(db => db.Deliveries.Select(one => one.Answer).ToListAsync(Cancellation)), answer => answer.Contains(Amina, StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_passage_is_forgotten_once_and_nothing_that_lapsed_or_was_refused_is_kept_for_more_than_its_time(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var lapsed = await scenario.ApplyAsync(Amina);
        await scenario.Product.ChangeAsync(db =>
        {
            var one = db.Enrolments.Single(enrolment => enrolment.Id == lapsed);
            (one.State, one.EndedAt, one.LiveKey, one.EndingReason) = (EnrolmentState.Lapsed, scenario.Product.Time.GetUtcNow(), null, "She moved to Porto.");
        });

        scenario.Product.Time.Advance(TimeSpan.FromDays(190));
        await ForgetAsync(scenario);
        await ForgetAsync(scenario);

        Assert.Equal("", (await scenario.EnrolmentAsync(lapsed)).EndingReason);
        Assert.Single(await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Sentence.StartsWith("What somebody told was deleted")).ToListAsync(Cancellation)));
    }

    static StoredInstance Begun(PrismaDbContext db, string parent, string name) => new()
    {
        Id = name == "child" ? $"{parent}-child" : $"{parent}-{name}",
        ParentInstanceId = parent,
        DefinitionId = "d",
        DefinitionVersionId = db.Instances.First().DefinitionVersionId,
        Status = "Running",
        SubStatus = "Suspended",
        State = "{}",
        CreatedAt = Product.Beginning,
        UpdatedAt = Product.Beginning,
    };

    /// <summary>She gave something, brought a tension, and is in the story with a picture.</summary>
    static async Task<Guid> StoriedAsync(Scenario scenario)
    {
        var enrolment = await scenario.ApplyAsync(Amina);
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        var picture = await StoryScene.PictureAsync(scenario, enrolment);
        await scenario.Product.ChangeAsync(db =>
        {
            var at = Product.Beginning;
            db.Contributions.Add(new Contribution { EventId = scenario.EventId, EnrolmentId = enrolment, PersonId = person, Kind = "care", What = "Cooked for everybody.", Context = "Intensive", At = at });
            db.Tensions.Add(new Tension { EventId = scenario.EventId, PersonId = person, EnrolmentId = enrolment, Circle = "hub", What = "It is late.", Effect = "I am tired.", Wish = "Before supper.", IsByName = true, At = at, DueAt = at.AddDays(7), AnswererId = person, AnsweredAt = at });
            db.Excerpts.Add(new Excerpt { EventId = scenario.EventId, EnrolmentId = enrolment, Text = "{name} knew the spring.", ShownAs = "Amina Reed", Picture = picture, PictureInWords = "Amina at a spring.", Wish = "Call me A.", State = ExcerptState.Released, WrittenBy = "Wren Alder", WrittenAt = at });
        });
        Assert.True(HasPicture(scenario, enrolment));
        return enrolment;
    }

    static bool HasPicture(Scenario scenario, Guid enrolment) =>
        scenario.Product.Services.GetRequiredService<StoryPictures>().Enrolments.Contains(enrolment)
        && Directory.EnumerateFiles(Path.Combine(scenario.Product.DataFolder, "story", $"{enrolment:N}")).Any();

    static Task AnswerAsync(Scenario scenario, Guid enrolment, string form, string answers) => scenario.Product.ChangeAsync(db =>
        db.Steps.Add(Closed(enrolment, db.Enrolments.Single(one => one.Id == enrolment).PersonId, form, StepKind.Form, form, answers)));

    static Step Closed(Guid enrolment, Guid actor, string key, StepKind kind, string form, string answers) => new()
    {
        EnrolmentId = enrolment,
        Key = key,
        Round = 1,
        Kind = kind,
        Title = "Something told",
        StageKey = "PAR-1",
        ActorId = actor,
        ActorPart = "stakeholder",
        FormId = form,
        FormVersion = 1,
        OpenedAt = Product.Beginning,
        DueAt = Product.Beginning,
        ClosedAt = Product.Beginning,
        State = StepState.Submitted,
        Answers = answers,
    };

    static async Task LeaveAndForgetAsync(Scenario scenario, Guid enrolment, string wish)
    {
        await LeaveAsync(scenario, enrolment, wish);
        await ForgetAsync(scenario);
    }

    static async Task LeaveAsync(Scenario scenario, Guid enrolment, string wish)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(enrolment, person, "", wish, Cancellation)));
    }

    /// <summary>Two weeks later.</summary>
    static async Task ForgetAsync(Scenario scenario)
    {
        await scenario.PassAsync(TimeSpan.FromDays(15));
        await scenario.Product.Services.GetRequiredService<ForgetDue>().ExecuteAsync(Cancellation);
    }
}
