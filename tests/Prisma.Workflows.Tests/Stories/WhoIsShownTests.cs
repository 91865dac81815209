using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Stories;
using static Prisma.Workflows.Tests.Stories.StoryScene;

namespace Prisma.Workflows.Tests.Stories;

/// <summary>Of whom the story may tell, in which words, and what a change of mind takes out of it (domain.md §11).</summary>
public sealed class WhoIsShownTests
{
    const string Told = "{name} knew where the spring had been.";

    [Theory, Databases]
    public async Task Whom_it_tells_of_is_named_by_none_of_their_names_and_other_words_that_hold_one_stay(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.Product.ChangeAsync(db => db.People.Single(person => person.Email == Amina).Called = "Mina");

        foreach (var named in new[] { "AMINA knew it.", "Ms Reed knew it.", "We call her mina." })
            Assert.StartsWith("Please write {name} where Amina is named", (await WriteAsync(scenario, enrolment, named)).Problems["text"], StringComparison.Ordinal);
        Assert.StartsWith("Please write the passage", (await WriteAsync(scenario, enrolment, " ")).Problems["text"], StringComparison.Ordinal);

        Assert.True((await WriteAsync(scenario, enrolment, "{name} knew the Reedbank and the Minarets.")).IsDone);
    }

    [Theory, Databases]
    public async Task What_they_said_when_they_were_asked_for_their_part_counts_until_they_choose_otherwise(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await SaidAsync(scenario, enrolment, "F-28a", "ask", 1);
        await SaidAsync(scenario, enrolment, "F-28r", "ask", 3);
        await SaidAsync(scenario, enrolment, "F-28a", "no", 2);
        await scenario.Product.ChangeAsync(db => db.Steps.Add(Step(db, enrolment, "F-28a", "", 4)));

        Assert.Equal("Amina asked to be left out of the story.", (await WriteAsync(scenario, enrolment, Told)).Problems["who"]);

        await ChooseAsync(scenario, enrolment, new() { ["case_words"] = "ask" });
        Assert.True((await WriteAsync(scenario, enrolment, Told)).IsDone);
    }

    [Theory, Databases]
    public async Task A_form_that_was_sent_twice_asks_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var first = await WriteAsync(scenario, enrolment, Told);

        Assert.Equal(first.Value!.Id, (await WriteAsync(scenario, enrolment, $" {Told}")).Value!.Id);

