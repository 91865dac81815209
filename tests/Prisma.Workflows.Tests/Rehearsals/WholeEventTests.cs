using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>One event played with everybody in it: its hub, two networks, three partners and those who answer the call.</summary>
public sealed class WholeEventTests(PlayedEvent.Shelf shelf) : IClassFixture<PlayedEvent.Shelf>
{
    static readonly DateOnly Start = new(2027, 3, 10);

    /// <summary>The play in which more want to come than there are seats.</summary>
    const int FullHouse = 9;

    static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    static readonly TimeSpan _threeDays = TimeSpan.FromHours(72);

    /// <summary>People as they are, a full house among them, and people who keep to the plan at the longest and the shortest pace.</summary>
    public static TheoryData<Profile, int?> Plays => new() { { Profile.Standard, 7 }, { Profile.Standard, 8 }, { Profile.Standard, FullHouse }, { Profile.Full, null }, { Profile.Compact, null } };

    [Fact]
    public async Task The_same_seed_tells_the_same_story_byte_for_byte_and_another_one_another_and_its_days_go_on_and_never_back()
    {
        var first = (await shelf.TakeAsync(Whole(Profile.Standard, 7))).Calendar;
        var days = new Days();
        var again = (await PlayedEvent.PlayAsync(Whole(Profile.Standard, 7), days)).Calendar;
        var other = (await shelf.TakeAsync(Whole(Profile.Standard, 8))).Calendar;

        Assert.Equal(string.Join('\n', first.Print()), string.Join('\n', again.Print()));
        Assert.NotEqual(first.Report!.Days, other.Report!.Days);
        Assert.Equal(days.Told.Distinct().Order(), days.Told);
        Assert.Empty(first.Report.Troubles);
        Assert.Empty(other.Report.Troubles);
    }

    [Theory]
    [InlineData(Profile.Full)]
    [InlineData(Profile.Compact)]
    public async Task At_every_pace_everybody_comes_to_an_end_of_their_own(Profile profile)
    {
        var report = (await shelf.TakeAsync(Whole(profile, null))).Calendar.Report!;

        Assert.Empty(report.Troubles);
        Assert.All(report.Endings.Take(report.Endings.Count - 1), ending => Assert.Contains("completed", ending, StringComparison.Ordinal));
        Assert.Contains(report.Gates, line => line.StartsWith("G5", StringComparison.Ordinal) && line.Contains("Consented", StringComparison.Ordinal));
    }

    /// <summary>Whoever travels hears it as early as domain.md §5.6 says, however late the clinics are.</summary>
    [Theory]
    [InlineData(Profile.Full, -28)]
    [InlineData(Profile.Compact, -21)]
    public async Task At_every_pace_the_four_decide_on_its_day_whether_the_event_goes_ahead(Profile profile, int days)
    {
        var it = await shelf.TakeAsync(Whole(profile, null));

        Assert.Equal(Start.AddDays(EventClock.LeadDays(profile) + days), Zones.DayOf(Assert.Single(it.Reviews, review => review.GateId == "G4").DueAt, "Europe/Lisbon"));
    }

