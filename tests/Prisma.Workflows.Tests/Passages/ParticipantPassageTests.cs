using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>PAR-1 and PAR-2 of domain.md §10, loops and refusals included.</summary>
public sealed class ParticipantPassageTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task An_applicant_who_is_offered_a_seat_signs_and_is_confirmed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);

        Assert.Equal("PAR-3", (await scenario.EnrolmentAsync(enrolment)).StageKey);
        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(enrolment));
        Assert.Equal(["E01", "E02", "E46", "E47", "E48", "E16", "E16c", "E18"], await scenario.OwedAsync(Amina));
        Assert.Contains("E18", await scenario.OwedAsync(Scenario.Lead));
    }

    [Theory, Databases]
    public async Task Whose_address_is_known_already_is_not_asked_to_confirm_it(DatabaseProvider provider)
    {
        const string asked = "Please confirm first";
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db => db.People.Add(new Person { FirstName = "Tomas", Email = "tomas@reed.example", CreatedAt = Product.Beginning, EmailConfirmedAt = Product.Beginning }));
        await scenario.ApplyAsync(Amina);
        await scenario.ApplyAsync("tomas@reed.example", "Tomas");

        Assert.Contains(asked, scenario.Product.Mail.To(Amina)[0].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(asked, scenario.Product.Mail.To("tomas@reed.example")[0].TextBody, StringComparison.Ordinal);
        Assert.Contains("See where I am: ", scenario.Product.Mail.To("tomas@reed.example")[0].TextBody, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_holds_a_conversation_is_told_the_time_that_was_kept(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent" });
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "offered", ["slot"] = "2027-06-11T16:00:00.0000000+00:00", ["channel"] = "phone" });

        var told = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E68" && mail.EnrolmentId == enrolment).Select(mail => mail.Facts).SingleAsync());
        Assert.Matches("Friday 11 June 2027, 17:00", JsonNode.Parse(told)!["gathering"]!["when"]!.ToString());
    }

    [Theory, Databases]
    public async Task A_returned_application_opens_again_with_what_was_written_and_the_questions(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        var question = new JsonObject { ["text"] = "Which days can you not come?", ["capability"] = "plan the days together" };
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "return", ["strengths"] = "a clear voice", ["questions"] = new JsonArray(question) });

        var again = await scenario.StepAsync(enrolment, "PAR-1.2");
        Assert.Equal(2, again.Round);
        Assert.Contains("developer", again.Draft, StringComparison.Ordinal);
        Assert.Contains("E09", await scenario.OwedAsync(Amina));
        Assert.Contains(await scenario.StoryAsync(enrolment), sentence => sentence.Contains("is decided: sent back. A facilitator read it", StringComparison.Ordinal));
        await scenario.SubmitApplicationAsync(enrolment);
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.3"));
    }

    [Theory, Databases]
    public async Task Scenario_11_A_refusal_with_one_decider_is_impossible(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        var no = new JsonObject { ["response"] = "decline", ["reason_class"] = "dates", ["gift_seen"] = "a way with rivers" };
        await scenario.ReadAsync(enrolment, "PAR-1.3", no);
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);

        await scenario.ReadAsync(enrolment, "PAR-1.3", (JsonObject)no.DeepClone());
        Assert.Equal(EnrolmentState.Declined, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Contains("\"has_ended\":true", await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E51").Select(mail => mail.Facts).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Where_the_reader_of_the_hub_stands_aside_another_of_the_hub_reads_while_there_is_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var odile = await scenario.HireAsync("Odile", Part.Hub);
        var ode = await scenario.Product.ReadAsync(db => db.People.Where(person => person.Email == Scenario.Hub).Select(person => person.Id).SingleAsync());
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        Guid[] hub = [ode, odile.PersonId];

        var first = Assert.Single(await OfHubAsync());
        await AsideAsync(first);
        var second = Assert.Single(await OfHubAsync());
        Assert.NotEqual(first.ActorId, second.ActorId);
        await AsideAsync(second);
        Assert.Empty(await OfHubAsync());
        Assert.Equal(2, await scenario.Product.ReadAsync(db => db.Steps.CountAsync(step => step.EnrolmentId == enrolment && step.State == StepState.Open && step.Kind == StepKind.Reading)));

        async Task<List<Step>> OfHubAsync() => await scenario.Product.ReadAsync(db => db.Steps.Where(step =>
            step.EnrolmentId == enrolment && step.State == StepState.Open && step.Kind == StepKind.Reading && hub.Contains(step.ActorId)).ToListAsync());

        Task AsideAsync(Step step) => scenario.WorkAfterAsync(scenario.Product.RunAsync<AnswerReview, Submission>(answer =>
            answer.ExecuteAsync(step.Id, step.ActorId, new JsonObject { ["stand_aside"] = "interest" }, TestContext.Current.CancellationToken)));
    }

    [Theory, Databases]
    public async Task Whoever_noted_after_the_conversation_that_something_ties_them_to_the_outcome_does_not_read(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent" });
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "propose", ["channel"] = "phone" });
        var talk = await scenario.StepAsync(enrolment, "PAR-2.2");
        var noted = new JsonObject { ["recommend"] = "yes", ["conflict_of_interest"] = true, ["conflict_note"] = "We share a house." };
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(talk.Id, talk.ActorId, true, noted, TestContext.Current.CancellationToken)));

        Assert.Equal([Scenario.Facilitator, Scenario.Lead], await ReadersAsync());
        await scenario.ReadAsync(enrolment, "PAR-2.3", new JsonObject { ["stand_aside"] = "absent" });
        Assert.DoesNotContain(Scenario.Hub, await ReadersAsync());
        Assert.True(await scenario.IsOpenAtAsync(enrolment, "PAR-2.3q"));

        Task<List<string>> ReadersAsync() => scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.State == StepState.Open && step.Kind == StepKind.Reading)
            .Join(db.People, step => step.ActorId, person => person.Id, (_, person) => person.Email).Order().ToListAsync());
    }

    [Theory, Databases]
    public async Task Two_readers_far_apart_ask_a_third(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(4));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(2));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.3"));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.4o"));
    }

    [Theory, Databases]
    public async Task The_one_after_the_last_seat_waits_and_is_offered_the_seat_that_is_given_back(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var first = await scenario.UpToTheOfferAsync(Amina);
        var second = await scenario.UpToTheOfferAsync("tomas@fern.example", "Tomas");
        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(first));
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(second));
        Assert.Contains("E49", await scenario.OwedAsync("tomas@fern.example"));

        await scenario.SubmitAsync(first, "PAR-2.4o", new JsonObject { ["answer"] = "decline" });
        Assert.Equal(EnrolmentState.Declined, (await scenario.EnrolmentAsync(first)).State);
        await AssertThankedAsync(scenario, "A no, and our thanks", "it is kept for 6 months; then it is forgotten.");
        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(second));
        Assert.Contains("E50", await scenario.OwedAsync("tomas@fern.example"));
    }

    [Theory, Databases]
    public async Task Whoever_does_not_sign_is_let_go_with_thanks(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var signing = await scenario.StepAsync(enrolment, "PAR-2.5");

        await scenario.WorkAfterAsync(scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(signing.Id, signing.ActorId, TestContext.Current.CancellationToken)));

        await AssertThankedAsync(scenario, "A no, and our thanks", "it is kept for 6 months; then it is forgotten.");
    }

    static async Task AssertThankedAsync(Scenario scenario, string subject, string data)
    {
        await scenario.PassAsync(TimeSpan.FromDays(1));
        var mail = Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith(subject, StringComparison.Ordinal));
        Assert.Contains(data, mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Offers_wait_until_the_design_is_consented(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var enrolment = await scenario.UpToTheOfferAsync(Amina);
        Assert.False(await scenario.IsOpenAsync(enrolment, "PAR-2.4o"));
        await scenario.ReachAsync("event.design.consented");
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-2.4o"));
    }

    [Theory, Databases]
    public async Task Silence_is_met_with_one_reminder_at_a_time_a_call_a_rest_and_at_last_a_closed_step(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        for (var day = 0; day < 60; day++)
        {
            await scenario.PassAsync(TimeSpan.FromDays(1));
        }

        Assert.Equal(["E01", "E02", "E03", "E04", "E05", "E06", "E07"], await scenario.OwedAsync(Amina));
        Assert.Contains("E68", await scenario.OwedAsync(Scenario.Lead));
        var ended = await scenario.EnrolmentAsync(enrolment);
        Assert.Equal(EnrolmentState.Lapsed, ended.State);
        var resting = Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("Resting", StringComparison.Ordinal)).TextBody!;
        Assert.Contains($"Without a word from you, “Your application” closes on {DayWords.SayInFull(DateOnly.FromDateTime(ended.EndedAt!.Value.Date))}", resting.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Scenario_13_After_three_weeks_without_power_one_mail_of_the_ladder_goes_out(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.PassAsync(TimeSpan.FromDays(21));
        Assert.Equal(["E01", "E02", "E05"], await scenario.OwedAsync(Amina));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));
    }

    [Theory, Databases]
    public async Task Scenario_10_Whoever_applies_from_the_team_neither_reads_nor_interviews_themselves(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("ines@orrin.example", "Ines", Part.Facilitator);
        var own = await scenario.ApplyAsync(Scenario.Facilitator, "Sol", "Marten");
        await scenario.SubmitApplicationAsync(own);
        var check = await scenario.StepAsync(own, "PAR-1.3");
        Assert.NotEqual(Scenario.Facilitator, await scenario.ActorOfAsync(own, "PAR-1.3"));

        await scenario.Product.ChangeAsync(db => db.Steps.Single(step => step.Id == check.Id).ActorId = db.Enrolments.Single(one => one.Id == own).PersonId);
        Assert.StartsWith("Nobody reads for their own passage.", (await scenario.ReadAsync(own, "PAR-1.3", new JsonObject { ["response"] = "consent" })).Sentence, StringComparison.Ordinal);
        await scenario.Product.ChangeAsync(db => db.Steps.Single(step => step.Id == check.Id).ActorId = check.ActorId);

        await scenario.FromEligibleToTheReadersAsync(own);
        Assert.DoesNotContain(Scenario.Facilitator, await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == own && step.Key.StartsWith("PAR-2.3"))
            .Join(db.People, step => step.ActorId, person => person.Id, (step, person) => person.Email).ToListAsync()));
    }

    [Theory, Databases]
    public async Task Scenario_12_More_time_is_given_once_and_then_asked_of_a_facilitator_and_never_ends_in_less_than_three_days(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var before = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.MoreTimeAsync(before);
        await scenario.MoreTimeAsync(before);
        var after = await scenario.StepAsync(enrolment, "PAR-1.2");
        Assert.Equal((TimeSpan.FromDays(6), null), (after.DueAt - before.DueAt, after.MoreTimeAskedAt));

        await scenario.PassAsync(after.DueAt - scenario.Product.Time.GetUtcNow() + TimeSpan.FromDays(2));
        await scenario.MoreTimeAsync(after);
        var asked = await scenario.StepAsync(enrolment, "PAR-1.2");
        Assert.Equal((after.DueAt, true), (asked.DueAt, asked.MoreTimeAskedAt is not null));
        Assert.Contains("E68", await scenario.OwedAsync(Scenario.Lead));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.2.time"));

        var lead = await scenario.PersonIdAsync(Scenario.Lead);
        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(asked.Id, lead, yes: true, TestContext.Current.CancellationToken));
        Assert.True((await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt >= scenario.Product.Time.GetUtcNow().AddDays(3));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        var told = Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("You have more time", StringComparison.Ordinal)).TextBody!;
        Assert.Contains("You have it: “Your application” is open for you until ", told, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Scenario_12_Whoever_waits_for_an_answer_about_more_time_is_not_reminded_and_has_a_day_after_a_no(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        var asked = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.AwakeUntilAsync(asked.DueAt.AddDays(5));
        Assert.DoesNotContain(await scenario.OwedAsync(Amina), mail => mail is "E03" or "E04" or "E05");

        var lead = await scenario.PersonIdAsync(Scenario.Lead);
        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(asked.Id, lead, yes: false, TestContext.Current.CancellationToken));

        Assert.InRange((await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt - scenario.Product.Time.GetUtcNow(), TimeSpan.FromDays(1), TimeSpan.FromDays(2));
    }

    [Theory, Databases]
    public async Task Scenario_12_Whoever_asks_for_more_time_when_it_was_over_already_has_three_days(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var before = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.AwakeUntilAsync(before.DueAt.AddDays(5));

        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));

        var after = await scenario.StepAsync(enrolment, "PAR-1.2");
        Assert.Equal((1, null), (after.MoreTimeGiven, after.MoreTimeAskedAt));
        Assert.InRange(after.DueAt - scenario.Product.Time.GetUtcNow(), TimeSpan.FromDays(3), TimeSpan.FromDays(7));
    }

    [Theory, Databases]
    public async Task Whoever_withdraws_frees_the_seat_and_hears_no_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var first = await scenario.UpToTheOfferAsync(Amina);
        var second = await scenario.UpToTheOfferAsync("tomas@fern.example", "Tomas");
        var person = (await scenario.EnrolmentAsync(first)).PersonId;
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(first, person, "", "delete", TestContext.Current.CancellationToken)));
        await scenario.PassAsync(TimeSpan.FromDays(40));

        Assert.Equal(EnrolmentState.Withdrawn, (await scenario.EnrolmentAsync(first)).State);
        Assert.Equal("E08", (await scenario.OwedAsync(Amina))[^1]);
        Assert.Contains(" it is deleted, so that you can think again until then.", await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E08").Select(mail => mail.Facts).SingleAsync()), StringComparison.Ordinal);
        Assert.Contains("E50", await scenario.OwedAsync("tomas@fern.example"));
        Assert.NotEqual(SeatState.Waitlisted, await scenario.SeatAsync(second));
    }

    [Theory, Databases]
    public async Task A_second_click_is_answered_calmly_and_changes_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.SubmitApplicationAsync(enrolment);
        var story = await scenario.StoryAsync(enrolment);
        var again = await scenario.Product.RunAsync<SubmitStep, Submission>(submit =>
            submit.ExecuteAsync(step.Id, step.ActorId, new JsonObject { ["track"] = "scribe" }, TestContext.Current.CancellationToken));

        Assert.Equal(SubmissionResult.AlreadyDone, again.Result);
        Assert.Equal(story, await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task A_missed_conversation_is_offered_once_more_and_then_the_passage_lapses(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new JsonObject { ["response"] = "consent" });
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "propose" });
        await scenario.HoldConversationAsync(enrolment, attended: false);
        await scenario.SubmitAsync(enrolment, "PAR-2.1", new JsonObject { ["choice"] = "propose" });
        await scenario.HoldConversationAsync(enrolment, attended: false);
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Equal("E47c", (await scenario.OwedAsync(Amina))[^1]);
        Assert.Contains("Amina Reed was not met at the times that were kept; the door is not locked.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task The_story_of_a_passage_is_chained_and_shows_a_changed_word(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheOfferAsync(Amina);
        Assert.Null(await scenario.BrokenAtAsync(enrolment));
        await scenario.TamperAsync(enrolment);
        Assert.NotNull(await scenario.BrokenAtAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Withdrawing_while_readers_read_ends_their_reading_too(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(enrolment, person, "", "keep", TestContext.Current.CancellationToken)));

        Assert.False(await scenario.IsOpenAsync(enrolment, "PAR"));
        Assert.Equal(["Consented", "Cancelled"], await scenario.Product.ReadAsync(db =>
            db.Reviews.Where(review => review.EnrolmentId == enrolment).OrderBy(review => review.OpenedAt).Select(review => review.Outcome).ToListAsync()));
        Assert.Equal(1, await scenario.Product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.Template == "E68" && mail.Facts.Contains("has stepped out") && mail.Facts.Contains("\"due\":\"\""))));
    }
}
