using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Agreements.Views;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>An agreement between the first signature and the last: the order, the text, questions and silence (domain.md §12.3).</summary>
public sealed class SignatureTests
{
    const string Amina = "amina@reed.example", Step = "PAR-2.5", Again = "PAR-2.5r";

    [Theory, Databases]
    public async Task Scenario_03_The_second_party_waits_for_the_first_and_the_last_signature_makes_it_active_and_mails_all(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var first = await scenario.StepAsync(enrolment, Step);
        var lead = await scenario.PersonIdAsync(Scenario.Lead);
        Assert.False((await SignAsync(scenario, first, lead, "Wren Alder")).IsAccepted);
        Assert.DoesNotContain("E16", await scenario.OwedAsync(Scenario.Lead));

        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        Assert.Equal(AgreementState.Signing, (await AgreementAsync(scenario)).State);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);

        var agreement = await AgreementAsync(scenario);
        Assert.Equal((AgreementState.Active, AgreementText.Hash(agreement.Text)), (agreement.State, agreement.Hash));
        Assert.Equal(["Amina Reed", "Wren Alder"], agreement.Signatures.OrderBy(one => one.Order).Select(one => one.TypedName));
        Assert.All(agreement.Signatures, one => Assert.Equal(agreement.Hash, one.TextHash));
        Assert.Single(await scenario.OwedAsync(Amina), "E18");
        Assert.Single(await scenario.OwedAsync(Scenario.Lead), "E18");
        var copies = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E18")
            .Select(mail => new { mail.PersonId, LeadsTo = db.Steps.Where(step => step.Id == mail.StepId).Select(step => step.ActorId).Single() }).ToListAsync());
        Assert.All(copies, copy => Assert.Equal(copy.PersonId, copy.LeadsTo));
        Assert.Contains("Wren Alder, ", await CopyAsync(scenario, agreement, first.ActorId), StringComparison.Ordinal);
        Assert.Equal("", await CopyAsync(scenario, agreement, Guid.Empty));
    }

    [Theory, Databases]
    public async Task A_copy_that_not_all_have_signed_says_that_it_does_not_hold(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var amina = (await scenario.StepAsync(enrolment, Step)).ActorId;
        await scenario.SignAsync(enrolment);
        var agreement = await AgreementAsync(scenario);
        var copy = await CopyAsync(scenario, agreement, amina);
        Assert.Contains("2. lead facilitator: not signed\n", copy, StringComparison.Ordinal);
        Assert.Contains("Not everybody has signed this yet, so it does not hold.", copy, StringComparison.Ordinal);

        var turn = await scenario.StepAsync(enrolment, Step);
        await scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(turn.Id, turn.ActorId, Cancellation));

        Assert.Contains("This was not signed by all, so it does not hold.", await CopyAsync(scenario, agreement, amina), StringComparison.Ordinal);
    }

    static async Task<string> CopyAsync(Scenario scenario, Agreement agreement, Guid reader) =>
        await scenario.Product.RunAsync<ReadSignedCopy, Agreement?>(read => read.ExecuteAsync(agreement.Id, reader, Cancellation)) is { } copy ? SignedCopy.Write(copy) : "";

    [Theory, Databases]
    public async Task The_signed_copy_comes_at_once_to_whoever_signed_last_and_to_the_others_when_they_are_awake(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        await scenario.SignAsync(enrolment);
        await scenario.AwakeUntilAsync(new DateTimeOffset(scenario.Product.Time.GetUtcNow().UtcDateTime.Date.AddHours(22), TimeSpan.Zero));

        await scenario.SignAsync(enrolment);

        var copies = await scenario.Product.ReadAsync(db => (from mail in db.Outbox
                                                             join person in db.People on mail.PersonId equals person.Id
                                                             where mail.Template == "E18"
                                                             select new { person.Email, mail.State }).ToDictionaryAsync(copy => copy.Email, copy => copy.State, Cancellation));
        Assert.Equal((OutboxState.Sent, OutboxState.Pending), (copies[Scenario.Lead], copies[Amina]));
    }

    [Theory, Databases]
    public async Task Scenario_03_A_text_that_was_edited_after_the_first_signature_is_void(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        await scenario.SignAsync(enrolment);
        await scenario.Product.ReadAsync(db => db.Agreements.ExecuteUpdateAsync(set => set.SetProperty(one => one.Text, one => one.Text + "\n\nAnd one clause more."), Cancellation));

        Assert.Equal(SignAgreement.IsVoid, (await scenario.SignAsync(enrolment)).Sentence);
        Assert.Equal(AgreementState.Signing, (await AgreementAsync(scenario)).State);
        Assert.NotEqual(SeatState.Confirmed, await scenario.SeatAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Scenario_04_A_question_stops_the_clock_and_its_answer_starts_it_with_the_days_that_were_left(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        await scenario.PassAsync(TimeSpan.FromDays(1));
        var before = await scenario.StepAsync(enrolment, Step);
        var mails = await scenario.OwedAsync(Amina);
        foreach (var _ in (string[])["pressed", "and pressed again"])
        {
            await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(before.Id, before.ActorId, "May I leave after the first week?", Cancellation));
        }

        await scenario.PassAsync(TimeSpan.FromDays(30));
        Assert.Equal(mails, await scenario.OwedAsync(Amina));
        Assert.Equal(AgreementState.Signing, (await AgreementAsync(scenario)).State);
        var question = await scenario.Product.ReadAsync(db => db.AgreementQuestions.SingleAsync());
        var lead = await scenario.StepAsync(enrolment, $"{Step}.question");
        var told = Assert.Single(scenario.Product.Mail.To(Scenario.Lead), mail => mail.Subject!.StartsWith("A question ", StringComparison.Ordinal)).TextBody;
        Assert.Contains("In their words: May I leave after the first week?", told, StringComparison.Ordinal);
        Assert.Contains("The clock stands still until they have your answer.", told, StringComparison.Ordinal);
        await scenario.Product.RunAsync<AnswerQuestion, Submission>(answer => answer.ExecuteAsync(question.Id, lead.ActorId, "Yes, when you tell us a day before.", Cancellation));

        Assert.False(await scenario.IsOpenAsync(enrolment, $"{Step}.question"));
        var after = await scenario.StepAsync(enrolment, Step);
        Assert.Equal(Zones.EndOf(Zones.DayOf(before.DueAt, "Europe/Lisbon").AddDays(30), "Europe/Lisbon"), after.DueAt);
        Assert.InRange(after.NextRungAt!.Value - before.NextRungAt!.Value, TimeSpan.FromHours((30 * 24) - 1), TimeSpan.FromDays(30));

        await scenario.AwakeUntilAsync(after.NextRungAt!.Value.AddMinutes(1));
        Assert.Equal([.. mails, "E19b", "E17"], await scenario.OwedAsync(Amina));
        Assert.Contains("Wren Alder answers:\n\nYes, when you tell us a day before.", Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("Your question on ", StringComparison.Ordinal)).TextBody, StringComparison.Ordinal);
        Assert.Equal(AgreementState.Signing, (await AgreementAsync(scenario)).State);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
    }

    [Theory, Databases]
    public async Task The_clock_rests_until_the_answer_for_one_who_came_back_from_a_rest_meanwhile(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var signing = await scenario.StepAsync(enrolment, Step);
        await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(signing.Id, signing.ActorId, "May I leave early?", Cancellation));
        var until = DateOnly.FromDateTime(scenario.Product.Time.GetUtcNow().UtcDateTime).AddDays(3);
        Assert.True((await scenario.Product.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(enrolment, signing.ActorId, until, Cancellation))).IsAccepted);

        foreach (var days in (int[])[4, 40])
        {
            await scenario.PassAsync(TimeSpan.FromDays(days));
        }

        Assert.DoesNotContain("E17", await scenario.OwedAsync(Amina));
        Assert.Equal(AgreementState.Signing, (await AgreementAsync(scenario)).State);
        Assert.StartsWith("A question about this agreement is still open.", (await scenario.SignAsync(enrolment)).Sentence, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_the_lead_asks_before_signing_is_answered_by_somebody_else(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        var signing = await scenario.StepAsync(enrolment, Step);
        await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(signing.Id, signing.ActorId, "Who holds the insurance?", Cancellation));

        Assert.Equal(await scenario.PersonIdAsync(Scenario.Lead), signing.ActorId);
        Assert.Equal(Scenario.Facilitator, await scenario.ActorOfAsync(enrolment, $"{Step}.question"));
    }

    [Theory, Databases]
    public async Task Of_two_questions_the_second_is_still_asked_for_when_the_first_is_answered_and_the_clock_rests_until_both_are(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var signing = await scenario.StepAsync(enrolment, Step);
        foreach (var asked in (string[])["May I leave early?", "Who pays the train?"])
        {
            await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(signing.Id, signing.ActorId, asked, Cancellation));
            scenario.Product.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var questions = await scenario.Product.ReadAsync(db => db.AgreementQuestions.OrderBy(one => one.AskedAt).Select(one => one.Id).ToListAsync(Cancellation));

        Assert.Equal(2, (await scenario.OwedAsync(Scenario.Lead)).Count(mail => mail == "E19"));
        Assert.Equal(SubmissionResult.Refused, (await AnswerAsync(0, " ")).Result);
        Assert.True((await AnswerAsync(0, "Yes, a day before.")).IsAccepted);
        Assert.Equal(Submission.AlreadyDone, await AnswerAsync(0, "No."));
        Assert.True(await scenario.IsOpenAtAsync(enrolment, $"{Step}.question"));
        Assert.NotNull((await AgreementAsync(scenario)).ClockStoppedAt);
        Assert.True((await AnswerAsync(1, "The hub does.")).IsAccepted);

        Assert.False(await scenario.IsOpenAtAsync(enrolment, $"{Step}.question"));
        Assert.Null((await AgreementAsync(scenario)).ClockStoppedAt);
        Assert.NotNull((await scenario.StepAsync(enrolment, Step)).NextRungAt);
        Assert.Equal(["Yes, a day before.", "The hub does."], await scenario.Product.ReadAsync(db => db.AgreementQuestions.OrderBy(one => one.AskedAt).Select(one => one.Answer).ToListAsync(Cancellation)));

        async Task<Submission> AnswerAsync(int place, string answer)
        {
            var lead = await scenario.PersonIdAsync(Scenario.Lead);
            return await scenario.Product.RunAsync<AnswerQuestion, Submission>(one => one.ExecuteAsync(questions[place], lead, answer, Cancellation));
        }
    }

    [Theory, Databases]
    public async Task Scenario_05_An_agreement_nobody_signs_is_put_before_them_once_more_and_then_the_seat_is_released(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var waiting = await scenario.UpToTheOfferAsync("tomas@fern.example", "Tomas");
        await ExpireAsync(scenario, enrolment, Step);
        Assert.Equal(2, (await scenario.OwedAsync(Amina)).Count(mail => mail == "E16"));
        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(enrolment));

        await ExpireAsync(scenario, enrolment, Again);

        Assert.Equal([AgreementState.Expired, AgreementState.Expired], await scenario.Product.ReadAsync(db => db.Agreements.Select(one => one.State).ToListAsync(Cancellation)));
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Equal(SeatState.Released, await scenario.SeatAsync(enrolment));
        Assert.Contains("E48b", await scenario.OwedAsync(Amina));
        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(waiting));
    }

    [Theory, Databases]
    public async Task Scenario_05_What_is_signed_the_second_time_counts(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        await scenario.SignAsync(enrolment);
        await ExpireAsync(scenario, enrolment, Step);

        Assert.True((await scenario.SignAsync(enrolment, Again)).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment, Again)).IsAccepted);

        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(enrolment));
    }

    [Theory, Databases]
    public async Task After_five_weeks_without_power_an_agreement_is_asked_for_again_before_it_expires(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync(Amina);
        var mails = await scenario.OwedAsync(Amina);
        await scenario.PassAsync(TimeSpan.FromDays(35));

        Assert.Equal([.. mails, "E17"], await scenario.OwedAsync(Amina));
        Assert.Equal(AgreementState.Signing, (await AgreementAsync(scenario)).State);
        Assert.True((await scenario.StepAsync(enrolment, Step)).DueAt - scenario.Product.Time.GetUtcNow() > TimeSpan.FromDays(1));

        await ExpireAsync(scenario, enrolment, Step);
        Assert.Equal([AgreementState.Expired, AgreementState.Signing], await scenario.Product.ReadAsync(db => db.Agreements.OrderBy(one => one.OpenedAt).Select(one => one.State).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task What_is_for_networks_alone_to_sign_says_so_where_there_is_none()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.ApplyAsync(Amina);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => scenario.Product.RunAsync<PassageCompanion>(async passages =>
        {
            var passage = (await passages.OfEnrolmentAsync(enrolment, Cancellation))!;
            var book = new AgreementBook(passage, [], scenario.Product.Services.GetRequiredService<AgreementLibrary>(), scenario.Product.Services.GetRequiredService<AgreementText>());
            book.Open("A-06", [], ["network"], Step, "E16", "L-sign", passage.Now.AddDays(21), "");
        }));

        Assert.Equal("“Participation agreement” is for practice networks alone to sign, and this event has none. Name one on the event's page.", refusal.Message);
        Assert.Empty(await scenario.Product.ReadAsync(db => db.Agreements.ToListAsync(Cancellation)));
    }

    static async Task ExpireAsync(Scenario scenario, Guid enrolment, string key) =>
        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, key)).DueAt.AddDays(1));

    static Task<Agreement> AgreementAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).SingleAsync(Cancellation));

    static async Task<Submission> SignAsync(Scenario scenario, Step step, Guid person, string name)
    {
        var hash = (await AgreementAsync(scenario)).Hash;
        return await scenario.Product.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, person, new SigningAct(name, true, "000000", hash, "a browser"), Cancellation));
    }
}