    /// <summary>A lead who answers with the event's facts of weeks ago would close its call before they came.</summary>
    [Theory, MemberData(nameof(Plays))]
    public async Task As_many_answer_the_call_as_were_asked_for(Profile profile, int? seed)
    {
        var report = (await shelf.TakeAsync(Whole(profile, seed))).Calendar.Report!;

        var ended = report.Endings.Select(ending => ending.Trim().Split(' ')).Where(words => words[1].TrimEnd(':', 's') == "participant");
        Assert.Equal(Whole(profile, seed).Participants, ended.Sum(words => int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task Nobody_gets_more_than_two_mails_in_three_days_that_they_could_do_without(Profile profile, int? seed)
    {
        var it = await shelf.TakeAsync(Whole(profile, seed));
        var optional = it.Sent.Where(mail => !it.Templates.Find(mail.Template)!.Transactional).GroupBy(mail => mail.PersonId).Select(mails => mails.ToList()).ToList();

        Assert.Contains(optional, mails => mails.Count > 2);
        Assert.Empty(from mails in optional
                     from third in Enumerable.Range(2, Math.Max(0, mails.Count - 2))
                     where mails[third].SentAt - mails[third - 2].SentAt < _threeDays
                     select it.Tell(mails[third]));
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task Nobody_is_woken_by_a_mail_that_answers_nothing_they_have_just_done(Profile profile, int? seed)
    {
        var it = await shelf.TakeAsync(Whole(profile, seed));

        Assert.Empty(from mail in it.Sent
                     let zone = it.People[mail.PersonId].TimeZone
                     where MailHours.NextIn(zone, mail.SentAt!.Value) > mail.SentAt && !it.HasJustActed(mail)
                     select it.Tell(mail));
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task After_a_passage_nobody_is_asked_or_reminded_and_offered_a_way_out_of_it(Profile profile, int? seed)
    {
        var it = await shelf.TakeAsync(Whole(profile, seed));
        var after = (from mail in it.Sent
                     join one in it.Enrolments on mail.EnrolmentId equals one.Id
                     where one.EndedAt <= mail.CreatedAt || one.EndedAt < mail.SentAt - _minute
                     select (Mail: mail, Passage: one)).ToList();

        Assert.NotEmpty(after);
        Assert.Empty(after.Where(one => one.Mail.CreatedAt > one.Passage.EndedAt + _minute).Select(one => it.Tell(one.Mail)));
        Assert.Empty(after.Where(one => one.Mail.CreatedAt >= one.Passage.EndedAt && !one.Mail.Facts.Contains("\"has_ended\":true", StringComparison.Ordinal)).Select(one => it.Tell(one.Mail)));
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task No_gate_waits_for_a_voice_without_asking_again(Profile profile, int? seed)
    {
        var it = await shelf.TakeAsync(Whole(profile, seed));
        var readings = it.Steps.Where(step => step.ReviewId is not null).ToList();

        Assert.All(it.Reviews, review => Assert.NotNull(review.DecidedAt));
        Assert.NotEmpty(readings);
        Assert.Empty(from step in readings
                     let ladder = it.Ladders.Find(step.Ladder)
                     from index in Enumerable.Range(0, ladder?.Rungs.Count ?? 0)
                     let rung = ladder!.Rungs[index]
                     where rung.Mail.Length > 0 && ladder.RungAt(index, step, it.People[step.ActorId].TimeZone) < step.ClosedAt
                     where !it.Mails.Exists(mail => mail.StepId == step.Id && mail.Key.Contains($":{rung.Key}-", StringComparison.Ordinal))
                     select $"{step.Key} {rung.Key}: opened {step.OpenedAt:O}, closed {step.ClosedAt:O}");
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task Every_step_that_is_closed_says_what_came_of_it_and_none_is_due_before_it_is_asked(Profile profile, int? seed)
    {
        var it = await shelf.TakeAsync(Whole(profile, seed));

        Assert.Empty(it.Steps.Where(step => step.ClosedAt is null || step.Outcome.Length == 0).Select(step => $"{step.Key}: {step.State}"));
        Assert.Empty(it.Steps.Where(step => step.DueAt < step.OpenedAt).Select(step => $"{step.Key}: opened {step.OpenedAt:O}, due {step.DueAt:O}"));
        Assert.Empty(it.Reviews.Where(review => review.DueAt < review.OpenedAt).Select(review => $"{review.GateId}: opened {review.OpenedAt:O}, due {review.DueAt:O}"));
    }

    [Fact]
    public async Task Where_all_seats_are_taken_the_others_are_told_that_they_wait_and_in_the_end_how_it_came_out()
    {
        var it = await shelf.TakeAsync(Whole(Profile.Standard, FullHouse));
        var waiting = it.Sent.Where(mail => mail.Template == "E49").Select(mail => mail.PersonId).ToHashSet();

        Assert.Empty(it.Calendar.Report!.Troubles);
        Assert.NotEmpty(waiting);
        Assert.Empty(waiting.Where(person => !it.Sent.Any(mail => mail.PersonId == person && mail.Template is "E50" or "E49c" or "E51" or "E08")).Select(person => it.People[person].Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(401)]
    public async Task With_nobody_or_too_many_or_no_seat_it_is_not_played(int people)
    {
        var played = await Rehearsal.PlayAsync(Whole(Profile.Standard) with { Participants = people, Seats = people }, Repository.Root, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("An event can be played with 1 to 400 participants.", played.Problems["participants"]);
        Assert.Equal("An event can be played with 6 to 300 seats.", played.Problems["seats"]);
    }

    sealed class Days : IProgress<DateOnly>
    {
        public List<DateOnly> Told { get; } = [];

        public void Report(DateOnly value) => Told.Add(value);
    }

    static RehearsalRequest Whole(Profile profile, int? seed = null) =>
        new(RehearsalRequest.WholeEvent, Start, profile) { Participants = seed switch { null => 2, FullHouse => 12, _ => 5 }, Seed = seed, Seats = seed == FullHouse ? 6 : null };
}
