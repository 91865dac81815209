using System.Text.Json.Nodes;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>An agreement is read, asked about, signed or declined by the link in a mail, without scripts.</summary>
public sealed class SigningTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    [Fact]
    public async Task It_is_read_then_a_code_is_sent_and_what_is_missing_for_a_signature_is_said_one_after_the_other()
    {
        using var amina = product.Open();
        var address = await ToSignAsync(amina, "signs@example.org");
        Assert.Null((await amina.GetAsync(address)).Form("sign"));
        Assert.Equal($"{address}#sign", (await amina.SubmitAsync(address, "read")).Location);

        Assert.Equal("Please tick that you intend to sign.", await RefusedAsync(("name", "Amina Reed")));
        Assert.Equal("Please type your full name as we know it: Amina Reed.", await RefusedAsync(("name", "Amina"), ("intend", "yes")));
        Assert.StartsWith("Ask for a code first", await RefusedAsync(("name", "Amina Reed"), ("intend", "yes"), ("code", "123456")), StringComparison.Ordinal);
        var sent = await amina.SubmitAsync(address, "code");
        Assert.Equal($"{address}?code=sent#sign", sent.Location);
        Assert.Contains("The code is on its way.", (await amina.GetAsync(sent.Location)).Text, StringComparison.Ordinal);
        var code = await CodeAsync(address);
        Assert.Contains("not the code we sent", await RefusedAsync(("name", "Amina Reed"), ("intend", "yes"), ("code", "x" + code)), StringComparison.Ordinal);
        var signed = await amina.SubmitAsync(sent.Location, "sign", ("name", " amina  REED "), ("intend", "yes"), ("code", $"{code[..3]} {code[3..]}"));

        Assert.NotEqual("", signed.Location);
        Assert.Contains("Your copy", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
        var signature = await product.Operations.ReadAsync<PrismaDbContext, Signature>(db => db.Agreements.SelectMany(one => one.Signatures).FirstAsync(one => one.TypedName != "", WebProduct.Cancellation));
        Assert.Equal(("amina  REED", "mail link and code"), (signature.TypedName, signature.Method));

        var leave = $"/where/{(await product.StepAsync(Village.IdOf(address))).EnrolmentId}/leave";
        async Task<string?> WhatWasSignedAsync() => (await amina.GetAsync(leave)).Document.QuerySelector(".notice a")?.GetAttribute("href");
        Assert.Null(await WhatWasSignedAsync());
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Agreements.Where(one => one.Id == signature.AgreementId).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, AgreementState.Active), WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.Equal(address, await WhatWasSignedAsync());

        async Task<string> RefusedAsync(params (string, string)[] typed) => Assert.Single((await amina.SubmitAsync(address, "sign", typed)).Problems);
    }

    [Fact]
    public async Task Read_a_second_time_as_by_a_double_click_it_is_there_to_be_signed()
    {
        using var amina = product.Open();
        var address = await ToSignAsync(amina, "reads-twice@example.org");
        var read = Browser.Hidden((await amina.GetAsync(address)).Form("read")!);
        await amina.PostAsync(address, [.. read]);

        var again = await amina.PostAsync(address, [.. read]);

        Assert.Equal($"{address}#sign", again.Location);
        Assert.NotNull((await amina.GetAsync(address)).Form("sign"));
    }

    [Theory]
    [InlineData("sign")]
    [InlineData("code")]
    public async Task Who_signs_in_one_window_after_asking_in_another_reads_that_it_goes_on_with_the_answer(string form)
    {
        using var amina = product.Open();
        var address = await ToSignAsync(amina, $"{form}-while-asking@example.org");
        await amina.SubmitAsync(address, "read");
        var first = Browser.Hidden((await amina.GetAsync(address)).Form(form)!);
        await amina.SubmitAsync(address, "question", ("question", "What happens if I fall ill?"));

        var answer = await amina.PostAsync(address, [.. first, ("name", "Amina Reed"), ("intend", "yes"), ("code", "123456")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Signing goes on when your question is answered.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_once_more_reads_what_is_different_from_what_was_signed_before()
    {
        using var amina = product.Open();
        var address = await ToSignAsync(amina, "once-more@example.org");
        Assert.DoesNotContain("One was signed before.", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
        await product.Operations.RunAsync<PrismaDbContext>(async db =>
        {
            var id = Village.IdOf(address);
            var agreement = await db.Agreements.SingleAsync(one => db.Steps.Any(step => step.Id == id && step.AgreementId == one.Id), WebProduct.Cancellation);
            db.Agreements.Add(new Agreement
            {
                EnrolmentId = agreement.EnrolmentId,
                StepKey = agreement.StepKey,
                Round = 0,
                TemplateId = agreement.TemplateId,
                Version = 1,
                Title = agreement.Title,
                Text = agreement.Text + "The kitchen is left as it was found.\n",
                Hash = "0",
                State = AgreementState.Active,
                OpenedAt = agreement.OpenedAt,
                ExpiresAt = agreement.ExpiresAt,
            });
        }, WebProduct.Cancellation);

        var page = await amina.GetAsync(address);

        Assert.Contains("One was signed before.", page.Text, StringComparison.Ordinal);
        Assert.Equal("Taken out: The kitchen is left as it was found.", page.Document.QuerySelector("details del")!.TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("details ins"));
    }

    [Fact]
    public async Task A_question_is_answered_on_the_page_of_the_enrolment_and_until_then_nobody_signs()
    {
        using var amina = product.Open();
        var address = await ToSignAsync(amina, "asks@example.org");
        await amina.SubmitAsync(address, "read");
        using var facilitator = await product.SignInToTheTeamAsync(Part.Scribe, Role.Facilitator);
        var enrolment = (await product.StepAsync(Village.IdOf(address))).EnrolmentId;

        Assert.StartsWith("Please write your question", Assert.Single((await amina.SubmitAsync(address, "question", ("question", " "))).Problems), StringComparison.Ordinal);
        await amina.SubmitAsync(address, "question", ("question", "What happens if I fall ill?"));
        var waiting = await amina.GetAsync(address);
        Assert.Contains("There is no answer yet.", waiting.Text, StringComparison.Ordinal);
        Assert.Null(waiting.Form("sign"));
        var task = await product.OpenStepAsync(enrolment, "PAR-2.5.question");
        using var lead = product.Open();
        await lead.GetAsync(await product.LinkAsync(task.Id, task.ActorId));
        var asked = await lead.GetAsync($"/steps/{task.Id}");
        Assert.Contains("Amina Reed asks: What happens if I fall ill?", asked.Text, StringComparison.Ordinal);
        Assert.Null(asked.Form("task"));
        Assert.StartsWith("Please write an answer", Assert.Single((await lead.SubmitAsync($"/steps/{task.Id}", "answer")).Problems), StringComparison.Ordinal);

        var page = $"/enrolments/{enrolment}";
        var text = (await facilitator.GetAsync(page)).Document.QuerySelector($"h3 a[href^='{page}/agreements/']")!.GetAttribute("href")!;
        Assert.StartsWith("Participation agreement", (await facilitator.GetAsync(text)).Document.QuerySelector("article.agreement")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await amina.GetAsync(text)).Status);
        var form = (await facilitator.GetAsync(page)).Document.QuerySelector("input[name=_handler][value^='question-']")!.GetAttribute("value")!;
        Assert.StartsWith("Please write an answer", Assert.Single((await facilitator.SubmitAsync(page, form)).Problems), StringComparison.Ordinal);
        await facilitator.SubmitAsync(page, form, ("answer", "Then we look for another day."));

        Assert.Contains("Then we look for another day.", (await facilitator.GetAsync(page)).Text, StringComparison.Ordinal);
        var answered = await amina.GetAsync(address);
        Assert.Contains("Then we look for another day.", answered.Text, StringComparison.Ordinal);
        Assert.NotNull(answered.Form("sign"));
        var told = await product.Operations.ReadAsync<PrismaDbContext, string?>(db => db.Outbox.Where(mail => mail.StepId == Village.IdOf(address) && mail.Template == "E19b").Select(mail => mail.Facts).SingleOrDefaultAsync(WebProduct.Cancellation));
        Assert.Equal("Then we look for another day.", JsonNode.Parse(told ?? "{}")!["agreement"]?["answer"]?.ToString());
    }

    [Fact]
    public async Task Each_question_is_answered_where_the_mail_about_it_leads_and_the_last_answer_ends_the_task()
    {
        using var amina = product.Open();
        using var lead = product.Open();
        var (address, here) = await AskTwiceAsync(amina, lead, "wonders@example.org");

        Assert.Equal(here, (await lead.SubmitAsync(here, "answer", ("answer", "We wait a day."))).Location);
        Assert.Contains("And if it thaws?", (await lead.GetAsync(here)).Text, StringComparison.Ordinal);
        await lead.SubmitAsync(here, "answer", ("answer", "We take the boats."));

        Assert.False((await product.StepAsync(Village.IdOf(here))).IsOpen);
        Assert.Contains("We take the boats.", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_goes_to_the_question_that_was_read_and_never_to_the_next()
    {
        using var amina = product.Open();
        using var lead = product.Open();
        var (_, here) = await AskTwiceAsync(amina, lead, "hurries@example.org");
        var read = Browser.Hidden((await lead.GetAsync(here)).Form("answer")!);
        await lead.SubmitAsync(here, "answer", ("answer", "We wait a day."));

        var late = await lead.PostAsync(here, [.. read, ("answer", "We wait two days.")]);

        Assert.StartsWith("That question has been answered meanwhile.", Assert.Single(late.Problems), StringComparison.Ordinal);
        Assert.Contains("And if it thaws?", late.Text, StringComparison.Ordinal);
        Assert.Contains("We wait two days.", late.Text, StringComparison.Ordinal);
        Assert.True((await product.StepAsync(Village.IdOf(here))).IsOpen);
    }

    [Fact]
    public async Task Who_does_not_want_to_sign_says_so_twice()
    {
        using var amina = product.Open();
        var address = await ToSignAsync(amina, "declines@example.org");

        Assert.Equal("Please tick that you are sure.", Assert.Single((await amina.SubmitAsync(address, "decline")).Problems));
        await amina.SubmitAsync(address, "decline", ("sure", "yes"));

        Assert.Contains("You said no to this", (await amina.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    /// <summary>From the call to the participation agreement; the address of its signing.</summary>
    /// <summary>Where she signs, and where the lead is asked by mail.</summary>
    async Task<(string Signs, string Answers)> AskTwiceAsync(Browser amina, Browser lead, string email)
    {
        var address = await ToSignAsync(amina, email);
        await amina.SubmitAsync(address, "read");
        await amina.SubmitAsync(address, "question", ("question", "What if it snows?"));
        await amina.SubmitAsync(address, "question", ("question", "And if it thaws?"));
        var task = await product.OpenStepAsync((await product.StepAsync(Village.IdOf(address))).EnrolmentId, "PAR-2.5.question");
        await lead.GetAsync(await product.LinkAsync(task.Id, task.ActorId));
        return (address, $"/steps/{task.Id}");
    }

    async Task<string> ToSignAsync(Browser applicant, string email)
    {
        var application = await applicant.ApplyAsync(email);
        await applicant.SubmitAsync(application, "step", Village.Application);
        var enrolment = (await product.StepAsync(Village.IdOf(application))).EnrolmentId;
        await ReadAsync("PAR-1.3", new() { ["response"] = "consent" });
        await AnswerAsync("PAR-2.1", new() { ["choice"] = "propose", ["channel"] = "phone" });
        await ActAsync<HoldGathering>("PAR-2.2", (hold, step) => hold.ExecuteAsync(step.Id, step.ActorId, attended: true, new() { ["recommend"] = "yes" }, WebProduct.Cancellation));
        await ReadAsync("PAR-2.3", Scores());
        await ReadAsync("PAR-2.3", Scores());
        await AnswerAsync("PAR-2.4o", new() { ["answer"] = "accept" });
        return $"/steps/{(await OpenAsync("PAR-2.5")).Id}";

        Task ReadAsync(string gate, JsonObject answers) => ActAsync<AnswerReview>(gate, (review, step) => review.ExecuteAsync(step.Id, step.ActorId, answers, WebProduct.Cancellation));

        Task AnswerAsync(string key, JsonObject answers) => ActAsync<SubmitStep>(key, (submit, step) => submit.ExecuteAsync(step.Id, step.ActorId, answers, WebProduct.Cancellation));

        async Task ActAsync<TUseCase>(string key, Func<TUseCase, Step, Task<Submission>> act)
            where TUseCase : notnull
        {
            var step = await OpenAsync(key);
            Assert.True((await product.Operations.RunAsync<TUseCase, Submission>(use => act(use, step), WebProduct.Cancellation)).IsAccepted);
        }

        Task<Step> OpenAsync(string key) => product.Operations.ReadAsync<PrismaDbContext, Step>(db => db.Steps
            .Where(step => step.EnrolmentId == enrolment && step.State == StepState.Open && step.Key.StartsWith(key)).OrderBy(step => step.Key).FirstAsync(WebProduct.Cancellation));
    }

    static JsonObject Scores() => new()
    {
        ["stand_aside"] = "no",
        ["care_for_place"] = 3,
        ["gift_and_role"] = 3,
        ["collaboration"] = 3,
        ["openness"] = 3,
        ["practical_fit"] = 3,
        ["strengths"] = "listens before speaking, and stays",
        ["gift_seen"] = "patience with difficult ground",
        ["safety_flag"] = false,
    };

    /// <summary>The code as its mail will have it.</summary>
    async Task<string> CodeAsync(string address)
    {
        var step = Village.IdOf(address);
        var facts = await product.Operations.ReadAsync<PrismaDbContext, string>(db => db.Outbox.Where(mail => mail.StepId == step && mail.Template == "E16c").Select(mail => mail.Facts).SingleAsync(WebProduct.Cancellation));
        return JsonNode.Parse(facts)!["code"]!["value"]!.ToString();
    }
}
