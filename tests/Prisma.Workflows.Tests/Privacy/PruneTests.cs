using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows.Tests.Privacy;

/// <summary>What is cleared away, each on the day it has had its time and no day before.</summary>
public sealed class PruneTests
{
    [Theory, Databases]
    public async Task A_draft_is_forgotten_fourteen_days_after_the_last_word_unless_its_step_is_still_open(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.Product.ChangeAsync(db =>
        {
            var step = db.Steps.Single();
            (step.Draft, step.DraftSavedAt) = ("""{"why":"The river"}""", Product.Beginning);
        });

        await AtAsync(scene, TimeSpan.FromDays(15));
        Assert.NotEmpty(await DraftAsync());
        await scene.CloseStepAsync();
        await AtAsync(scene, TimeSpan.FromDays(14));
        Assert.NotEmpty(await DraftAsync());
        await AtAsync(scene, TimeSpan.FromDays(14.1));
        Assert.Empty(await DraftAsync());

        Task<string> DraftAsync() => scene.Product.ReadAsync(db => db.Steps.Select(step => step.Draft).SingleAsync());
    }

    [Theory, Databases]
    public async Task A_recording_goes_ninety_days_after_the_passage_or_the_event_unless_its_speaker_chose_to_have_it_kept(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.CloseStepAsync();
        const string spoken = """{"why":{"voice":{"id":"v1"},"text":"The river"},"steps":[{"text":{"voice":{"id":"v2"}}}]}""";
        await scene.Product.ChangeAsync(db => db.Steps.Single().Answers = spoken);
        var over = new DateTimeOffset(await scene.Product.ReadAsync(db => db.Events.Select(one => one.EndsOn).SingleAsync()), new TimeOnly(12, 0), TimeSpan.Zero) - Product.Beginning;
        await ChooseAsync("true");

        await AtAsync(scene, over + TimeSpan.FromDays(91));
        Assert.Equal(spoken, await AnswersAsync());
        await ChooseAsync("");
        await AtAsync(scene, over + TimeSpan.FromDays(90));
        Assert.Equal(spoken, await AnswersAsync());
        await AtAsync(scene, over + TimeSpan.FromDays(91));
        Assert.Equal("""{"why":{"text":"The river"},"steps":[{"text":{}}]}""", await AnswersAsync());

        await scene.Product.ChangeAsync(db => (db.Steps.Single().Answers, db.Enrolments.Single().EndedAt) = (spoken, Product.Beginning));
        await AtAsync(scene, TimeSpan.FromDays(90));
        Assert.Equal(spoken, await AnswersAsync());
        await AtAsync(scene, TimeSpan.FromDays(90.1));
        Assert.DoesNotContain("v1", await AnswersAsync(), StringComparison.Ordinal);

        Task<string> AnswersAsync() => scene.Product.ReadAsync(db => db.Steps.Select(step => step.Answers).SingleAsync());

        Task ChooseAsync(string kept) => scene.Product.ChangeAsync(db => db.ConsentChoices.Add(
            new ConsentChoice { EnrolmentId = db.Enrolments.Single().Id, Key = ConsentChoice.VoiceKept, Value = kept, FormVersion = 1, At = scene.Product.Time.GetUtcNow().AddMinutes(kept.Length > 0 ? 0 : 1), By = "Amina Reed" }));
    }

