using Prisma.Workflows.Events.Clock;
using static Prisma.Workflows.Web.Tests.Events.EventClockTests;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class RelativeDateTests
{
    static readonly DateTimeOffset _now = At("2027-06-10T14:30Z");

    [Theory]
    [InlineData("T", "2027-09-05T23:00Z")]
    [InlineData("T-21", "2027-08-15T23:00Z")]
    [InlineData("E+2", "2027-09-16T23:00Z")]
    [InlineData("S+5", "2027-06-10T23:00Z")]
    [InlineData("P14D", "2027-06-24T14:30Z")]
    [InlineData("PT12H", "2027-06-11T02:30Z")]
    [InlineData("18:00", "2027-06-10T17:00Z")]
    [InlineData("15:30", "2027-06-11T14:30Z")]
    [InlineData("E-1 18:00", "2027-09-14T17:00Z")]
    [InlineData("call-close 09:30", "2027-06-06T08:30Z")]
    [InlineData("call-close", "2027-06-06T22:59Z")]
    [InlineData("call-close+1", "2027-06-07T22:59Z")]
    [InlineData("window:PAR-2.open", "2027-06-06T23:00Z")]
    [InlineData("window:PAR-2.close", "2027-06-23T22:59Z")]
    [InlineData("window:PAR-2.close+14", "2027-07-07T22:59Z")]
    [InlineData("window:PAR-3.open-2", "2027-06-21T23:00Z")]
    [InlineData("2027-06-19", "2027-06-18T23:00Z")]
    public void What_pathways_write_is_understood(string text, string instant)
    {
        Assert.True(RelativeDate.IsWritten(text));
        Assert.Equal(At(instant), RelativeDate.Resolve(text, Vale(), At("2027-06-07T09:00Z"), _now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("T-")]
    [InlineData("T--1")]
    [InlineData("T-99999")]
    [InlineData("X+1")]
    [InlineData("window:PAR-9.close")]
    [InlineData("window:PAR-2.middle")]
    [InlineData("-P14D")]
    [InlineData("P14")]
    [InlineData("2027-13-01x")]
    [InlineData("2027-02-30")]
    [InlineData("0001-01-01-400")]
    [InlineData("9999-12-31+1")]
    [InlineData("P9000Y")]
    [InlineData("24:00")]
    [InlineData("E-1 24:00")]
    [InlineData("E-1 evening")]
    [InlineData("6:00")]
    public void Anything_else_is_no_date(string text)
    {
        Assert.False(RelativeDate.IsWritten(text));
        Assert.Null(RelativeDate.Resolve(text, Vale(), _now, _now));
    }

    [Fact]
    public void What_is_not_known_yet_is_no_date_yet()
    {
        var vale = Vale();
        vale.CallClosesOn = null;

        Assert.Null(RelativeDate.Resolve("call-close", vale, _now, _now));
        Assert.Null(RelativeDate.Resolve("S+5", vale, null, _now));
    }

    static Event Vale()
    {
        var vale = Make("2027-09-06", "2027-09-15", Profile.Standard);
        vale.CallClosesOn = Day("2027-06-06");
        return vale;
    }
}
