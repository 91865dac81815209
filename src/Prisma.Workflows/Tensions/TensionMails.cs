using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Tensions;

/// <summary>The mails of tensions. What was said stands on the page, not in the mail.</summary>
public sealed class TensionMails(Outbox outbox)
{
    /// <param name="round">1 when it comes in, 2 as a reminder, 3 when it was passed on.</param>
    public void OweAnswerer(Tension tension, Person to, int round)
    {
        var facts = Facts(tension, to, $"you hold a circle of {tension.Event.Name}");
        facts["tension"] = new JsonObject
        {
            ["circle"] = Circles.InWords(tension.Circle),
            ["round"] = round,
            ["due"] = Zones.DayOf(tension.DueAt, to.TimeZone).ToString("dddd d MMMM yyyy", CultureInfo.GetCultureInfo(to.Language)),
        };
        facts["action"] = OnTheEventsPage(tension);
        outbox.Owe(new OwedMail("E74", to.Id, $"tension-{tension.Id:N}-{round}", facts));
    }

    public void OweWhoRaisedIt(Tension tension, string by)
    {
        var facts = Facts(tension, tension.Person, $"you brought a tension to a circle of {tension.Event.Name}");
        facts["tension"] = new JsonObject { ["circle"] = Circles.InWords(tension.Circle), ["by"] = by };
        facts["action"] = tension.EnrolmentId is null ? OnTheEventsPage(tension) : new JsonObject { ["page"] = "tension" };
        outbox.Owe(new OwedMail("E75", tension.PersonId, $"tension-{tension.Id:N}-answered", facts, tension.EnrolmentId));
    }

    static JsonObject Facts(Tension tension, Person to, string reason) => new()
    {
        ["person"] = new JsonObject { ["called"] = to.Address, ["first_name"] = to.FirstName, ["language"] = to.Language },
        ["event"] = new JsonObject { ["name"] = tension.Event.Name },
        ["hub"] = new JsonObject { ["name"] = tension.Event.Place, ["contact"] = "" },
        ["org"] = new JsonObject { ["name"] = tension.Event.Name, ["address"] = tension.Event.Place },
        ["reason_for_mail"] = reason,
    };

    static JsonObject OnTheEventsPage(Tension tension) => new() { ["path"] = $"/events/{tension.Event.Slug}/tensions" };
}
