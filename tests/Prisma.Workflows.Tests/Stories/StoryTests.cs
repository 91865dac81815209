using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Stories;
using Prisma.Workflows.Tests.Forms;
using static Prisma.Workflows.Tests.Stories.StoryScene;

namespace Prisma.Workflows.Tests.Stories;

/// <summary>Acceptance scenarios 24 and 25: nobody is shown in an event's story without their yes, and a yes can be taken back.</summary>
public sealed class StoryTests
{
    const string Told = "{name} knew where the spring had been. We all followed {name}.";

    [Theory, Databases]
    public async Task Scenario_24_a_picture_leaves_the_draft_at_once_and_the_published_copy_within_seven_days(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });
        var excerpt = (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Value!;
        await scenario.SubmitAsync(enrolment, excerpt.StepKey, new() { ["answer"] = "ok", ["named"] = "named" });
        await scenario.ReachAsync("case.published");
        Assert.True(await IsKeptAsync(scenario, excerpt));

        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "none" });

        Assert.False(await IsKeptAsync(scenario, excerpt));
        Assert.Equal(("", ExcerptState.Released, "Amina Reed"), await ExcerptAsync(scenario, one => (one.Picture, one.State, one.ShownAs)));
        var task = await scenario.StepAsync(enrolment, $"{excerpt.StepKey}.picture");
        Assert.Equal(("Take the picture of Amina Reed out of the published story", StepKind.Task), (task.Title, task.Kind));
        Assert.Equal(TimeSpan.FromDays(7), task.DueAt - task.OpenedAt);
        Assert.Contains("E68", await scenario.OwedAsync(Scenario.Lead));
        var story = await scenario.StoryAsync(enrolment);
        Assert.Contains("Amina Reed chose anew: “Pictures and film of me” is off now.", story);
        Assert.Contains("The picture of Amina Reed was taken out of the story, as they no longer want it shown.", story);
        Assert.Contains("Wren Alder is asked to take it out of the published copy within seven days.", story);
        Assert.Equal(["public", ""], await scenario.Product.ReadAsync(db => db.ConsentChoices.OrderBy(one => one.At).Select(one => one.Value).ToListAsync(Cancellation)));

        await scenario.WorkAfterAsync(scenario.Product.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(task.Id, task.ActorId, blocked: false, "", Cancellation)));
        Assert.Contains("Wren Alder did “Take the picture of Amina Reed out of the published story”.", await scenario.StoryAsync(enrolment));
        Assert.Null(await scenario.BrokenAtAsync(enrolment));
    }

    [Theory, Databases]
    public async Task A_picture_that_an_undone_operation_took_out_is_still_there_and_one_nobody_names_is_cleared_away(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });
        var excerpt = (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Value!;

        await Assert.ThrowsAsync<TimeoutException>(() => scenario.Product.RunAsync<ChangeConsents, Submission>(async change =>
        {
            await change.ExecuteAsync(enrolment, new Actor(null, "Amina Reed"), new() { ["picture"] = "none" }, Cancellation);
            throw new TimeoutException("The database does not answer.");
        }));
        var forgotten = await PictureAsync(scenario, enrolment);
        await scenario.Product.Services.GetRequiredService<PruneFiles>().ExecuteAsync(Cancellation);

        Assert.True(await IsKeptAsync(scenario, excerpt));
        Assert.Null(scenario.Product.Services.GetRequiredService<StoryPictures>().Find(enrolment, forgotten));
    }

    [Theory, Databases]
    public async Task A_picture_that_was_kept_as_it_came_tells_no_place_after_the_next_clearing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });
        var excerpt = (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Value!;
        var file = Directory.GetFiles(scenario.Product.DataFolder, excerpt.Picture, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(file, PictureTests.AsItCame(), Cancellation);

        await scenario.Product.Services.GetRequiredService<PruneFiles>().ExecuteAsync(Cancellation);

        Assert.DoesNotContain(PictureTests.Camera, await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Cancellation), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Scenario_24_before_it_is_published_nobody_has_to_do_anything(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public" });
        var excerpt = (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Value!;

        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "cohort" });

        Assert.False(await IsKeptAsync(scenario, excerpt));
        Assert.Equal("", await ExcerptAsync(scenario, one => one.Picture));
        Assert.False(await scenario.IsOpenAsync(enrolment, $"{excerpt.StepKey}."));
        Assert.Equal("Amina has not said that pictures of them may be shown.", (await WriteAsync(scenario, enrolment, Told, await PictureAsync(scenario, enrolment))).Problems["picture"]);
    }

    [Theory, Databases]
    public async Task Scenario_25_who_says_nothing_after_two_reminders_is_left_out(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var excerpt = await SilentAsync(scenario, enrolment);

        Assert.Equal(ExcerptState.LeftOut, excerpt.State);
        Assert.Contains("Nothing was heard after two reminders: the passage about Amina Reed is left out of the story.", await scenario.StoryAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Scenario_25_who_chose_so_is_shown_without_a_name_and_without_a_face(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await ChooseAsync(scenario, enrolment, new() { ["picture"] = "public", ["case_words"] = "anonymous" });
        var excerpt = await SilentAsync(scenario, enrolment, await PictureAsync(scenario, enrolment));

        Assert.Equal((ExcerptState.Released, "", ""), (excerpt.State, excerpt.ShownAs, excerpt.Picture));
        Assert.Equal("Somebody knew where the spring had been. We all followed somebody.", excerpt.ReadAs(excerpt.ShownAs));
        Assert.False(File.Exists(Path.Combine(scenario.Product.DataFolder, "story", $"{enrolment:N}", excerpt.Picture)));
        Assert.Contains("Nothing was heard after two reminders: the passage stays in the story without the name and the picture of Amina Reed, as they had chosen.", await scenario.StoryAsync(enrolment));
    }

    [Theory]
    [InlineData("It was the old well.", "It was the old well.")]
    [InlineData("", "They said it aloud; the recording stands with their answer.")]
    public async Task A_change_that_was_spoken_stands_there_in_its_words(string written, string wish)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.ApplyAsync(Amina);
        var excerpt = (await WriteAsync(scenario, enrolment, Told)).Value!;

        var change = new JsonObject { ["text"] = written, ["voice"] = new JsonObject { ["id"] = "a1", ["name"] = "well.ogg" } };
        await scenario.SubmitAsync(enrolment, excerpt.StepKey, new() { ["answer"] = "change", ["change"] = change, ["named"] = "no-name" });

        Assert.Equal(wish, await ExcerptAsync(scenario, one => one.Wish));
    }

    [Theory, Databases]
    public async Task Each_answer_does_what_it_says_and_a_change_is_seen_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var excerpt = (await WriteAsync(scenario, enrolment, Told)).Value!;
        await scenario.SubmitAsync(enrolment, excerpt.StepKey, new() { ["answer"] = "change", ["change"] = "It was the old well.", ["named"] = "other-name", ["other_name"] = "A." });
        Assert.Equal((ExcerptState.ToChange, "It was the old well."), await ExcerptAsync(scenario, one => (one.State, one.Wish)));
        Assert.True(await scenario.IsOpenAsync(enrolment, $"{excerpt.StepKey}.change"));

        var lead = await ActorAsync(scenario, Scenario.Lead);
        Assert.True((await scenario.Product.RunAsync<WriteExcerpt, Outcome<Excerpt>>(write => write.RewriteAsync(excerpt.Id, "{name} knew where the old well had been.", lead, Cancellation))).IsDone);
        Assert.False(await scenario.IsOpenAsync(enrolment, $"{excerpt.StepKey}.change"));
        Assert.Equal(2, (await scenario.StepAsync(enrolment, excerpt.StepKey)).Round);
        await scenario.SubmitAsync(enrolment, excerpt.StepKey, new() { ["answer"] = "ok", ["named"] = "other-name", ["other_name"] = "A." });
        Assert.Equal("A. knew where the old well had been.", await ExcerptAsync(scenario, one => one.ReadAs(one.ShownAs)));

        var second = (await WriteAsync(scenario, enrolment, Told)).Value!;
        await scenario.SubmitAsync(enrolment, second.StepKey, new() { ["answer"] = "out" });
        Assert.Equal(ExcerptState.LeftOut, await scenario.Product.ReadAsync(db => db.Excerpts.Where(one => one.Id == second.Id).Select(one => one.State).SingleAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task What_may_not_be_written_is_refused_with_the_way_out(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);

        Assert.Equal("Please write {name} where Amina is named: they choose how they appear.", (await WriteAsync(scenario, enrolment, "amina knew it.")).Problems["text"]);
        Assert.Equal("The story is written by the team of its event.", (await WriteAsync(scenario, enrolment, Told, by: Amina)).Problems[Problems.Whole]);
        await ChooseAsync(scenario, enrolment, new() { ["case_words"] = "no" });
        Assert.Equal("Amina asked to be left out of the story.", (await WriteAsync(scenario, enrolment, Told)).Problems["who"]);

        var gone = await scenario.ApplyAsync("samir@reed.example");
        var samir = (await scenario.EnrolmentAsync(gone)).PersonId;
        await scenario.Product.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(gone, samir, "", "keep", Cancellation));
        Assert.StartsWith("Please choose somebody who is still on their way", (await WriteAsync(scenario, gone, Told)).Problems["who"], StringComparison.Ordinal);
        Assert.Equal(0, await scenario.Product.ReadAsync(db => db.Excerpts.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Choices_handed_in_with_a_step_are_choices_like_others(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var lead = await ActorAsync(scenario, Scenario.Lead);
        await scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.ExecuteAsync(scenario.EventId, new DateOnly(2027, 9, 16), new DateOnly(2027, 9, 25), "The harvest is late this year.", lead, Cancellation));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        await scenario.SubmitAsync(enrolment, MovePassage.Consents, new() { ["process"] = true, ["picture"] = "cohort", ["directory"] = false });

        var choices = await scenario.Product.Operations.ReadAsync<ReadConsents, IReadOnlyDictionary<string, string>>(read => read.ExecuteAsync(enrolment, Cancellation));
        Assert.Equal(new Dictionary<string, string> { ["process"] = "true", ["picture"] = "cohort" }, choices);
    }

    /// <summary>She is asked, reminded twice, and says nothing.</summary>
    static async Task<Excerpt> SilentAsync(Scenario scenario, Guid enrolment, string picture = "")
    {
        var excerpt = (await WriteAsync(scenario, enrolment, Told, picture)).Value!;
        await scenario.WorkAsync();
        List<string> reminders = [];
        for (var day = 0; day < 25 && await scenario.IsOpenAtAsync(enrolment, excerpt.StepKey); day++)
        {
            Assert.Equal(ExcerptState.Asked, await ExcerptAsync(scenario, one => one.State));
            await scenario.PassAsync(TimeSpan.FromDays(1));
            reminders = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => db.Steps.Any(step => step.Id == mail.StepId && step.Key == excerpt.StepKey)).OrderBy(mail => mail.DueAt).Select(mail => mail.Template).ToListAsync(Cancellation));
        }

        Assert.Equal(["E62", "E03", "E04"], reminders);
        return await ExcerptAsync(scenario, one => one);
    }

    static Task<bool> IsKeptAsync(Scenario scenario, Excerpt excerpt) =>
        Task.FromResult(scenario.Product.Services.GetRequiredService<StoryPictures>().Find(excerpt.EnrolmentId, excerpt.Picture) is not null);

    static async Task<T> ExcerptAsync<T>(Scenario scenario, Func<Excerpt, T> tell) => tell(await scenario.Product.ReadAsync(db => db.Excerpts.SingleAsync(Cancellation)));
}