        Assert.Equal(1, await scenario.Product.ReadAsync(db => db.Excerpts.CountAsync()));
        Assert.Single(await scenario.OwedAsync(Amina), mail => mail == "E62");
    }

    [Theory, Databases]
    public async Task The_same_words_of_somebody_else_are_their_own(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);

        await WriteAsync(scenario, enrolment, Told);
        await WriteAsync(scenario, enrolment, Told, by: Scenario.Facilitator);

        Assert.Equal(2, await scenario.Product.ReadAsync(db => db.Excerpts.Select(one => one.WrittenBy).Distinct().CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task A_picture_is_told_in_words_too(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });

        Assert.Equal("pictureInWords", Assert.Single((await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment), " ")).Problems).Key);
    }

    [Fact]
    public async Task What_is_no_picture_is_not_kept()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = Guid.CreateVersion7();

        Assert.Null(await product.Services.GetRequiredService<StoryPictures>().KeepAsync(enrolment, "notes.pdf", new MemoryStream("%PDF-1.7\n%notes\n"u8.ToArray()), Cancellation));

        Assert.DoesNotContain(Directory.EnumerateFiles(product.DataFolder, "*", SearchOption.AllDirectories), file => file.Contains($"{enrolment:N}", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task It_is_written_anew_by_the_team_where_a_change_was_wished_and_while_they_can_be_asked(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var excerpt = (await WriteAsync(scenario, enrolment, Told)).Value!;
        Assert.EndsWith(" wrote it last, and Amina is being asked about that. You can write it anew if they wish for a change.", (await RewriteAsync(scenario, excerpt.Id, Told)).Problems[Problems.Whole], StringComparison.Ordinal);
        await scenario.SubmitAsync(enrolment, excerpt.StepKey, new() { ["answer"] = "change", ["change"] = "It was the old well." });

        Assert.Equal("The story is written by the team of its event.", (await RewriteAsync(scenario, excerpt.Id, Told, Amina)).Problems[Problems.Whole]);
        Assert.Equal("text", Assert.Single((await RewriteAsync(scenario, excerpt.Id, "Amina knew it.")).Problems).Key);
        var amina = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        await scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(enrolment, amina, "", "keep", Cancellation));
        Assert.StartsWith("Only what somebody wants changed", (await RewriteAsync(scenario, excerpt.Id, Told)).Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_wants_no_pictures_takes_theirs_out_and_nobody_elses_and_what_never_appeared_asks_nobody_to_do_anything(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (amina, bruno) = (await scenario.ApplyAsync(Amina), await scenario.ApplyAsync("bruno@reed.example", "Bruno"));
        foreach (var enrolment in new[] { amina, bruno })
        {
            await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });
            Assert.True((await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).IsDone);
        }

        await scenario.ReachAsync("case.published");
        await ChooseAsync(scenario, amina, new() { ["picture"] = "none" });

        Assert.Equal([bruno], await scenario.Product.ReadAsync(db => db.Excerpts.Where(one => one.Picture != "").Select(one => one.EnrolmentId).ToListAsync(Cancellation)));
        Assert.False(await scenario.Product.ReadAsync(db => db.Steps.AnyAsync(step => step.Key.EndsWith(".picture"), Cancellation)));
    }

    [Theory, Databases]
    public async Task Who_chose_pictures_anew_that_may_be_shown_keeps_them_in(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });
        await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment));

        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["directory"] = true });

        Assert.NotEqual("", await scenario.Product.ReadAsync(db => db.Excerpts.Select(one => one.Picture).SingleAsync(Cancellation)));
        Assert.Contains(await scenario.StoryAsync(enrolment), sentence => sentence.StartsWith("Amina Reed chose anew: “", StringComparison.Ordinal) && sentence.EndsWith("” is on now.", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Who_no_longer_wants_to_be_told_of_is_taken_out_and_asked_no_more(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["case_words"] = "ask" });
        var shown = (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Value!;
        await scenario.WorkAfterAsync(scenario.SubmitAsync(enrolment, shown.StepKey, new() { ["answer"] = "ok", ["named"] = "named" }));
        var asked = (await WriteAsync(scenario, enrolment, Told)).Value!;
        await scenario.ReachAsync("case.published");

        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["case_words"] = "no" });

        var left = await scenario.Product.ReadAsync(db => db.Excerpts.OrderBy(one => one.WrittenAt).ToListAsync(Cancellation));
        Assert.All(left, one => Assert.Equal((ExcerptState.LeftOut, ""), (one.State, one.Picture)));
        Assert.False(await scenario.IsOpenAsync(enrolment, asked.StepKey));
        Assert.True(await scenario.IsOpenAsync(enrolment, shown.StepKey + ".passage"));
        Assert.False(await scenario.IsOpenAsync(enrolment, asked.StepKey + ".passage"));
    }

    [Theory, Databases]
    public async Task Who_no_longer_wants_to_be_named_stays_in_without_name_and_picture(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["case_words"] = "ask" });
        var shown = (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Value!;
        await scenario.WorkAfterAsync(scenario.SubmitAsync(enrolment, shown.StepKey, new() { ["answer"] = "ok", ["named"] = "named" }));

        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["case_words"] = "anonymous" });

        var left = await scenario.Product.ReadAsync(db => db.Excerpts.SingleAsync(Cancellation));
        Assert.Equal((ExcerptState.Released, "", ""), (left.State, left.ShownAs, left.Picture));
        Assert.Equal("Somebody knew where the spring had been.", left.ReadAs(left.ShownAs));
        Assert.False(await scenario.Product.ReadAsync(db => db.Steps.AnyAsync(step => step.Key.EndsWith(".name"), Cancellation)));
    }

    static Task SaidAsync(Scenario scenario, Guid enrolment, string form, string aboutMe, int day) =>
        scenario.Product.ChangeAsync(db => db.Steps.Add(Step(db, enrolment, form, $$"""{"about_me":"{{aboutMe}}"}""", day)));

    static Step Step(PrismaDbContext db, Guid enrolment, string form, string answers, int day) => new()
    {
        EnrolmentId = enrolment,
        Key = $"story-{day}",
        Round = 1,
        Kind = StepKind.Form,
        Title = "Your part of the story",
        StageKey = "PAR-6",
        ActorId = db.Enrolments.Single(one => one.Id == enrolment).PersonId,
        ActorPart = "stakeholder",
        FormId = form,
        FormVersion = 1,
        OpenedAt = Product.Beginning,
        DueAt = Product.Beginning,
        ClosedAt = Product.Beginning.AddDays(day),
        State = answers.Length > 0 ? StepState.Submitted : StepState.Lapsed,
        Answers = answers,
    };

    static async Task<Outcome<Excerpt>> RewriteAsync(Scenario scenario, Guid excerpt, string text, string by = Scenario.Lead)
    {
        var actor = await ActorAsync(scenario, by);
        return await scenario.Product.RunAsync<WriteExcerpt, Outcome<Excerpt>>(write => write.RewriteAsync(excerpt, text, actor, Cancellation));
    }
}
