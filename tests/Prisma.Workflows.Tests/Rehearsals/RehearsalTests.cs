using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Tests.Authoring;
using Prisma.Workflows.Tests.Authoring.Outline;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>The rehearsal against the worked calendar of domain.md §20.1.</summary>
public sealed class RehearsalTests
{
    const string Body = "Hello {{ person.called }}.\n\n{{ button 'Open' action.url }}";

    static readonly DateOnly Start = new(2027, 3, 10);

    [Fact]
    public async Task The_worked_calendar_comes_out_of_the_real_engine()
    {
        var calendar = await PlayAsync(new RehearsalRequest("pathway-participant", Start));

        Assert.Equal(new DateOnly(2027, 9, 6), calendar.StartsOn);
        Assert.Equal(new DateOnly(2027, 9, 15), calendar.EndsOn);
        Assert.Equal(new DateOnly(2027, 5, 16), DayOf(calendar, "The call was opened until 6 June 2027."));
        Assert.Equal(new DateOnly(2027, 6, 7), DayOf(calendar, "entered the stage “Conversation and offer”"));
        Assert.True(DayOf(calendar, "E48") >= DayOf(calendar, "The design is consented"));
        Assert.InRange(DayOf(calendar, "seat is held"), new DateOnly(2027, 6, 13), new DateOnly(2027, 6, 19));
        Assert.InRange(DayOf(calendar, "is signed by all and active"), new DateOnly(2027, 6, 19), new DateOnly(2027, 6, 30));
        Assert.Equal(new DateOnly(2027, 6, 24), DayOf(calendar, "entered the stage “Rooting in place”"));
        Assert.Equal(new DateOnly(2027, 7, 26), DayOf(calendar, "entered the stage “Roles, teams, systems”"));
        Assert.InRange(DayOf(calendar, "“Is everything in place for them?” is decided"), new DateOnly(2027, 8, 1), new DateOnly(2027, 8, 22));
        Assert.Equal(new DateOnly(2027, 8, 23), DayOf(calendar, "E56"));
        Assert.Equal(new DateOnly(2027, 9, 4), DayOf(calendar, "E57"));
        Assert.InRange(DayOf(calendar, "handed in “What stays with you?”"), new DateOnly(2027, 9, 17), new DateOnly(2027, 10, 1));
    }

