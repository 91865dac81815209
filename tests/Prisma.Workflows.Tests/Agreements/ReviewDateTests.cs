using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>An agreement is a living text with a review date (domain.md §12.3).</summary>
public sealed class ReviewDateTests
{
    const string Talked = "We met by the mill and read it once more.";

    static readonly DateOnly _day = new(2027, 5, 20);

    [Theory]
    [InlineData("A-03", "2027-05-14", "2027-07-11")]
    [InlineData("A-03", "2027-07-20", "2027-10-15")]
    [InlineData("A-05", "2027-05-14", "2027-10-30")]
    [InlineData("A-08", "2027-08-02", "2027-10-15")]
    [InlineData("A-09", "2027-12-01", "2029-11-30")]
    [InlineData("A-11", "2027-10-20", "2028-01-18")]
    [InlineData("A-03", "2027-11-01", "2027-12-01")]
    public async Task An_agreement_is_looked_at_again_when_its_text_says_so(string id, string signed, string looked)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var theEvent = await scenario.Product.ReadAsync(db => db.Events.SingleAsync(Cancellation));

        Assert.Equal(DateOnly.Parse(looked, CultureInfo.InvariantCulture), scenario.Product.Services.GetRequiredService<AgreementLibrary>().Find(id, "en").ReviewOn(theEvent, DateOnly.Parse(signed, CultureInfo.InvariantCulture)));
    }

    [Theory, Databases]
    public async Task On_its_review_date_whoever_leads_is_asked_once_to_look_at_an_agreement_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await HostedAsync(scenario, AgreementState.Active);

        await UntilAsync(scenario, _day.AddDays(-1));
        Assert.Empty(await AskedAsync(scenario));
        await UntilAsync(scenario, _day);
        await UntilAsync(scenario, _day.AddDays(1));

        Assert.Contains("Look again at what was agreed: Hub hosting and stewardship agreement (Millrace Commons)", Assert.Single(await AskedAsync(scenario)).Facts, StringComparison.Ordinal);
        Assert.Single(await scenario.Product.ReadAsync(db => db.Audit.Where(entry => entry.Sentence == $"Agreements were to be looked at again on {DayWords.Say(_day)}; Wren Alder is asked to.").ToListAsync(Cancellation)));
        Assert.Contains(scenario.Product.Mail.To(Scenario.Lead), mail => mail.TextBody!.ReplaceLineEndings(" ").Contains(string.Create(CultureInfo.InvariantCulture, $"It comes to you because {_day:dddd d MMMM yyyy} is the day"), StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task What_is_no_longer_in_force_is_not_looked_at_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await HostedAsync(scenario, AgreementState.Ended);

        await UntilAsync(scenario, _day);

        Assert.Empty(await AskedAsync(scenario));
    }

    [Theory, Databases]
    public async Task What_goes_on_is_looked_at_once_more_on_the_day_the_lead_names_and_whoever_signed_hears_so(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await HostedAsync(scenario, AgreementState.Active);
        await UntilAsync(scenario, _day);

        Assert.Equal("Please choose a later day on which it is looked at once more.", (await LookAsync(scenario, LookAgain.GoesOn, _day)).Problems["until"]);
        Assert.StartsWith("Wren Alder leads this event", (await LookAsync(scenario, LookAgain.GoesOn, _day.AddDays(3), Scenario.Facilitator)).Problems["decision"], StringComparison.Ordinal);
        Assert.True((await LookAsync(scenario, LookAgain.GoesOn, _day.AddDays(3))).IsDone);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        var agreement = await scenario.Product.ReadAsync(db => db.Agreements.SingleAsync(Cancellation));
        Assert.Equal((AgreementState.Active, (DateOnly?)_day.AddDays(3)), (agreement.State, agreement.ReviewOn));
        Assert.Contains($"Wren Alder looked at “{agreement.Title}” again: it goes on, and is looked at once more on 23 May 2027. {Talked}", await scenario.StoryAsync(agreement.EnrolmentId));
        Assert.Contains(Talked, Assert.Single(scenario.Product.Mail.To(Scenario.Lead), mail => mail.Subject!.StartsWith("Looked at again", StringComparison.Ordinal)).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await UntilAsync(scenario, _day.AddDays(3));
        Assert.Equal(2, (await AskedAsync(scenario)).Count);
    }

    [Theory, Databases]
    public async Task What_ends_is_in_force_no_longer(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await HostedAsync(scenario, AgreementState.Active);
        await UntilAsync(scenario, _day);

        Assert.True((await LookAsync(scenario, LookAgain.Ends)).IsDone);

        Assert.Equal(AgreementState.Ended, await scenario.Product.ReadAsync(db => db.Agreements.Select(one => one.State).SingleAsync(Cancellation)));
        Assert.False((await LookAsync(scenario, LookAgain.Ends)).IsDone);
    }

    [Theory, Databases]
    public async Task What_is_signed_anew_takes_the_place_of_what_was_signed_before_once_the_last_has_signed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ToSignAnewAsync(scenario);
        Assert.Equal([AgreementState.Active, AgreementState.Signing], await StatesAsync(scenario));
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);

        Assert.Equal([AgreementState.Superseded, AgreementState.Active], await StatesAsync(scenario));
        Assert.Contains("What was signed before as “Participation agreement” holds no longer; the new one takes its place.", await scenario.StoryAsync(enrolment));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
    }

    [Theory, Databases]
    public async Task What_nobody_signs_anew_leaves_what_was_signed_in_force_and_is_looked_at_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ToSignAnewAsync(scenario);

        await scenario.AwakeUntilAsync(new DateTimeOffset(_day.AddDays(40), new TimeOnly(10, 0), TimeSpan.Zero));

        Assert.Equal([AgreementState.Active, AgreementState.Expired], await StatesAsync(scenario));
        Assert.Equal([false, true], scenario.Product.Mail.To("amina@reed.example").Where(mail => mail.Subject!.StartsWith("To read and sign", StringComparison.Ordinal)).Select(mail => mail.TextBody!.Contains("One was signed before.", StringComparison.Ordinal)));
        Assert.Equal([false, true], scenario.Product.Mail.To("amina@reed.example").Where(mail => mail.Subject!.StartsWith("To read and sign", StringComparison.Ordinal)).Select(mail => mail.TextBody!.Contains("Why it is signed once more: ", StringComparison.Ordinal)));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Empty(await scenario.IncidentsAsync(enrolment));
        Assert.Contains(scenario.Product.Mail.To(Scenario.Lead), IsToldOfIt);
        Assert.True((await LookAsync(scenario, LookAgain.Ends)).IsDone);
    }

    [Theory, Databases]
    public async Task Whoever_does_not_sign_anew_leaves_what_was_signed_in_force(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await ToSignAnewAsync(scenario);
        var step = await scenario.Product.ReadAsync(db => db.Steps.SingleAsync(one => one.EnrolmentId == enrolment && one.Kind == StepKind.Signature && one.State == StepState.Open, Cancellation));

        Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(step.Id, step.ActorId, Cancellation)))).IsAccepted);

        Assert.Equal([AgreementState.Active, AgreementState.Declined], await StatesAsync(scenario));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains(scenario.Product.Mail.To(Scenario.Lead), IsToldOfIt);
        Assert.Empty(await scenario.IncidentsAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Of_several_none_is_signed_anew_where_one_cannot_be(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.UpToTheSeatAsync("amina@reed.example");
        var ended = await scenario.UpToTheSeatAsync("ilse@reed.example");
        await scenario.Product.ChangeAsync(db =>
        {
            db.Enrolments.Single(one => one.Id == ended).State = EnrolmentState.Completed;
            foreach (var agreement in db.Agreements.Where(one => one.TemplateId == "A-06"))
            {
                agreement.ReviewOn = _day;
            }
        });
        await UntilAsync(scenario, _day);

        Assert.Contains("cannot be signed anew: their pathway has come to its end", (await LookAsync(scenario, LookAgain.Anew)).Problems["decision"], StringComparison.Ordinal);

        Assert.Equal([AgreementState.Active, AgreementState.Active], await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.TemplateId == "A-06").Select(one => one.State).ToListAsync(Cancellation)));
    }

    [Theory]
    [InlineData("steward-delegate")]
    [InlineData(Step.RoleHolder)]
    public async Task What_somebody_signed_who_has_left_and_has_nobody_in_their_part_is_not_signed_anew(string party)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        await HostedAsync(scenario, AgreementState.Active);
        await scenario.Product.ChangeAsync(db =>
        {
            var gone = new Person { FirstName = "Edda", Email = "edda@orrin.example", CreatedAt = scenario.Product.Time.GetUtcNow() };
            db.People.Add(gone);
            db.Add(new Signature { AgreementId = db.Agreements.Single().Id, Order = 9, PersonId = gone.Id, Party = party, SignedAt = gone.CreatedAt, TypedName = "Edda Vale" });
        });
        await UntilAsync(scenario, _day);

        Assert.Contains("Edda Vale, who signed it, has left, and nobody has that part now.", (await LookAsync(scenario, LookAgain.Anew)).Problems["decision"], StringComparison.Ordinal);

        Assert.Equal(AgreementState.Active, await scenario.Product.ReadAsync(db => db.Agreements.Select(one => one.State).SingleAsync(Cancellation)));
    }

    static bool IsToldOfIt(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings(" ").Contains("was not signed anew by Amina Reed; what was signed before holds", StringComparison.Ordinal);

    static async Task<Outcome<List<Agreement>>> LookAsync(Scenario scenario, string decision, DateOnly? until = null, string by = Scenario.Lead)
    {
        var ids = await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.ReviewOn == _day || one.State == AgreementState.Ended).Select(one => one.Id).ToListAsync(Cancellation));
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == by, Cancellation));
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<LookAgain, Outcome<List<Agreement>>>(look => look.ExecuteAsync(scenario.EventId, ids, decision, until, Talked, Actor.Of(person), Cancellation)));
    }

    static async Task HostedAsync(Scenario scenario, AgreementState state)
    {
        await MovedEventTests.HostAsync(scenario);
        await scenario.Product.ChangeAsync(db =>
        {
            var agreement = db.Agreements.Single();
            (agreement.State, agreement.ReviewOn) = (state, _day);
        });
    }

    /// <summary>Somebody with a seat, whose agreement was looked at on its day and is to be signed anew.</summary>
    static async Task<Guid> ToSignAnewAsync(Scenario scenario)
    {
        var enrolment = await scenario.UpToTheSeatAsync("amina@reed.example");
        await scenario.Product.ChangeAsync(db => db.Agreements.Single(one => one.TemplateId == "A-06").ReviewOn = _day);
        await UntilAsync(scenario, _day);
        Assert.True((await LookAsync(scenario, LookAgain.Anew)).IsDone);
        return enrolment;
    }

    static Task<List<AgreementState>> StatesAsync(Scenario scenario) =>
        scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.TemplateId == "A-06").OrderBy(one => one.Round).Select(one => one.State).ToListAsync(Cancellation));

    static async Task UntilAsync(Scenario scenario, DateOnly day)
    {
        await scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.Product.Services.GetRequiredService<AskForReviews>().ExecuteAsync(Cancellation);
        await scenario.WorkAsync();
    }

    static Task<List<OutboxMessage>> AskedAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Key.Contains("agreements-")).ToListAsync(Cancellation));
}