    [Theory, Databases]
    public async Task A_code_goes_a_day_after_it_expired_and_a_link_after_ninety(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.Product.ChangeAsync(db =>
        {
            db.SigningCodes.Add(new SigningCode { StepId = scene.Step.Id, PersonId = scene.Person.Id, CodeHash = "code", BrowserHash = "browser", CreatedAt = Product.Beginning, ExpiresAt = Product.Beginning });
            db.AccessLinks.AddRange(Link("over", Product.Beginning), Link("open", null));
        });

        await AtAsync(scene, TimeSpan.FromDays(1));
        Assert.Equal((1, 2), await CountAsync());
        await AtAsync(scene, TimeSpan.FromDays(1.1));
        Assert.Equal((0, 2), await CountAsync());
        await AtAsync(scene, TimeSpan.FromDays(90));
        Assert.Equal((0, 2), await CountAsync());
        await AtAsync(scene, TimeSpan.FromDays(90.1));
        Assert.Equal((0, 1), await CountAsync());
        Assert.Equal("open", await scene.Product.ReadAsync(db => db.AccessLinks.Select(link => link.TokenHash).SingleAsync()));

        AccessLink Link(string token, DateTimeOffset? expiresAt) => new() { TokenHash = token, PersonId = scene.Person.Id, Purpose = LinkPurpose.Step, StepId = scene.Step.Id, CreatedAt = Product.Beginning, ExpiresAt = expiresAt };
        Task<(int, int)> CountAsync() => scene.Product.ReadAsync(async db => (await db.SigningCodes.CountAsync(), await db.AccessLinks.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_call_that_is_settled_goes_after_thirty_days_and_one_that_is_not_stays(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.Product.ChangeAsync(db => db.OutgoingCalls.AddRange(Enum.GetValues<CallState>().Select(Call)));

        await AtAsync(scene, TimeSpan.FromDays(30));
        Assert.Equal(Enum.GetValues<CallState>(), await StatesAsync());
        await AtAsync(scene, TimeSpan.FromDays(30.1));
        Assert.Equal([CallState.Pending, CallState.Calling], await StatesAsync());

        static OutgoingCall Call(CallState state) => new()
        {
            Id = Guid.CreateVersion7(),
            InstanceId = "one",
            BookmarkId = $"one.{state}",
            ActivityId = "call",
            Method = "GET",
            Url = "https://tides.example/",
            Message = "",
            State = state,
            CreatedAt = Product.Beginning,
            DueAt = Product.Beginning,
        };
        Task<CallState[]> StatesAsync() => scene.Product.ReadAsync(async db => (await db.OutgoingCalls.Select(call => call.State).ToArrayAsync()).Order().ToArray());
    }

    [Theory, Databases]
    public async Task What_a_mail_said_is_forgotten_thirty_days_after_it_was_sent_and_that_it_was_sent_is_not(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync(scene.Mail());
        await scene.DeliverAsync();
        await scene.OweAsync(scene.Mail(purpose: "reminder-1", diesWithStep: false, notBefore: Product.Beginning.AddDays(60)));

        await AtAsync(scene, TimeSpan.FromDays(30));
        Assert.DoesNotContain("{}", await FactsAsync());
        await AtAsync(scene, TimeSpan.FromDays(30.1));
        Assert.Equal("{}", (await FactsAsync())[0]);
        Assert.Contains("Tomas Reyle", (await FactsAsync())[1], StringComparison.Ordinal);
        Assert.Equal(Product.Beginning, await scene.Product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Sent).Select(mail => mail.SentAt).SingleAsync()));

        Task<string[]> FactsAsync() => scene.Product.ReadAsync(db => db.Outbox.OrderBy(mail => mail.DueAt).Select(mail => mail.Facts).ToArrayAsync());
    }

    [Theory, Databases]
    public async Task What_a_mail_would_have_said_that_was_taken_back_or_went_into_a_digest_is_forgotten_as_well_and_what_waits_for_a_decision_is_not(DatabaseProvider provider)
    {
        await using var scene = await MailScene.StartAsync(provider);
        await scene.OweAsync([.. Enum.GetNames<OutboxState>().Select(state => scene.Mail(purpose: state, diesWithStep: false))]);
        await scene.Product.ChangeAsync(db =>
        {
            foreach (var mail in db.Outbox)
                (mail.State, mail.SentAt) = (Enum.Parse<OutboxState>(mail.Key.Split(':')[2]), mail.Key.Contains(nameof(OutboxState.InDigest), StringComparison.Ordinal) ? Product.Beginning : null);
        });

        await AtAsync(scene, TimeSpan.FromDays(30));
        Assert.Empty(await ForgottenAsync());
        await AtAsync(scene, TimeSpan.FromDays(30.1));
        Assert.Equal([nameof(OutboxState.Cancelled), nameof(OutboxState.InDigest)], await ForgottenAsync());

        Task<List<string>> ForgottenAsync() => scene.Product.ReadAsync(async db => (await db.Outbox.Where(mail => mail.Facts == "{}").Select(mail => mail.Key).ToListAsync(Cancellation)).ConvertAll(key => key.Split(':')[2]).Order().ToList());
    }

    [Theory, Databases]
    public async Task What_was_looked_into_before_a_refusal_goes_twelve_months_after_it_also_where_the_words_are_kept(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var refused = await scenario.ApplyAsync("amina@example.org");
        await scenario.Product.ChangeAsync(db =>
        {
            var one = db.Enrolments.Single(enrolment => enrolment.Id == refused);
            (one.State, one.EndedAt, one.LiveKey, one.DataWish, one.DataWishAt) = (EnrolmentState.Declined, scenario.Product.Time.GetUtcNow(), null, Enrolment.Keep, scenario.Product.Time.GetUtcNow());
            db.Steps.Add(new Step
            {
                EnrolmentId = refused,
                Key = "PTN-2.1",
                Round = 1,
                Kind = StepKind.Task,
                Title = "Look into it",
                StageKey = "PTN-2",
                ActorId = one.PersonId,
                ActorPart = "facilitator",
                FormId = "F-11",
                FormVersion = 1,
                OpenedAt = Product.Beginning,
                DueAt = Product.Beginning,
                State = StepState.Submitted,
                Answers = """{"note":"Two of them late."}""",
            });
        });

        scenario.Product.Time.Advance(TimeSpan.FromDays(364));
        await PruneAsync();
        Assert.Contains("Two of them late.", await NotedAsync(), StringComparison.Ordinal);
        scenario.Product.Time.Advance(TimeSpan.FromDays(3));
        await PruneAsync();
        Assert.Equal("", await NotedAsync());

        Task PruneAsync() => scenario.Product.Services.GetRequiredService<Prune>().ExecuteAsync(Cancellation);
        Task<string> NotedAsync() => scenario.Product.ReadAsync(db => db.Steps.Where(step => step.FormId == "F-11").Select(step => step.Answers).SingleAsync(Cancellation));
    }

    /// <summary>Clears away when so much time has passed since the beginning.</summary>
    static async Task AtAsync(MailScene scene, TimeSpan passed)
    {
        await using var then = scene.Product.StartAnother();
        then.Time.AdjustTime(Product.Beginning + passed);
        await then.Services.GetRequiredService<Prune>().ExecuteAsync(Cancellation);
    }
}
