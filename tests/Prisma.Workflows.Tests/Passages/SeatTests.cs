using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>Who gets which seat, and when: quotas, the line, and the last weeks (domain.md §13.4).</summary>
public sealed class SeatTests
{
    const string Amina = "amina@reed.example", Tomas = "tomas@fern.example", Ida = "ida@moss.example";

    [Theory, Databases]
    public async Task Scenario_17_Whoever_accepts_when_all_seats_are_taken_waits(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 2);
        var first = await scenario.UpToTheSeatAsync(Amina);
        var second = await scenario.UpToTheSeatAsync(Tomas, "Tomas");
        var third = await scenario.UpToTheOfferAsync(Ida, "Ida");

        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(first));
        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(second));
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(third));
        Assert.Contains("E49", await scenario.OwedAsync(Ida));
    }

    [Theory, Databases]
    public async Task Scenario_17_The_forty_first_for_forty_seats_waits(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db => db.SeatPools.Single().Taken = 39);
        var fortieth = await scenario.UpToTheSeatAsync(Amina);
        var next = await scenario.UpToTheOfferAsync(Tomas, "Tomas");

        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(fortieth));
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(next));
        Assert.Contains("Tomas Reed is on the waiting list: all 40 seats are taken.", await OwnStoryAsync(scenario, next));
        Assert.Contains("Amina Reed’s seat is held (40 of 40 taken).", await OwnStoryAsync(scenario, fortieth));
    }

    /// <summary>What somebody reads of their passage where they are.</summary>
    static async Task<IReadOnlyList<string>> OwnStoryAsync(Scenario scenario, Guid enrolment) =>
        [.. (await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, Cancellation)))!.OwnStory.Select(entry => entry.Sentence)];

    [Theory, Databases]
    public async Task An_offer_names_the_part_as_the_application_does_or_as_they_say_it_themselves(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        foreach (var (email, track, own, told) in new[] { (Amina, "designer-artist", "", "Designer or artist"), (Tomas, "other", "Keeper of the boats", "Keeper of the boats") })
        {
            var enrolment = await scenario.ApplyAsync(email);
            await scenario.SubmitAsync(enrolment, "PAR-1.2", new JsonObject { ["track"] = track, ["track_other"] = own, ["attend"] = "all", ["covenant"] = true });
            await scenario.FromEligibleToTheReadersAsync(enrolment);
            await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
            await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));

            var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == enrolment && mail.Template == "E48").Select(mail => mail.Facts).SingleAsync());
            Assert.Equal(told, JsonNode.Parse(facts)!["offer"]!["role"]!.ToString());
        }
    }

    [Theory, Databases]
    public async Task Whoever_waits_is_told_how_near_they_are_in_the_real_order_of_the_line(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        await scenario.UpToTheOfferAsync(Amina);
        foreach (var (name, scores, told) in new[] { ("Tomas", 3, "three"), ("Bela", 3, "three"), ("Cato", 3, "three"), ("Dunja", 3, "ten"), ("Ida", 4, "three") })
        {
            var waits = await scenario.UpToTheOfferAsync($"{name.ToLowerInvariant()}@moss.example", name, scores);
            var facts = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == waits && mail.Template == "E49").Select(mail => mail.Facts).SingleAsync());
            Assert.Equal($"among the first {told}", JsonNode.Parse(facts)!["waitlist"]!["band"]!.ToString());
        }
    }

    [Theory, Databases]
    public async Task Whoever_waits_hears_from_the_start_until_when_and_at_the_end_once_with_a_choice_of_mails(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        await scenario.UpToTheOfferAsync(Amina);
        await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        await UntilDayAsync(scenario, new DateOnly(2027, 6, 20));
        Assert.Contains("The list lives until Friday 3 September 2027.", TextOf(scenario, "You're on the waiting list"), StringComparison.Ordinal);

        await UntilDayAsync(scenario, new DateOnly(2027, 9, 2));
        Assert.DoesNotContain("E49c", await scenario.OwedAsync(Tomas));
        await UntilDayAsync(scenario, new DateOnly(2027, 9, 3));
        await UntilDayAsync(scenario, new DateOnly(2027, 9, 5));

        Assert.Single(await scenario.OwedAsync(Tomas), "E49c");
        Assert.Matches("Tell me about the next event: https://[^ ]+/l/[^ ]+\\?to=mails\n", TextOf(scenario, "No seat came free"));
    }

    [Theory, Databases]
    public async Task Whoever_waited_until_the_list_closed_stands_in_no_line_any_more_and_hears_nothing_of_a_cancellation(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        await scenario.UpToTheSeatAsync(Amina);
        var waited = await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        await UntilDayAsync(scenario, new DateOnly(2027, 9, 5));
        Assert.Equal(Enrolment.NoSeat, (await scenario.EnrolmentAsync(waited)).EndingReason);

        var overview = await scenario.Product.RunAsync<EventDirectory, EventOverview?>(events => events.FindAsync("orrin", TestContext.Current.CancellationToken));
        var lead = await scenario.Product.ReadAsync(db => db.People.SingleAsync(person => person.Email == Scenario.Lead));
        Assert.True((await scenario.Product.RunAsync<CancelEvent, Outcome<EventChange>>(cancel =>
            cancel.ExecuteAsync(scenario.EventId, "The river took the bridge.", "", "Listening to the Orrin", Actor.Of(lead), TestContext.Current.CancellationToken))).IsDone);
        await scenario.PassAsync(TimeSpan.FromMinutes(5));

        Assert.DoesNotContain("E24", await scenario.OwedAsync(Tomas));
        Assert.Equal((EnrolmentState.Lapsed, 0), ((await scenario.EnrolmentAsync(waited)).State, overview!.Waiting));
    }

    [Theory, Databases]
    public async Task Whoever_leaves_an_offer_unanswered_is_told_that_the_place_is_free_for_others(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var enrolment = await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        await scenario.UpToTheOfferAsync(Amina);
        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, "PAR-2.4o")).DueAt.AddDays(2));

        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Contains("An answer or a signature that it waited for did not come in time", TextOf(scenario, "Your place is free for others now"), StringComparison.Ordinal);
        Assert.DoesNotContain("E07", await scenario.OwedAsync(Tomas));
        Assert.Contains("E50", await scenario.OwedAsync(Amina));
    }

    static string TextOf(Scenario scenario, string subject) =>
        Assert.Single(scenario.Product.Mail.To(Tomas), mail => mail.Subject!.StartsWith(subject, StringComparison.Ordinal)).TextBody!;

    [Theory, Databases]
    public async Task A_seat_is_held_with_what_the_readers_have_just_answered(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var offered = await scenario.UpToTheOfferAsync(Amina, scores: 4);

        Assert.Equal(4, await scenario.Product.ReadAsync(db => db.Seats.Where(seat => seat.EnrolmentId == offered).Select(seat => seat.Mean).SingleAsync()));
    }

    [Theory, Databases]
    public async Task A_free_seat_goes_to_the_next_where_the_pathway_of_the_first_in_line_stands_still(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var seated = await scenario.UpToTheSeatAsync(Amina);
        var (first, second) = (await scenario.UpToTheOfferAsync(Tomas, "Tomas"), await scenario.UpToTheOfferAsync(Ida, "Ida"));
        var still = (await scenario.EnrolmentAsync(first)).InstanceId;
        await scenario.Product.ChangeAsync(db => db.Bookmarks.RemoveRange(db.Bookmarks.Where(bookmark => bookmark.InstanceId == still)));

        await scenario.LeaveAsync(await scenario.EnrolmentAsync(seated));

        Assert.Equal((SeatState.Waitlisted, SeatState.Reserved), (await scenario.SeatAsync(first), await scenario.SeatAsync(second)));
    }

    [Theory, Databases]
    public async Task Scenario_18_A_released_seat_goes_to_whom_a_quota_needs_and_a_refused_offer_moves_on(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        await SetAsideAsync(scenario, "local: 1");
        var gone = await scenario.UpToTheSeatAsync(Amina);
        var visitor = await UpToTheLineAsync(scenario, Tomas, "Tomas", "visiting");
        var local = await UpToTheLineAsync(scenario, Ida, "Ida", "live-here");
        await UntilDayAsync(scenario, new DateOnly(2027, 8, 7));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(gone));

        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(local));
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(visitor));
        Assert.Contains("E50", await scenario.OwedAsync(Ida));

        await scenario.SubmitAsync(local, "PAR-2.4o", new JsonObject { ["answer"] = "decline" });
        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(visitor));
        Assert.InRange((await scenario.StepAsync(visitor, "PAR-2.4o")).DueAt - scenario.Product.Time.GetUtcNow(), TimeSpan.FromDays(4), TimeSpan.FromDays(5));
    }

    [Theory, Databases]
    public async Task Scenario_18_Inside_the_last_week_only_locals_are_asked_and_have_a_day(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var gone = await scenario.UpToTheSeatAsync(Amina);
        var visitor = await UpToTheLineAsync(scenario, Tomas, "Tomas", "visiting");
        var local = await UpToTheLineAsync(scenario, Ida, "Ida", "live-here");
        await UntilDayAsync(scenario, new DateOnly(2027, 8, 31));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(gone));

        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(local));
        Assert.InRange((await scenario.StepAsync(local, "PAR-2.4o")).DueAt - scenario.Product.Time.GetUtcNow(), TimeSpan.FromDays(1), TimeSpan.FromDays(2));
        Assert.DoesNotContain("E03", await scenario.OwedAsync(Ida));
        await scenario.SubmitAsync(local, "PAR-2.4o", new JsonObject { ["answer"] = "decline" });
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(visitor));
    }

    [Theory, Databases]
    public async Task Whoever_gets_a_seat_in_the_last_weeks_is_asked_everything_at_once_and_is_ready_before_the_first_day(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var gone = await scenario.UpToTheSeatAsync(Amina);
        var late = await UpToTheLineAsync(scenario, Tomas, "Tomas", "visiting");
        await scenario.ReachAsync("event.aligned", "event.go");
        await UntilDayAsync(scenario, new DateOnly(2027, 8, 27));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(gone));
        await scenario.TakeTheOfferAsync(late);

        foreach (var key in new[] { "PAR-3.2k", "PAR-3.3k", "PAR-3.1k", "PAR-4.5" })
        {
            Assert.True(await scenario.IsOpenAtAsync(late, key), $"{key} is not open.");
        }

        Assert.DoesNotContain("E52", await scenario.OwedAsync(Tomas));
        await scenario.UntilAsync(late, async () => (await scenario.EnrolmentAsync(late)).StageKey == "PAR-5", step => !step.Key.StartsWith("PAR-3", StringComparison.Ordinal));
        Assert.True(scenario.Product.Time.GetUtcNow() < new DateTimeOffset(2027, 9, 6, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory, Databases]
    public async Task Whoever_signs_when_their_seat_has_just_gone_to_another_is_told_and_stands_first_in_line(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var enrolment = await scenario.UpToTheAgreementAsync(Tomas);
        await scenario.Product.ChangeAsync(db => db.Seats.Single(seat => seat.EnrolmentId == enrolment).State = SeatState.Released);

        await scenario.SignAsync(enrolment);
        await scenario.SignAsync(enrolment);

        var seat = await scenario.Product.ReadAsync(db => db.Seats.SingleAsync(one => one.EnrolmentId == enrolment));
        Assert.Equal((SeatState.Waitlisted, true), (seat.State, seat.FirstInLine));
        Assert.Contains("E49b", await scenario.OwedAsync(Tomas));
    }

    [Theory, Databases]
    public async Task A_place_from_the_line_is_not_held_longer_without_a_word_and_its_reminder_says_that_others_wait(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var gone = await scenario.UpToTheSeatAsync(Amina);
        var offered = await UpToTheLineAsync(scenario, Tomas, "Tomas", "live-here");
        await UntilDayAsync(scenario, new DateOnly(2027, 8, 20));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(gone));
        var before = await scenario.StepAsync(offered, "PAR-2.4o");

        await scenario.MoreTimeAsync(before);

        var after = await scenario.StepAsync(offered, "PAR-2.4o");
        Assert.Equal((before.DueAt, true), (after.DueAt, after.MoreTimeAskedAt is not null));
        var asked = await scenario.StepAsync(offered, "PAR-2.4o.time");
        Assert.Equal("others wait for the place that is kept for Tomas Reed, so it was not given without asking", asked.WhyNow);
        Assert.InRange(asked.DueAt, scenario.Product.Time.GetUtcNow(), before.DueAt);
        await scenario.AwakeUntilAsync(before.DueAt);
        Assert.Contains(scenario.Product.Mail.To(Tomas), mail => mail.TextBody!.Contains("It is asked of you now because a place is kept for you, and somebody else may be waiting for one.", StringComparison.Ordinal));
        var lead = await scenario.PersonIdAsync(Scenario.Lead);
        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(after.Id, lead, yes: true, TestContext.Current.CancellationToken));
        Assert.Equal(before.DueAt.AddDays(6), (await scenario.StepAsync(offered, "PAR-2.4o")).DueAt);
    }

    [Theory, Databases]
    public async Task Scenario_19_A_hard_quota_keeps_its_seats_until_five_weeks_before_and_then_opens_them_with_a_note(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 3);
        await SetAsideAsync(scenario, "scribe: 2, hard");
        await scenario.UpToTheSeatAsync(Amina);
        var waits = await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(waits));

        await UntilDayAsync(scenario, new DateOnly(2027, 8, 1));
        await OfferAsync(scenario);
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(waits));
        await UntilDayAsync(scenario, new DateOnly(2027, 8, 2));
        await OfferAsync(scenario);

        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(waits));
        Assert.Contains(await scenario.StoryAsync(waits), sentence => sentence.StartsWith("The seats kept for “scribe” are open to everybody now", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Whoever_is_beyond_the_most_of_their_part_is_asked_after_the_others(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 2);
        await SetAsideAsync(scenario, "developer: 0-50%");
        await scenario.UpToTheSeatAsync(Amina);
        var cook = await UpToTheLineAsync(scenario, "noor@fern.example", "Noor", "visiting", track: "care-kitchen");
        var developer = await UpToTheLineAsync(scenario, Tomas, "Tomas", "visiting");
        var scribe = await UpToTheLineAsync(scenario, Ida, "Ida", "visiting", track: "scribe");
        await scenario.SubmitAsync(cook, "PAR-2.4o", new JsonObject { ["answer"] = "decline" });

        Assert.Equal((SeatState.Waitlisted, SeatState.Reserved), (await scenario.SeatAsync(developer), await scenario.SeatAsync(scribe)));
    }

    [Theory, Databases]
    public async Task A_scribe_has_a_seat_that_is_kept_for_scribes(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 3);
        await SetAsideAsync(scenario, "scribe: 2, hard");
        await scenario.UpToTheSeatAsync(Amina);
        var scribe = await UpToTheLineAsync(scenario, Ida, "Ida", "visiting", track: "scribe");

        Assert.Equal(SeatState.Reserved, await scenario.SeatAsync(scribe));
    }

    [Theory, Databases]
    public async Task Whoever_is_under_eighteen_names_somebody_who_says_yes_with_them(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await UpToTheLineAsync(scenario, Amina, "Amina", "visiting", age: "16-17");
        await scenario.SubmitAsync(enrolment, "PAR-2.4o", new JsonObject { ["answer"] = "accept" });
        var guardian = new JsonObject { ["name"] = "Salma Reed", ["email"] = "salma@reed.example", ["relation"] = "my mother" };
        await scenario.SubmitAsync(enrolment, "PAR-2.5n", new JsonObject { ["guardian"] = new JsonArray(guardian), ["knows"] = true });

        Assert.Contains("E16", await scenario.OwedAsync("salma@reed.example"));
        Assert.True((await scenario.SignAsync(enrolment, "PAR-2.5g")).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment, "PAR-2.5g")).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);
        Assert.True((await scenario.SignAsync(enrolment)).IsAccepted);

        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(enrolment));
        Assert.Equal(["A-06", "A-06g"], await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.State == AgreementState.Active).Select(one => one.TemplateId).Order().ToListAsync()));

        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await scenario.OwedAsync("salma@reed.example")).Count(mail => mail == "E16"));
        Assert.True((await scenario.SignAsync(enrolment, "PAR-2.5g")).IsAccepted);
    }

    [Theory, Databases]
    public async Task Whoever_cannot_be_there_hears_of_other_ways_to_take_part(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitAsync(enrolment, "PAR-1.2", new JsonObject { ["track"] = "developer", ["attend"] = "less", ["covenant"] = true });
        var no = new JsonObject { ["response"] = "decline", ["reason_class"] = "dates", ["gift_seen"] = "a way with rivers" };
        await scenario.ReadAsync(enrolment, "PAR-1.3", no);
        await scenario.ReadAsync(enrolment, "PAR-1.3", (JsonObject)no.DeepClone());
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.Contains(scenario.Product.Mail.To(Amina), mail => mail.TextBody?.Contains("come to the showing at the end", StringComparison.Ordinal) == true);
    }

    [Theory, Databases]
    public async Task Guests_of_partners_have_places_of_their_own_and_whoever_comes_after_them_is_asked_to_come_for_the_day(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.Product.ChangeAsync(db => db.Events.Single(one => one.Id == scenario.EventId).PlacesForPartners = 1);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "hub.screened", "event.go");
        var (first, second) = (await GuestAsync(scenario, "Ferry Fund", "Cleo Fenn", "cleo@fenn.example"), await GuestAsync(scenario, "Sand Foundation", "Ines Dune", "ines@dune.example"));
        Assert.DoesNotContain("E55d", await scenario.OwedAsync("cleo@fenn.example"));
        Assert.Single(await scenario.OwedAsync("ines@dune.example"), "E55d");
        Assert.Contains("The places for guests of partners are all taken (1); Sand Foundation comes for the day.", await scenario.StoryAsync(second));
        Assert.Equal([(SeatPool.Participants, 0), (SeatPool.Partners, 1)], await PoolsAsync(scenario));

        await scenario.LeaveAsync(await scenario.EnrolmentAsync(first));

        Assert.Equal([(SeatPool.Participants, 0), (SeatPool.Partners, 0)], await PoolsAsync(scenario));
    }

    /// <summary>A partner says that they visit.</summary>
    static async Task<Guid> GuestAsync(Scenario scenario, string organisation, string name, string email)
    {
        var partner = await scenario.InviteAsync(Pathway.Partner, organisation, name, email);
        await scenario.UntilAsync(partner, () => scenario.IsOpenAtAsync(partner, "PTN-5.1"), step => step.Key != "PTN-5.1");
        await scenario.SubmitAsync(partner, "PTN-5.1", new JsonObject { ["coming"] = "yes" });
        return partner;
    }

    static async Task<IEnumerable<(string Name, int Taken)>> PoolsAsync(Scenario scenario) =>
        (await scenario.Product.ReadAsync(db => db.SeatPools.OrderBy(pool => pool.Name).ToListAsync(TestContext.Current.CancellationToken))).Select(pool => (pool.Name, pool.Taken));

    static async Task<Guid> UpToTheLineAsync(Scenario scenario, string email, string firstName, string origin, string track = "developer", string age = "25-34")
    {
        var enrolment = await scenario.ApplyAsync(email, firstName);
        await scenario.SubmitAsync(enrolment, "PAR-1.2", new JsonObject { ["track"] = track, ["origin"] = origin, ["age_band"] = age, ["attend"] = "all", ["covenant"] = true });
        await scenario.FromEligibleToTheReadersAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        await scenario.ReadAsync(enrolment, "PAR-2.3", Scenario.Scores(3));
        return enrolment;
    }

    static Task SetAsideAsync(Scenario scenario, string lines) =>
        scenario.Product.ChangeAsync(db => db.Events.Single(one => one.Id == scenario.EventId).SeatsSetAside = lines);

    static Task UntilDayAsync(Scenario scenario, DateOnly day) =>
        scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());

    static Task<bool> OfferAsync(Scenario scenario) =>
        scenario.WorkAfterAsync(OfferAndAnswerAsync(scenario));

    static async Task<bool> OfferAndAnswerAsync(Scenario scenario)
    {
        await scenario.Product.Services.GetRequiredService<OfferFreeSeats>().ExecuteAsync(TestContext.Current.CancellationToken);
        return true;
    }
}
