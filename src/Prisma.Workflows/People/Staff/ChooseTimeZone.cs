namespace Prisma.Workflows.People.Staff;

/// <summary>A member of the staff says where they live: times are shown, and mails come, by their clock.</summary>
public sealed class ChooseTimeZone(PrismaDbContext db)
{
    internal const string NotKnown = "Please choose a time zone by its IANA name, such as Europe/Lisbon.";

    public async Task<Outcome<StaffMember>> ExecuteAsync(Guid personId, string zone, CancellationToken cancellation)
    {
        if (TimeZones.Find(zone) is null)
            return new Problems { { "timeZone", NotKnown } };
        var person = await db.People.Include(one => one.Roles).SingleAsync(one => one.Id == personId, cancellation);
        person.TimeZone = zone;
        return StaffMember.Of(person);
    }
}
