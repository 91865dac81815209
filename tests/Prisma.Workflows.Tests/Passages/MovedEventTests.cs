using Prisma.Workflows.Agreements;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Changes.Preview;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>Acceptance scenario 21: an event moves; what is done stays, what is open moves along, and everybody is asked.</summary>
public sealed class MovedEventTests
{
    const string Amina = "amina@reed.example", Bela = "bela@reed.example", Cato = "cato@reed.example", Maren = "maren@brook.example", Ash = "ash@orrin.example";

    static readonly DateOnly _first = new(2027, 9, 6);

    [Theory, Databases]
    public async Task Scenario_21_Forty_days_later_what_is_done_stays_what_is_open_moves_along_and_everybody_is_asked(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var writing = await scenario.ApplyAsync(Amina);
        var waiting = await scenario.UpToTheOfferAsync(Bela, "Bela");
        var hub = await HostAsync(scenario);
        await scenario.ReachAsync("event.go");
        var before = await scenario.StepAsync(writing, "PAR-1.2");
        var completed = await CompletedAsync(scenario);
        Assert.Contains(completed, step => step.StartsWith("PAR-2.3.", StringComparison.Ordinal));
        var timer = await TimerAsync(scenario, waiting);
        var preview = await PreviewAsync(scenario, 40);

        Assert.Equal(ChangeState.UnderWay, (await MoveAsync(scenario, 40)).Value!.State);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var after = await scenario.StepAsync(writing, "PAR-1.2");
        Assert.Equal(DayOf(before.DueAt).AddDays(40), DayOf(after.DueAt));
        Assert.Equal(DayOf(after.DueAt), preview.Passages.Single(one => one.EnrolmentId == writing).Steps.Single().NewDueOn);
        Assert.Equal(DayOf(timer).AddDays(40), DayOf(await TimerAsync(scenario, waiting)));
        Assert.Equal(completed, await CompletedAsync(scenario));
        await Assert.AllAsync(new[] { Amina, Bela, Maren }, async email => Assert.Single(await scenario.OwedAsync(email), "E23"));
        Assert.True(await scenario.IsOpenAsync(writing, AnswerNewDates.Key));
        Assert.Equal("", (await scenario.StepAsync(writing, AnswerNewDates.Key)).Purpose.AimsTo);
        Assert.Contains("\"only_told\":false", await MovedAsync(scenario, Amina), StringComparison.Ordinal);
        Assert.Contains("\"only_told\":true", await MovedAsync(scenario, Scenario.Facilitator), StringComparison.Ordinal);
        Assert.Equal(["The event goes ahead"], preview.Cleared);
        Assert.False(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == "event.go")));
        Assert.Equal([AgreementState.Active, AgreementState.Signing], await AgreementsAsync(scenario, hub));
        Assert.Contains("E16", await scenario.OwedAsync(Maren));
        Assert.Equal((_first.AddDays(40), null), await scenario.Product.ReadAsync(async db => (await db.Events.Select(one => one.StartsOn).SingleAsync(), await db.Events.Select(one => one.PausedAt).SingleAsync())));
        Assert.Null(await scenario.BrokenAtAsync(writing));
    }

    [Theory, Databases]
    public async Task What_cannot_be_signed_again_as_a_signer_has_left_and_nobody_has_their_part_holds_and_the_lead_hears_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var hub = await HostAsync(scenario);
        await scenario.Product.ChangeAsync(db =>
        {
            var gone = new Person { FirstName = "Edda", Email = "edda@orrin.example", CreatedAt = scenario.Product.Time.GetUtcNow() };
            db.People.Add(gone);
            db.Add(new Signature { AgreementId = db.Agreements.Single(one => one.EnrolmentId == hub).Id, Order = 3, PersonId = gone.Id, Party = "steward-delegate", SignedAt = gone.CreatedAt, TypedName = "Edda" });
        });

        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([AgreementState.Active], await AgreementsAsync(scenario, hub));
        Assert.NotNull(await scenario.Product.ReadAsync(db => db.EventChanges.Select(change => change.FinishedAt).SingleAsync()));
        Assert.Contains(await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E68").Select(mail => mail.Facts).ToListAsync()), facts => facts.Contains("would be signed again with the new days", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Whoever_asked_about_what_is_signed_again_and_says_no_leaves_nobody_asked_for_the_answer(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var hub = await HostAsync(scenario);
        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        var signing = await scenario.StepAsync(hub, "HUB-3.4");
        await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(signing.Id, signing.ActorId, "Do the nights move too?", Cancellation));
        Assert.True(await scenario.IsOpenAtAsync(hub, signing.QuestionKey));

        await scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(signing.Id, signing.ActorId, Cancellation));

        Assert.False(await scenario.IsOpenAtAsync(hub, signing.QuestionKey));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_being_signed_when_the_days_move_far_is_signed_by_all_with_the_new_ones(bool oneHasSigned)
    {
        await using var scenario = await Scenario.StartWholeAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var hub = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Hub, "HUB-3.4");
        if (oneHasSigned)
        {
            Assert.True((await scenario.SignAsync(hub, "HUB-3.4")).IsAccepted);
        }

        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(oneHasSigned ? [AgreementState.Ended, AgreementState.Signing] : [AgreementState.Signing], await AgreementsAsync(scenario, hub));
        while (await scenario.IsOpenAtAsync(hub, "HUB-3.4"))
        {
            Assert.True((await scenario.SignAsync(hub, "HUB-3.4")).IsAccepted);
        }

        var signed = await scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).OrderBy(one => one.Round).LastAsync(one => one.EnrolmentId == hub, Cancellation));
        Assert.Contains("16 October 2027", signed.Text, StringComparison.Ordinal);
        Assert.All(signed.Signatures, one => Assert.Equal(signed.Hash, one.TextHash));
        Assert.Equal(oneHasSigned, signed.Summary[0].StartsWith("It takes the place of a text", StringComparison.Ordinal));
        Assert.True(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == "hub.agreement.active", Cancellation)));
    }

    [Theory, Databases]
    public async Task What_was_asked_about_a_text_is_asked_of_the_one_in_its_place_and_stops_the_clock_when_its_asker_is_to_sign(DatabaseProvider provider)
    {
        const string Key = "HUB-3.4";
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented);
        var hub = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Hub, Key);
        await SignTwiceAsync();
        var third = await scenario.StepAsync(hub, Key);
        await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(third.Id, third.ActorId, "Do the nights move too?", Cancellation));

        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.True(await scenario.IsOpenAtAsync(hub, third.QuestionKey));
        await SignTwiceAsync();
        Assert.StartsWith("A question about this agreement is still open.", (await scenario.SignAsync(hub, Key)).Sentence, StringComparison.Ordinal);
        var signing = await scenario.StepAsync(hub, Key);
        Assert.Contains("\"asked\":true", await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.StepId == signing.Id && mail.Template == "E16").Select(mail => mail.Facts).SingleAsync(Cancellation)), StringComparison.Ordinal);
        var question = await scenario.Product.ReadAsync(db => db.AgreementQuestions.SingleAsync(Cancellation));
        Assert.Equal((signing.AgreementId, third.ActorId), (question.AgreementId, signing.ActorId));
        var other = (await scenario.StepAsync(hub, third.QuestionKey)).ActorId;
        Assert.NotEqual(question.AskedBy, other);
        Assert.True((await scenario.Product.RunAsync<AnswerQuestion, Submission>(answer => answer.ExecuteAsync(question.Id, other, "They do.", Cancellation))).IsAccepted);
        Assert.False(await scenario.IsOpenAtAsync(hub, third.QuestionKey));
        Assert.True((await scenario.SignAsync(hub, Key)).IsAccepted);

        async Task SignTwiceAsync()
        {
            Assert.True((await scenario.SignAsync(hub, Key)).IsAccepted);
            Assert.True((await scenario.SignAsync(hub, Key)).IsAccepted);
        }
    }

    [Theory, Databases]
    public async Task The_lead_hears_of_new_days_without_the_name_of_somebody_whose_role_they_signed_last(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await EventMapTests.UntilTheRolesAreSignedAsync(scenario);

        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var told = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == codesign && mail.Facts.Contains("has new days")).Select(mail => mail.Facts).SingleAsync(Cancellation));
        Assert.Equal("", JsonNode.Parse(told)!["subject"]!["about"]!.ToString());
    }

    static async Task<string> MovedAsync(Scenario scenario, string email)
    {
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == email));
        return await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E23" && mail.PersonId == person.Id).Select(mail => mail.Facts).SingleAsync());
    }

    [Theory, Databases]
    public async Task Each_answer_to_the_new_days_does_what_it_says(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (coming, cannot, later) = (await scenario.ApplyAsync(Amina), await scenario.ApplyAsync(Bela, "Bela"), await scenario.ApplyAsync(Cato, "Cato"));
        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        await scenario.SubmitAsync(coming, AnswerNewDates.Key, new() { ["answer"] = "coming", ["costs"] = "The train, 40 €." });
        await scenario.SubmitAsync(cannot, AnswerNewDates.Key, new() { ["answer"] = "cannot" });
        await scenario.SubmitAsync(later, AnswerNewDates.Key, new() { ["answer"] = "later", ["decide_by"] = "2027-04-01" });

        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(coming)).State);
        Assert.False(await scenario.IsOpenAsync(coming, AnswerNewDates.Key));
        Assert.True(await scenario.Product.ReadAsync(db => db.Outbox.AnyAsync(mail => mail.Facts.Contains("has costs from the new days"), TestContext.Current.CancellationToken)));
        Assert.Equal(EnrolmentState.Withdrawn, (await scenario.EnrolmentAsync(cannot)).State);
        var again = await scenario.StepAsync(later, AnswerNewDates.Key);
        Assert.Equal((2, new DateTime(2027, 4, 1)), (again.Round, again.DueAt.UtcDateTime.Date));
    }

    [Theory, Databases]
    public async Task Inside_sixty_days_a_steward_has_to_agree_and_nobody_is_told_before(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db =>
        {
            var steward = new Person { FirstName = "Ash", LastName = "Thorn", Email = Ash, TimeZone = "Europe/Lisbon", CreatedAt = scenario.Product.Time.GetUtcNow() };
            db.People.Add(steward);
            db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = steward.Id, Part = Part.StewardDelegate });
        });
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 7, 20, 9, 0, 0, TimeSpan.Zero));
        var hub = await HostAsync(scenario);
        var change = (await MoveAsync(scenario, 14)).Value!;
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(ChangeState.Proposed, change.State);
        Assert.Contains("E68", await scenario.OwedAsync(Ash));
        Assert.DoesNotContain("E23", await scenario.OwedAsync(Maren));
        Assert.False((await AnswerAsync(scenario, change, Scenario.Lead)).IsDone);
        Assert.Contains("A steward", (await AnswerAsync(scenario, change, Scenario.Facilitator)).Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.True((await AnswerAsync(scenario, change, Ash)).IsDone);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Contains("E23", await scenario.OwedAsync(Maren));
        Assert.Equal([AgreementState.Active], await AgreementsAsync(scenario, hub));
        Assert.Contains(await scenario.StoryAsync(hub), sentence => sentence.Contains("by this notice", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_steward_who_answers_in_the_evening_is_not_asked_in_the_morning(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync(Ash, "Ash", Part.StewardDelegate);
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 7, 20, 20, 30, 0, TimeSpan.Zero));
        var change = (await MoveAsync(scenario, 14)).Value!;
        Assert.Contains("E68", await scenario.OwedAsync(Ash));

        Assert.True((await AnswerAsync(scenario, change, Ash)).IsDone);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.DoesNotContain(scenario.Product.Mail.To(Ash), mail => mail.Subject!.StartsWith("Move Listening to the Orrin", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Where_the_team_has_no_steward_everybody_who_may_agree_is_asked_but_who_proposed_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db =>
        {
            var steward = new Person { FirstName = "Ash", LastName = "Thorn", Email = Ash, TimeZone = "Europe/Lisbon", CreatedAt = scenario.Product.Time.GetUtcNow() };
            db.People.Add(steward);
            var lead = db.People.Single(one => one.Email == Scenario.Lead);
            db.RoleGrants.AddRange(new[] { steward, lead }.Select(person => new RoleGrant { PersonId = person.Id, Role = Role.Steward }));
        });
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 7, 20, 9, 0, 0, TimeSpan.Zero));

        await MoveAsync(scenario, 14);

        Assert.Contains("E68", await scenario.OwedAsync(Ash));
        Assert.DoesNotContain("E68", await scenario.OwedAsync(Scenario.Lead));
    }

    [Theory, Databases]
    public async Task Moved_back_everything_is_where_it_was_and_never_due_in_less_than_five_days(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        var before = await scenario.StepAsync(writing, "PAR-1.2");
        await MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await MoveAsync(scenario, 0);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(before.DueAt, (await scenario.StepAsync(writing, "PAR-1.2")).DueAt);

        await MoveAsync(scenario, -60);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        var tight = await scenario.StepAsync(writing, "PAR-1.2");
        Assert.Equal((new DateTime(2027, 3, 15), true), (tight.DueAt.UtcDateTime.Date, tight.IsTight));
    }

    [Theory, Databases]
    public async Task Consents_that_would_be_half_a_year_old_on_the_new_days_are_asked_for_anew(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        await MoveAsync(scenario, -1);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(await scenario.IsOpenAsync(writing, MovePassage.Consents));

        await MoveAsync(scenario, 1);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        var asked = await scenario.StepAsync(writing, MovePassage.Consents);
        Assert.Equal((ConsentChoice.Form, "L-once"), (asked.FormId, asked.Ladder));
        Assert.True((await scenario.SubmitAsync(writing, MovePassage.Consents, new() { ["process"] = true })).IsAccepted);
    }

    /// <summary>All that is told of each step that is closed.</summary>
    static Task<List<string>> CompletedAsync(Scenario scenario) => scenario.Product.ReadAsync(async db =>
        (await db.Steps.Where(step => step.State != StepState.Open).OrderBy(step => step.OpenedAt).ThenBy(step => step.Id).ToListAsync())
            .ConvertAll(step => $"{step.Key} {step.EnrolmentId} {step.Round} {step.ActorId} {step.State} {step.Outcome} {step.OpenedAt:O} {step.DueAt:O} {step.ClosedAt:O} {step.NextRungAt:O} {step.Answers} {step.Revision}"));

    static DateOnly DayOf(DateTimeOffset instant) => Zones.DayOf(instant, "Europe/Lisbon");

    static Task<MovePreview> PreviewAsync(Scenario scenario, int days) => scenario.Product.ReadAsync(async db =>
    {
        var theEvent = await db.Events.Include(one => one.Signals).SingleAsync();
        return await new ReadMove(db, scenario.Product.Time).ExecuteAsync(theEvent, _first.AddDays(days), _first.AddDays(days + 9), Cancellation);
    });

    internal static async Task<Outcome<EventChange>> MoveAsync(Scenario scenario, int days)
    {
        var lead = await PersonAsync(scenario, Scenario.Lead);
        return await scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move =>
            move.ExecuteAsync(scenario.EventId, _first.AddDays(days), _first.AddDays(days + 9), "The harvest is late this year.", lead, Cancellation));
    }

    static async Task<Outcome<EventChange>> AnswerAsync(Scenario scenario, EventChange change, string by)
    {
        var person = await PersonAsync(scenario, by);
        return await scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.AnswerAsync(change.Id, agrees: true, person, Cancellation));
    }

    static async Task<Actor> PersonAsync(Scenario scenario, string email) => Actor.Of(await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == email)));

    /// <summary>When the passage's own wait for a day comes to its end.</summary>
    static Task<DateTimeOffset> TimerAsync(Scenario scenario, Guid enrolment) => scenario.Product.ReadAsync(db =>
        (from bookmark in db.Bookmarks
         join one in db.Enrolments on bookmark.InstanceId equals one.InstanceId
         where one.Id == enrolment && bookmark.DueAt != null
         select bookmark.DueAt!.Value).SingleAsync());

    internal static Task<List<AgreementState>> AgreementsAsync(Scenario scenario, Guid enrolment) =>
        scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == enrolment).OrderBy(one => one.Round).Select(one => one.State).ToListAsync());

    /// <summary>A hub on its way whose hosting agreement is active.</summary>
    internal static async Task<Guid> HostAsync(Scenario scenario)
    {
        var hub = (await scenario.Product.RunAsync<InviteOrganisation, Outcome<Enrolment>>(invite => invite.ExecuteAsync(
            scenario.EventId, new Invitation(Pathway.Hub, "Millrace Commons", "Maren Brook", Maren), new Actor(null, "Wren Alder"), Cancellation))).Value!;
        var now = scenario.Product.Time.GetUtcNow();
        await scenario.Product.ChangeAsync(db =>
        {
            var agreement = new Agreement
            {
                EnrolmentId = hub.Id,
                StepKey = "HUB-3.4",
                Round = 1,
                TemplateId = "A-03",
                Version = 1,
                Title = "Hub hosting and stewardship agreement",
                State = AgreementState.Active,
                Text = "As signed.",
                Hash = AgreementText.Hash("As signed."),
                OpenedAt = now,
                ExpiresAt = now,
                ActiveAt = now,
                NoticeDays = 30,
            };
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 1, PersonId = hub.PersonId, Party = "stakeholder", SignedAt = now, TypedName = "Maren Brook" });
            agreement.Signatures.Add(new Signature { AgreementId = agreement.Id, Order = 2, PersonId = db.People.Single(one => one.Email == Scenario.Lead).Id, Party = "lead-facilitator", SignedAt = now, TypedName = "Wren Alder" });
            db.Agreements.Add(agreement);
            db.EventSignals.Add(new EventSignal { EventId = scenario.EventId, Name = "hub.agreement.active", At = now, By = "Prisma" });
        });
        await scenario.WorkAsync();
        return hub.Id;
    }
}