    [Fact]
    public async Task Every_mail_of_the_passage_is_written_and_a_late_applicant_is_reminded()
    {
        var calendar = await PlayAsync(new RehearsalRequest("pathway-participant", Start));

        Assert.DoesNotContain(calendar.Lines, line => line.Kind == CalendarLine.Problem);
        Assert.Equal(
            [
                "E01", "E02", "E03", "E46", "E47", "E48", "E16", "E16c", "E18",
                "E52", "E20", "E53", "E55", "E54", "E53b", "E25",
                "E56", "E57", "E58", "E59", "E60a", "E61", "E60", "E60b", "E60c",
            ],
            calendar.Lines.Where(line => line.IsMail && line.Text.EndsWith("Amina Reed", StringComparison.Ordinal)).Select(line => line.Text.Split(' ')[0]).Distinct(StringComparer.Ordinal));
        Assert.Contains(calendar.Lines, line => line.Kind == CalendarLine.Reminder && line.Text.StartsWith("E03", StringComparison.Ordinal));
        Assert.DoesNotContain(calendar.Lines, line => line.Kind == CalendarLine.Reminder && line.Text.StartsWith("E68", StringComparison.Ordinal));
        Assert.EndsWith("Amina Reed completed this pathway.", calendar.Lines.Last(line => line.Kind == CalendarLine.Passage).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_played_as_it_is_drawn()
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"), TestContext.Current.CancellationToken);
        var calendar = await PlayAsync(new RehearsalRequest("pathway-participant", Start) { Drawn = shipped.Replace("\"Conversation and offer\"", "\"Talking it over\"", StringComparison.Ordinal) });

        Assert.Contains(calendar.Lines, line => line.Text.EndsWith("entered the stage “Talking it over”.", StringComparison.Ordinal));
        Assert.DoesNotContain(calendar.Lines, line => line.Text.Contains("Conversation and offer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pathway_of_ones_own_is_begun_for_the_lead_and_begins_those_it_names()
    {
        var own = new OwnContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["telling"] = Draw("telling", "Tell what was heard", ""), ["silence"] = Draw("silence", "Say nothing", "") }, []);

        var calendar = await PlayAsync(new RehearsalRequest("listening", Start) { Drawn = Draw("listening", "Walk the valley", "telling"), Own = own });

        Assert.DoesNotContain(calendar.Lines, line => line.Kind == CalendarLine.Problem);
        Assert.Equal(Start, DayOf(calendar, "entered the stage “Walk the valley”"));
        Assert.Contains(calendar.Lines, line => line.Text.EndsWith("entered the stage “Tell what was heard”.", StringComparison.Ordinal));
        Assert.Equal(2, calendar.Lines.Count(line => line.Text == "Wren Alder completed this pathway."));
    }

    [Fact]
    public async Task What_fails_on_the_way_stands_in_the_calendar_as_a_problem_with_its_reason()
    {
        var drawn = Draw("listening", "Walk the valley", "No seat is left.").Replace("Prisma.Begin", "Elsa.Fault", StringComparison.Ordinal).Replace("\"pathway\"", "\"message\"", StringComparison.Ordinal);

        var calendar = await PlayAsync(new RehearsalRequest("listening", Start) { Drawn = drawn });

        var failed = Assert.Single(calendar.Lines, line => line.Kind == CalendarLine.Problem);
        Assert.Equal("“Step next”: No seat is left.", failed.Text);
        Assert.Matches("^[0-9]+ mails, 1 step, [0-9]+ days. Nothing was sent.$", calendar.Print().Last());
    }

    [Fact]
    public async Task What_nobody_walks_is_not_played() =>
        Assert.Contains("is no pathway that can be rehearsed", (await Rehearsal.PlayAsync(new RehearsalRequest("sketch", Start) { Drawn = Sketch.Of(["start:Elsa.Start"]) }, Repository.Root, cancellation: Cancellation)).Problems["pathway"], StringComparison.Ordinal);

    [Fact]
    public async Task A_first_day_beyond_the_calendar_is_refused_with_the_days_there_are() =>
        Assert.Equal("The first day of a rehearsal lies in the years 2000 to 2999. Choose such a day.", (await Rehearsal.PlayAsync(new RehearsalRequest("pathway-participant", new DateOnly(1, 1, 1)), Repository.Root, cancellation: Cancellation)).Problems["start"]);

    [Theory, Databases]
    public async Task It_is_played_with_the_words_published_here_and_with_those_only_saved_where_they_are_wanted(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await product.PutWordsAsync("mail", "E02", MailWordingKind.Write("Your first step", Body));
        await product.RunAsync<WordingBook, Outcome<Wording>>(book => book.SaveAsync(new NewWording("mail", "E02", "en", MailWordingKind.Write("A step for you", Body)), Drawing.Wren, Cancellation));

        Assert.Equal("E02 “Your first step” to Amina Reed", await FirstAsync(withDrafts: false));
        Assert.Equal("E02 “A step for you” to Amina Reed", await FirstAsync(withDrafts: true));

        async Task<string> FirstAsync(bool withDrafts)
        {
            var own = await product.RunAsync<ReadOwnContent, OwnContent>(read => read.ExecuteAsync(withDrafts, Cancellation));
            return (await PlayAsync(new RehearsalRequest("pathway-participant", Start) { Own = own })).Lines.First(line => line.Text.StartsWith("E02", StringComparison.Ordinal)).Text;
        }
    }

    [Theory]
    [InlineData(Profile.Full, 240)]
    [InlineData(Profile.Standard, 180)]
    [InlineData(Profile.Compact, 120)]
    public async Task Each_profile_plays_to_its_end(Profile profile, int leadDays)
    {
        var calendar = await PlayAsync(new RehearsalRequest("pathway-participant", Start, profile));

        Assert.Equal(Start.AddDays(leadDays), calendar.StartsOn);
        Assert.Contains(calendar.Lines, line => line.Text == "Amina Reed completed this pathway.");
        Assert.DoesNotContain(calendar.Lines, line => line.Kind == CalendarLine.Problem);
    }

    [Fact]
    public async Task Rehearsals_of_the_same_day_are_the_same()
    {
        var first = await PlayAsync(new RehearsalRequest("pathway-participant", Start));
        var best = first.Took;
        for (var again = 0; again < 3; again++)
        {
            var next = await PlayAsync(new RehearsalRequest("pathway-participant", Start));
            Assert.Equal(first.Lines, next.Lines);
            best = next.Took < best ? next.Took : best;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"first {first.Took.TotalMilliseconds:0} ms, best {best.TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task A_pathway_nobody_knows_is_named_in_one_sentence()
    {
        var played = await Rehearsal.PlayAsync(new RehearsalRequest("pathway-moon", Start), Repository.Root, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("“pathway-moon” is no pathway that can be rehearsed. There is: event-codesign, pathway-hub, pathway-practice-network, pathway-partner, pathway-participant, case-study; or event for all of them together.", played.Problems["pathway"]);
    }

    [Fact]
    public async Task A_rehearsal_touches_no_data_folder()
    {
        var here = Directory.EnumerateFileSystemEntries(Environment.CurrentDirectory).ToList();
        await PlayAsync(new RehearsalRequest("pathway-participant", Start));
        Assert.Equal(here, Directory.EnumerateFileSystemEntries(Environment.CurrentDirectory));
    }

    /// <summary>A stage, a task of the same name, and the pathway that is begun then.</summary>
    static string Draw(string id, string title, string next)
    {
        var drawn = JsonNode.Parse(Sketch.Of(
            ["start:Elsa.Start", "stage:Prisma.Stage", "task:Prisma.Task", "next:Prisma.Begin", "end:Prisma.Close"],
            "start>stage", "stage>task", next.Length > 0 ? "task>next" : "task>end", "task.Blocked>end", "next>end"))!;
        drawn["definitionId"] = id;
        drawn["name"] = title;
        foreach (var (step, input, value) in new[] { ("stage", "key", $"{id}-1"), ("stage", "title", title), ("task", "step", $"{id}-1.1"), ("task", "title", title), ("next", "pathway", next), ("end", "ending", "completed") })
        {
            var node = drawn["root"]!["activities"]!.AsArray().Single(one => one!["id"]!.ToString() == step)!;
            node[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        return drawn.ToJsonString();
    }

    static async Task<RehearsalCalendar> PlayAsync(RehearsalRequest request)
    {
        var played = await Rehearsal.PlayAsync(request, Repository.Root, cancellation: TestContext.Current.CancellationToken);
        Assert.True(played.IsDone, string.Join(" ", played.Problems.Select(problem => problem.Value)));
        return played.Value;
    }

    static DateOnly DayOf(RehearsalCalendar calendar, string text) =>
        DateOnly.FromDateTime(calendar.Lines.First(line => line.Text.Contains(text, StringComparison.Ordinal)).At.AddHours(1).Date);
}
