using System.Globalization;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Tests.Forms;

/// <summary>The rules of the shipped forms that look at several answers at once.</summary>
public sealed class ShippedRulesTests
{
    public static TheoryData<string> Ids => [.. FilledForm.Library.Ids.Where(id => id is not ("F-01" or "F-32"))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_form_takes_what_it_asks_for_and_gives_it_back_unchanged(string id)
    {
        var first = FilledForm.With(id, Needed(id));
        var again = FormCheck.Check(FilledForm.Library.Find(id)!, FilledForm.Library.TextOf(id, "en"), FormValues.FromAnswers(FilledForm.Library.Find(id)!, first.Answers), FilledForm.Context);

        Assert.Equal("", Say(first));
        Assert.Equal("", Say(again));
        Assert.Equal(first.Answers.ToJsonString(), again.Answers.ToJsonString());
    }

    [Fact]
    public void Whoever_wants_to_be_shown_under_another_name_writes_it_where_it_is_read_from() =>
        Assert.False(FilledForm.Library.Find("F-28r")!.Find("other_name")!.MayBeTold);

    [Theory]
    [InlineData("F-20", "days", "ends before it begins", "days.to", "2027-09-05")]
    [InlineData("F-20", "days", "lasts longer than thirty days", "days.to", "2027-10-06")]
    [InlineData("F-20a", "days", "begins too soon after it was called", "days.from", "2027-08-27")]
    [InlineData("F-20", "days", "begins too soon after it was called", "profile", "full")]
    [InlineData("F-21o", "people_until", "a condition is met by a day that is over", "people", "staged", "people_who", "Wren Alder", "people_until", "2027-03-09")]
    [InlineData("F-21", "conditions", "one of two conditions is met by a day that is over", "response", "consent", "conditions.0.what", "A first aider", "conditions.0.who", "Wren", "conditions.0.until", "2027-08-01", "conditions.1.what", "A second toilet", "conditions.1.who", "Ode", "conditions.1.until", "2027-03-09")]
    [InlineData("F-20", "min_viable", "needs more people than there are seats", "min_viable", "41")]
    [InlineData("F-20", "call_closes", "the call runs into the conversations", "call_closes", "2027-06-23")]
    [InlineData("F-20", "slug", "its address has a space", "slug", "orrin waters")]
    [InlineData("F-20", "currency", "its currency has small letters", "currency", "eur")]
    [InlineData("F-03", "team", "nobody leads", "team.0.role", "kitchen")]
    [InlineData("F-03", "team", "two people lead", "team.1.role", "lead")]
    [InlineData("F-03", "team", "two people have one address", "team.1.email", "AMINA@example.org")]
    [InlineData("F-03", "second_signatory", "the second signature is the lead's", "second_signatory", "amina@example.org")]
    [InlineData("F-03", "second_signatory", "the second signature is a stranger's", "second_signatory", "somebody@example.org")]
    [InlineData("F-05a", "team", "nobody holds care", "team.2.role", "tech")]
    [InlineData("F-05c", "first_aiders", "one first aider for sixty people", "people", "60")]
    [InlineData("F-05d", "reserve", "the reserve is less than a tenth", "lines.0.amount", "500")]
    [InlineData("F-02", "hope_dates", "hoped for within 120 days", "hope_dates.from", "2027-07-07", "hope_dates.to", "2027-07-10")]
    [InlineData("F-07", "licence", "published although its holders said no", "consent_of_holders", "no")]
    [InlineData("F-07c", "stewards", "the second of two leaves before they come", "stewards.0.from", "2027-09-06", "stewards.0.to", "2027-09-15", "stewards.1.name", "Ode Vale", "stewards.1.email", "ode@example.org", "stewards.1.from", "2027-09-08", "stewards.1.to", "2027-09-07", "stewards.1.languages", "English")]
    [InlineData("F-10", "offers", "a gift ends before it begins", "offers.0.from", "2027-09-06", "offers.0.to", "2027-09-05")]
    [InlineData("F-10c", "new_date", "is there instead yesterday", "status", "at-risk", "new_date", "2027-03-09")]
    [InlineData("F-20", "quotas", "an upper bound below the lower one", "quotas.0.who", "local", "quotas.0.floor", "10", "quotas.0.ceiling", "60", "quotas.1.who", "scribe", "quotas.1.floor", "40", "quotas.1.ceiling", "30")]
    [InlineData("F-34", "decide_by", "knows on the day it begins", "answer", "later", "decide_by", "2027-09-06")]
    [InlineData("F-11", "verdict", "a gift of half the budget passes by the stewards", "share", "large")]
    [InlineData("F-11", "verdict", "rights in data pass by the stewards", "rights_wanted", "data")]
    [InlineData("F-12g", "guardian", "says yes with themselves", "guardian.0.email", "Amina@example.org")]
    [InlineData("F-14b", "conversations", "written down without consent", "conversations.1.consent_to_record", "false")]
    [InlineData("F-16", "arrive", "comes three days early", "arrive", "2027-09-03")]
    [InlineData("F-16", "leave", "stays three days longer", "leave", "2027-09-18")]
    [InlineData("F-16", "leave", "leaves before arriving", "leave", "2027-09-05")]
    [InlineData("F-19b", "aspects", "a baseline below minus three", "aspects.0.baseline", "-4")]
    [InlineData("F-19b", "aspects", "two aspects with one name", "aspects.1.name", "Clear water")]
    [InlineData("F-19b", "aspects", "an aspect with one indicator", "aspects.0.indicator_2", "")]
    [InlineData("F-21g", "response", "goes without a plan for safety", "has_safety", "no")]
    [InlineData("F-21l", "lens_whole_note", "a no on the whole without a word", "lens_whole", "no")]
    [InlineData("F-23", "when", "contributed tomorrow", "when", "2027-03-11")]
    [InlineData("F-24", "to", "thanks to oneself", "to", "Amina@example.org")]
    public void A_form_says_what_is_wrong_when_answers_do_not_fit_together(string id, string field, string because, params string[] changes)
    {
        var check = FilledForm.With(id, [.. Needed(id), .. changes.Chunk(2).Select(change => (change[0], change[1]))]);

        Assert.True(check.Problems.Any(problem => problem.Key.Split('.')[0] == field), $"{id} takes it although {because}. {Say(check)}");
        Assert.DoesNotContain("Please answer this.", check.Problems.Select(problem => problem.Value).Where(_ => !changes.Contains("")));
    }

    [Theory]
    [InlineData("F-20a", "full", "2027-10-26")]
    [InlineData("F-20a", "standard", "2027-08-27")]
    [InlineData("F-20a", "compact", "2027-06-28")]
    [InlineData("F-20", "full", "2027-10-26")]
    [InlineData("F-20", "standard", "2027-08-27")]
    [InlineData("F-20", "compact", "2027-06-28")]
    public void Scenario_01_An_event_called_a_day_too_late_is_refused_with_the_three_possible_preparations(string id, string profile, string first)
    {
        (string, string)[] Beginning(string day) => [.. Needed(id), ("profile", profile), ("days.from", day), ("days.to", day), ("call_closes", "2027-03-20")];

        var refused = FilledForm.With(id, Beginning(first)).Problems["days"]!;

        Assert.Contains("eight months of preparation take 240 days, six months 180 and four months 120", refused, StringComparison.Ordinal);
        Assert.Null(FilledForm.With(id, Beginning($"{DateOnly.Parse(first, CultureInfo.InvariantCulture).AddDays(1):O}")).Problems["days"]);
    }

    [Fact]
    public void Lower_bounds_of_quotas_may_use_all_the_seats_and_no_more()
    {
        (string, string)[] whole = [.. Needed("F-20"), ("quotas.0.who", "local"), ("quotas.0.floor", "60"), ("quotas.1.who", "scribe"), ("quotas.1.floor", "40")];

        Assert.True(FilledForm.With("F-20", whole).IsAccepted);
        Assert.NotNull(FilledForm.With("F-20", [.. whole, ("quotas.1.floor", "41")]).Problems["quotas"]);
    }

    [Fact]
    public void Each_row_is_held_against_itself()
    {
        (string, string)[] two = [("stewards.0.from", "2027-09-13"), ("stewards.0.to", "2027-09-15"), ("stewards.1.name", "Ode Vale"), ("stewards.1.email", "ode@example.org"), ("stewards.1.from", "2027-09-06"), ("stewards.1.to", "2027-09-07"), ("stewards.1.languages", "English")];

        Assert.Equal("", Say(FilledForm.With("F-07c", two)));
        Assert.Equal("Nobody can leave before they come.", FilledForm.With("F-07c", [.. two, ("stewards.0.to", "2027-09-12")]).Problems["stewards"]);
    }

    [Theory]
    [InlineData("attend", "less", false)]
    [InlineData("attend", "most", true)]
    [InlineData("age_band", "under-16", false)]
    [InlineData("age_band", "18-24", true)]
    public void Nobody_is_found_eligible_against_what_they_told_themselves(string told, string answer, bool eligible)
    {
        var form = FilledForm.Library.Find("F-C1")!;
        var context = FilledForm.Context with { Fixed = new Dictionary<string, string>(FilledForm.Context.Fixed, StringComparer.Ordinal) { [told] = answer } };

        var check = FormCheck.Check(form, FilledForm.Library.TextOf("F-C1", "en"), FormValues.FromAnswers(form, FilledForm.With("F-C1").Answers), context);

        Assert.Equal(eligible, check.IsAccepted);
    }

    [Fact]
    public void Nothing_is_kept_of_what_somebody_needs_unless_they_say_that_it_may_be_read()
    {
        var check = FilledForm.With("F-16", [.. Needed("F-16"), ("care_consent", "false"), ("health_note", "Asthma."), ("emergency_tel", "+351 912 345 678")]);

        Assert.True(check.IsAccepted, Say(check));
        Assert.DoesNotContain("Asthma", check.Answers.ToJsonString(), StringComparison.Ordinal);
        Assert.False(check.Answers.ContainsKey("emergency_tel"));
    }

    [Theory]
    [InlineData("F-16", "care")]
    [InlineData("F-13", "conversation")]
    [InlineData("F-31", "concern")]
    [InlineData("F-11", "due-diligence")]
    public void What_only_some_may_read_is_marked(string id, string kind) => Assert.Equal(kind, FilledForm.Library.Find(id)!.Sensitive);

    [Fact]
    public void A_story_goes_no_further_than_its_teller_agreed()
    {
        var check = FilledForm.With("F-14b", ("conversations.0.who_role", "A baker"), ("conversations.1.who_role", "A ferryman"), ("conversations.1.consent_to_share", "false"));
        var shared = SharedAnswers.Of(FilledForm.Library.Find("F-14b")!, check.Answers).ToJsonString();

        Assert.True(check.IsAccepted, Say(check));
        Assert.Contains("A ferryman", check.Answers.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("A baker", shared, StringComparison.Ordinal);
        Assert.DoesNotContain("A ferryman", shared, StringComparison.Ordinal);
    }

    /// <summary>Where a rule of the calendar rejects the invented day.</summary>
    static (string, string)[] Needed(string id) => id switch
    {
        "F-20a" => [("profile", "standard"), ("days.from", "2027-09-06"), ("days.to", "2027-09-15")],
        "F-24" => [("to", "ida@example.org")],
        "F-23" => [("when", "2027-03-09")],
        _ => [],
    };

    static string Say(CheckedForm check) => string.Join('\n', check.Problems.Select(problem => $"{problem.Key}: {problem.Value}"));
}
