namespace Prisma.Workflows.Tests.Events;

/// <summary>Whom somebody of a team turns to, and who sees to something about them (domain.md §5.7).</summary>
public sealed class LeadBesideTests
{
    static readonly Person _wren = Some.Person("wren@orrin.example"), _ines = Some.Person("ines@orrin.example"), _edda = Some.Person("edda@orrin.example"), _noor = Some.Person("noor@orrin.example");

    [Fact]
    public void Everybody_turns_to_the_lead_and_the_lead_to_whoever_holds_a_part_of_the_preparation()
    {
        var theEvent = Held((_edda, Part.StewardDelegate), (_ines, Part.Potential), (_wren, Part.Lead), (_noor, Part.Network));

        Assert.Equal((_wren, _wren, _ines), (theEvent.LeadBeside(_noor.Id), theEvent.LeadBeside(_ines.Id), theEvent.LeadBeside(_wren.Id)));
    }

    [Fact]
    public void Without_another_facilitator_it_is_a_steward_and_nobody_where_there_is_none()
    {
        Assert.Equal(_edda, Held((_wren, Part.Lead), (_edda, Part.Steward), (_noor, Part.Network)).LeadBeside(_wren.Id));
        Assert.Null(Held((_wren, Part.Lead), (_wren, Part.Facilitator), (_noor, Part.Network)).LeadBeside(_wren.Id));
    }

    static Event Held(params (Person Who, Part Part)[] team)
    {
        var theEvent = new Event { Name = "Listening to the Orrin", Slug = "orrin", Place = "Vale of Orrin", StartsOn = new DateOnly(2027, 9, 6), EndsOn = new DateOnly(2027, 9, 15), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard };
        theEvent.Team.AddRange(team.Select(one => new TeamMember { EventId = theEvent.Id, PersonId = one.Who.Id, Person = one.Who, Part = one.Part }));
        return theEvent;
    }
}
