using Prisma.Workflows.Agreements;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Agreements;

/// <summary>The short code before a signature: ten minutes, five tries, five in an hour, the browser that asked.</summary>
public sealed class SigningCodeTests
{
    const string Amina = "amina@reed.example", Browser = "a browser", Wrong = "not a code";

    [Theory, Databases]
    public async Task Whoever_went_with_their_organisation_signs_nothing_before_it_is_handed_over(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheAgreementAsync("amina@example.org");
        await scenario.SignAsync(enrolment);
        var counter = await scenario.StepAsync(enrolment, "PAR-2.5");
        await scenario.Product.ChangeAsync(db => db.TeamMembers.RemoveRange(db.TeamMembers.Where(member => member.PersonId == counter.ActorId)));

        var done = await scenario.Product.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(counter.Id, counter.ActorId, "a browser", TestContext.Current.CancellationToken));

        Assert.Equal(SubmissionResult.AlreadyDone, done.Result);
        Assert.True(await scenario.IsOpenAtAsync(enrolment, counter.Key));
    }

    [Theory, Databases]
    public async Task A_code_signs_once_within_ten_minutes_and_in_the_browser_that_asked(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var step = await UpToTheSignatureAsync(scenario);
        Assert.StartsWith("Ask for a code first", (await SignAsync(scenario, step, "000000")).Sentence, StringComparison.Ordinal);

        await AskAsync(scenario, step);
        scenario.Product.Time.Advance(SigningCodes.Lifetime);
        Assert.Contains("no longer valid", (await SignAsync(scenario, step, await NewestAsync(scenario))).Sentence, StringComparison.Ordinal);

        await AskAsync(scenario, step);
        Assert.Contains("another browser", (await SignAsync(scenario, step, await NewestAsync(scenario), "another browser")).Sentence, StringComparison.Ordinal);
        var code = await NewestAsync(scenario);
        Assert.True((await SignAsync(scenario, step, $" {code[..3]} {code[3..]} ")).IsAccepted);
        Assert.Equal(SubmissionResult.AlreadyDone, (await SignAsync(scenario, step, code)).Result);
    }

    [Fact]
    public async Task A_signature_stands_in_the_story_of_whoever_signed_however_they_typed_their_name()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var step = await UpToTheSignatureAsync(scenario);
        await AskAsync(scenario, step);
        Assert.True((await SignAsync(scenario, step, await NewestAsync(scenario), name: "amina  REED")).IsAccepted);

        var own = (await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(step.EnrolmentId, Cancellation)))!.OwnStory;
        var copy = await scenario.Product.ReadAsync(db => db.Agreements.Include(one => one.Signatures).SingleAsync(Cancellation));
        Assert.Contains("1. amina  REED, amina@reed.example: ", SignedCopy.Write(copy), StringComparison.Ordinal);
        Assert.Single(own, entry => entry.Sentence == "Amina Reed signed “Participation agreement”.");
    }

    [Fact]
    public async Task A_reader_whose_name_begins_as_ones_own_stands_in_no_story_of_ones_own()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.UpToTheOfferAsync("sol@fern.example", "Sol");
        await scenario.Product.ChangeAsync(db => db.People.Single(person => person.Email == "sol@fern.example").LastName = "");

        var view = (await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, Cancellation)))!;
        Assert.Contains(view.Story, entry => entry.Sentence.StartsWith("Sol Marten read and answered", StringComparison.Ordinal));
        Assert.Contains(view.OwnStory, entry => entry.Actor == "Prisma");
        Assert.DoesNotContain(view.OwnStory, entry => entry.Sentence.StartsWith("Sol Marten", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Another_code_takes_the_place_of_the_one_before(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var step = await UpToTheSignatureAsync(scenario);
        await AskAsync(scenario, step);
        var first = await NewestAsync(scenario);
        scenario.Product.Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(scenario, step);
        var second = await NewestAsync(scenario);

        Assert.Equal(first == second, (await SignAsync(scenario, step, first)).IsAccepted);
        Assert.Equal(first != second, (await SignAsync(scenario, step, second)).IsAccepted);
    }

    [Theory, Databases]
    public async Task Codes_that_a_clock_ahead_of_time_made_keep_nobody_from_signing_when_it_is_right_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var step = await UpToTheSignatureAsync(scenario);
        var right = scenario.Product.Time.GetUtcNow();
        scenario.Product.Time.AdjustTime(right.AddHours(1));
        for (var asked = 0; asked < 5; asked++)
        {
            await AskAsync(scenario, step);
        }

        scenario.Product.Time.AdjustTime(right.AddMinutes(1));
        await AskAsync(scenario, step);

        Assert.True((await SignAsync(scenario, step, await NewestAsync(scenario))).IsAccepted);
    }

    [Theory, Databases]
    public async Task After_five_wrong_tries_the_right_code_no_longer_signs(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var step = await UpToTheSignatureAsync(scenario);
        await AskAsync(scenario, step);
        for (var tried = 0; tried < 5; tried++)
        {
            Assert.Contains("not the code we sent", (await SignAsync(scenario, step, Wrong)).Sentence, StringComparison.Ordinal);
        }

        Assert.Contains("tried too often", (await SignAsync(scenario, step, await NewestAsync(scenario))).Sentence, StringComparison.Ordinal);
        Assert.True(await scenario.IsOpenAtAsync(step.EnrolmentId, step.Key));
    }

    [Theory, Databases]
    public async Task Tries_at_the_same_moment_are_all_counted(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var step = await UpToTheSignatureAsync(scenario);
        await AskAsync(scenario, step);

        var tries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SignAsync(scenario, step, Wrong))));

        Assert.All(tries, tried => Assert.Equal(SubmissionResult.Refused, tried.Result));
        Assert.Equal(3, await scenario.Product.ReadAsync(db => db.SigningCodes.Select(code => code.Tries).SingleAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Five_codes_are_sent_within_an_hour_and_no_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var step = await UpToTheSignatureAsync(scenario);
        for (var sent = 0; sent < 5; sent++)
        {
            Assert.True((await AskAsync(scenario, step)).IsAccepted);
            scenario.Product.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Contains("You can ask for the next in 55 minutes.", (await AskAsync(scenario, step)).Sentence, StringComparison.Ordinal);
        Assert.Equal(5, await scenario.Product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.Template == "E16c", Cancellation)));

        scenario.Product.Time.Advance(TimeSpan.FromMinutes(54));
        Assert.Contains("in a minute.", (await AskAsync(scenario, step)).Sentence, StringComparison.Ordinal);
        scenario.Product.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await AskAsync(scenario, step)).IsAccepted);
    }

    static async Task<Step> UpToTheSignatureAsync(Scenario scenario) =>
        await scenario.StepAsync(await scenario.UpToTheAgreementAsync(Amina), "PAR-2.5");

    static Task<Submission> AskAsync(Scenario scenario, Step step) =>
        scenario.Product.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(step.Id, step.ActorId, Browser, Cancellation));

    static async Task<Submission> SignAsync(Scenario scenario, Step step, string code, string browser = Browser, string name = "Amina Reed")
    {
        var hash = await scenario.Product.ReadAsync(db => db.Agreements.Select(one => one.Hash).SingleAsync(Cancellation));
        return await scenario.Product.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, step.ActorId, new SigningAct(name, true, code, hash, browser), Cancellation));
    }

    /// <summary>As the newest mail has it.</summary>
    static async Task<string> NewestAsync(Scenario scenario)
    {
        var soon = scenario.Product.Time.GetUtcNow().AddSeconds(1);
        var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E16c" && mail.CreatedAt < soon).OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Facts).FirstAsync(Cancellation));
        return JsonNode.Parse(facts)!["code"]!["value"]!.ToString();
    }
}
