using Prisma.Workflows.Web.Tests.Portal;

namespace Prisma.Workflows.Web.Tests.Stories;

public sealed class StoryPagesTests(FoundedVillage product) : IClassFixture<FoundedVillage>
{
    static readonly byte[] _picture = Convert.FromHexString(Dot);

    [Fact]
    public async Task Somebody_chooses_is_asked_and_takes_their_picture_back()
    {
        using var amina = product.Open();
        var enrolment = (await product.StepAsync(Village.IdOf(await amina.ApplyAsync("amina@reed.example")))).EnrolmentId;
        var choices = $"/where/{enrolment}/choices";
        Assert.StartsWith(choices, (await amina.SubmitAsync(choices, "choices", ("process", "true"), ("picture", "public"))).Location, StringComparison.Ordinal);
        Assert.NotNull((await amina.GetAsync(choices)).Document.QuerySelector("input[name=picture][value=public][checked]"));
        using var wren = await product.SignInToTheTeamAsync(Part.Evaluating, Role.Facilitator);

        Assert.Contains("Please write {name}", Assert.Single((await WriteAsync(wren, enrolment, "Amina knew it.")).Problems), StringComparison.Ordinal);
        Assert.Contains("This file could not be taken.", Assert.Single((await WriteAsync(wren, enrolment, "{name} knew where the spring had been.", [])).Problems), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await WriteAsync(wren, enrolment, "{name} knew where the spring had been.")).Status);
        var page = await wren.GetAsync("/events/orrin/story");
        Assert.Contains("Amina Reed knew where the spring had been.", page.Text, StringComparison.Ordinal);
        var picture = page.Document.QuerySelector("blockquote + p img")!.GetAttribute("src")!;
        var step = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Steps.Where(one => one.EnrolmentId == enrolment && one.Key.StartsWith("story.")).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));
        var asked = await amina.GetAsync($"/steps/{step}");
        Assert.Contains("Amina Reed knew where the spring had been.", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Without your name it reads: Somebody knew", asked.Text, StringComparison.Ordinal);

        foreach (var (browser, status) in new[] { (amina, HttpStatusCode.OK), (wren, HttpStatusCode.OK), (product.Open(), HttpStatusCode.NotFound), (await product.SignInAsync(Role.Facilitator), HttpStatusCode.NotFound) })
        {
            Assert.Equal(status, (await browser.GetAsync(picture)).Status);
        }

        await amina.SubmitAsync(choices, "choices", ("process", "true"), ("picture", "none"));
        Assert.Equal(HttpStatusCode.NotFound, (await wren.GetAsync(picture)).Status);
        Assert.Contains("“Pictures and film of me” is off now", (await amina.GetAsync($"/where/{enrolment}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_wants_changed_is_written_anew_where_their_wish_stands()
    {
        using var cato = product.Open();
        var enrolment = (await product.StepAsync(Village.IdOf(await cato.ApplyAsync("cato@reed.example")))).EnrolmentId;
        using var wren = await product.SignInToTheTeamAsync(Part.Evaluating, Role.Facilitator);
        await wren.SubmitAsync("/events/orrin/story", "write", ("who", enrolment.ToString()), ("text", "{name} found the well."));
        var excerpt = await product.Operations.ReadAsync<PrismaDbContext, Guid>(db => db.Excerpts.Where(one => one.EnrolmentId == enrolment).Select(one => one.Id).SingleAsync(WebProduct.Cancellation));
        var step = await product.OpenStepAsync(enrolment, $"story.{excerpt:N}");
        await cato.SubmitAsync($"/steps/{step.Id}", "step", ("answer", "change"), ("change", "It was a spring."), ("named", "no-name"));
        Assert.Contains("It was a spring.", (await wren.GetAsync("/events/orrin/story")).Text, StringComparison.Ordinal);

        var refused = await RewriteAsync("Amina found the spring.");
        Assert.Contains("Please write {name}", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.NotNull(refused.Form($"rewrite-{excerpt:N}")!.QuerySelector(".problems"));
        Assert.Contains("Amina found the spring.", refused.Form($"rewrite-{excerpt:N}")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await RewriteAsync("{name} found the spring.")).Status);
        var late = await wren.PostAsync("/events/orrin/story", [.. Browser.Hidden(refused.Form($"rewrite-{excerpt:N}")!), ($"text-{excerpt:N}", "{name} found a brook.")]);
        Assert.Equal("Sam Vale wrote it last, and Amina is being asked about that. You can write it anew if they wish for a change.", Assert.Single(late.Problems));
        Assert.Contains("{name} found a brook.", late.Form($"rewrite-{excerpt:N}")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("It was a spring.", (await wren.GetAsync("/events/orrin/story")).Text, StringComparison.Ordinal);

        Task<Browser.Answer> RewriteAsync(string text) => wren.SubmitAsync("/events/orrin/story", $"rewrite-{excerpt:N}", ($"text-{excerpt:N}", text));
    }

    [Fact]
    public async Task Who_is_asked_about_a_passage_that_is_not_kept_here_is_told_where_it_is()
    {
        using var bram = product.Open();
        var application = await product.StepAsync(Village.IdOf(await bram.ApplyAsync("bram@reed.example")));
        var now = product.Time.GetUtcNow();
        var asked = await product.Operations.RunAsync<PrismaDbContext, Step>(db => Task.FromResult(db.Add(new Step
        {
            EnrolmentId = application.EnrolmentId,
            Key = "CAS-3.1",
            Round = 1,
            Kind = StepKind.Form,
            Title = "Is this you?",
            StageKey = "PAR-1",
            ActorId = application.ActorId,
            ActorPart = "stakeholder",
            FormId = "F-28r",
            FormVersion = 1,
            OpenedAt = now,
            DueAt = now.AddDays(5),
        }).Entity), WebProduct.Cancellation);

        Assert.Contains("whoever writes the story sends it to you", (await bram.GetAsync($"/steps/{asked.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whoever writes the story sends it to you", (await bram.GetAsync($"/steps/{application.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_team_reads_the_story_and_only_oneself_ones_choices()
    {
        using var amina = product.Open();
        var enrolment = (await product.StepAsync(Village.IdOf(await amina.ApplyAsync("amina@fen.example")))).EnrolmentId;
        using var other = product.Open();
        using var facilitator = await product.SignInAsync(Role.Facilitator);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/where/{enrolment}/choices")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.GetAsync("/events/orrin/story")).Status);
    }

    static async Task<Browser.Answer> WriteAsync(Browser browser, Guid enrolment, string text, byte[]? picture = null)
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(picture ?? _picture), "picture", "spring.png" } };
        foreach (var (name, value) in Browser.Hidden((await browser.GetAsync("/events/orrin/story")).Form("write")!).Concat([("who", enrolment.ToString()), ("text", text), ("pictureInWords", "A woman at a spring.")]))
        {
            content.Add(new StringContent(value), name);
        }

        return await Browser.ReadAsync(await browser.Client.PostAsync(new Uri("/events/orrin/story", UriKind.Relative), content, WebProduct.Cancellation));
    }
}
