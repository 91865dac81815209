using System.Globalization;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Views;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>The picture "where I am", in whatever state the passage is.</summary>
public sealed class StagePictureTests
{
    static readonly WorkflowDefinition _participants = DefinitionJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", "pathway-participant.json")));

    [Theory]
    [InlineData(EnrolmentState.Active, "", "PAR-1 ahead, PAR-2 ahead, PAR-3 ahead, PAR-4 ahead, PAR-5 ahead, PAR-6 ahead")]
    [InlineData(EnrolmentState.Active, "PAR-2", "PAR-1 behind, PAR-2 here, PAR-3 ahead, PAR-4 ahead, PAR-5 ahead, PAR-6 ahead")]
    [InlineData(EnrolmentState.Paused, "PAR-2", "PAR-1 behind, PAR-2 here, PAR-3 ahead, PAR-4 ahead, PAR-5 ahead, PAR-6 ahead")]
    [InlineData(EnrolmentState.Completed, "PAR-6", "PAR-1 behind, PAR-2 behind, PAR-3 behind, PAR-4 behind, PAR-5 behind, PAR-6 behind")]
    public void Whoever_is_on_the_way_or_at_its_end_sees_all_of_it(EnrolmentState state, string stage, string picture) => Assert.Equal(picture, Picture(state, stage));

    [Theory]
    [InlineData(EnrolmentState.Withdrawn)]
    [InlineData(EnrolmentState.Declined)]
    [InlineData(EnrolmentState.Lapsed)]
    [InlineData(EnrolmentState.Cancelled)]
    public void Where_it_ended_before_nothing_is_still_to_come(EnrolmentState state)
    {
        Assert.Equal("PAR-1 behind, PAR-2 ended", Picture(state, "PAR-2"));
        Assert.Equal("", Picture(state, ""));
    }

    [Fact]
    public void A_tenth_stage_comes_after_the_second()
    {
        var longer = DefinitionJson.Read(DefinitionJson.Write(_participants).Replace("\"PAR-6\"", "\"PAR-10\"", StringComparison.Ordinal));

        Assert.Equal("PAR-1 behind, PAR-2 here, PAR-3 ahead, PAR-4 ahead, PAR-5 ahead, PAR-10 ahead", Picture(EnrolmentState.Active, "PAR-2", longer));
    }

    [Theory]
    [InlineData("2027-03-02", "2027-03-02")]
    [InlineData("2027-06-30", "2027-06-07")]
    public void A_stage_that_was_reached_early_is_shown_from_that_day_and_one_that_is_over_without_days(string entered, string from)
    {
        var (enrolment, theEvent) = Setting(EnrolmentState.Active, "PAR-2");
        enrolment.StageEnteredAt = DateTimeOffset.Parse(entered + "T12:00Z", CultureInfo.InvariantCulture);

        var marks = StageMap.Of(_participants, enrolment, theEvent, Product.Beginning);

        Assert.Null(marks[0].From);
        Assert.Equal(DateOnly.Parse(from, CultureInfo.InvariantCulture), marks[1].From);
    }

    [Fact]
    public void Whoever_comes_late_reads_no_days_that_have_been_of_a_stage_still_to_come()
    {
        var (enrolment, theEvent) = Setting(EnrolmentState.Active, "PAR-2");

        var marks = StageMap.Of(_participants, enrolment, theEvent, new(2027, 8, 28, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal([null, null, null, null, new DateOnly(2027, 8, 23), new DateOnly(2027, 9, 17)], marks.Select(mark => mark.From));
    }

    static (Enrolment Enrolment, Event Event) Setting(EnrolmentState state, string stage)
    {
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new DateOnly(2027, 9, 6), EndsOn = new DateOnly(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard, CreatedAt = Product.Beginning };
        var enrolment = new Enrolment { EventId = theEvent.Id, PersonId = Guid.CreateVersion7(), Pathway = Pathway.Participant, InstanceId = "i", State = state, StageKey = stage };
        return (enrolment, theEvent);
    }

    static string Picture(EnrolmentState state, string stage, WorkflowDefinition? pathway = null)
    {
        var (enrolment, theEvent) = Setting(state, stage);
        return string.Join(", ", StageMap.Of(pathway ?? _participants, enrolment, theEvent, Product.Beginning).Select(mark => $"{mark.Key} {mark.Place.ToString().ToLowerInvariant()}"));
    }
}
