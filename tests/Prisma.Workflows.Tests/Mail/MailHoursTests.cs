using System.Globalization;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Tests.Mail;

public sealed class MailHoursTests
{
    [Theory]
    [InlineData("UTC", "2027-03-10T08:00Z", "2027-03-10T08:00Z")]
    [InlineData("UTC", "2027-03-10T18:59Z", "2027-03-10T18:59Z")]
    [InlineData("UTC", "2027-03-10T19:00Z", "2027-03-11T08:00Z")]
    [InlineData("UTC", "2027-03-10T07:59Z", "2027-03-10T08:00Z")]
    [InlineData("Asia/Tokyo", "2027-03-10T12:00Z", "2027-03-10T23:00Z")]
    [InlineData("America/Lima", "2027-03-10T12:00Z", "2027-03-10T13:00Z")]
    [InlineData("no/where", "2027-03-10T20:00Z", "2027-03-11T08:00Z")]
    public void A_mail_waits_for_the_recipients_day(string zone, string instant, string next) => Check(zone, instant, next);

    [Theory]
    [InlineData("2027-03-27T20:00Z", "2027-03-28T06:00Z")]
    [InlineData("2027-03-28T00:30Z", "2027-03-28T06:00Z")]
    [InlineData("2027-03-26T20:00Z", "2027-03-27T07:00Z")]
    [InlineData("2027-10-30T20:00Z", "2027-10-31T07:00Z")]
    [InlineData("2027-10-31T00:30Z", "2027-10-31T07:00Z")]
    public void Eight_in_the_morning_stays_eight_when_the_clocks_change(string instant, string next) => Check("Europe/Berlin", instant, next);

    [Theory]
    [InlineData("2027-03-11T10:00Z", "2027-03-11T10:00Z")]
    [InlineData("2027-03-12T10:00Z", "2027-03-14T07:00Z")]
    [InlineData("2027-03-11T20:00Z", "2027-03-14T07:00Z")]
    public void A_mail_waits_for_the_day_after_the_days_of_rest(string instant, string next) =>
        Assert.Equal(Parse(next), MailHours.NextFor(Resting(DayOfWeek.Friday, DayOfWeek.Saturday), Parse(instant)));

    [Fact]
    public void Whoever_rests_on_every_day_hears_all_the_same() =>
        Assert.Equal(DayOfWeek.Friday, MailHours.NextFor(Resting(Enum.GetValues<DayOfWeek>()), Parse("2027-03-12T10:00Z")).DayOfWeek);

    static Person Resting(params DayOfWeek[] days)
    {
        var person = Some.Person();
        person.RestDays = [.. days];
        return person;
    }

    static void Check(string zone, string instant, string next) =>
        Assert.Equal(Parse(next), MailHours.NextIn(zone, Parse(instant)));

    static DateTimeOffset Parse(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
