using Prisma.Workflows.Events;

namespace Prisma.Workflows.Consents;

/// <summary>Who prepares one event, of those who let the others find them (domain.md §15, F-17): participants with a confirmed seat, and whoever stands for an organisation.</summary>
public sealed class ReadDirectory(PrismaDbContext db)
{
    /// <summary>The others on the way, by name; null for whoever is not found themselves.</summary>
    public async Task<IReadOnlyList<Listed>?> ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var eventId = await db.Enrolments.Where(one => one.Id == enrolmentId).Select(one => one.EventId).SingleAsync(cancellation);
        var found = ConsentChoice.WhereChosen(db, ConsentChoice.Directory, ConsentChoice.On);
        var listed = await (from one in db.Enrolments
                            join seat in db.Seats.Where(seat => seat.State == SeatState.Confirmed) on one.Id equals seat.EnrolmentId into seats
                            from seat in seats.DefaultIfEmpty()
                            where one.EventId == eventId && one.LiveKey != null && (one.Organisation != null || seat != null) && found.Contains(one.Id)
                            orderby one.Person!.FirstName, one.Person.LastName
                            select new { one.Id, one.Person!.FirstName, one.Person.LastName, Organisation = one.Organisation == null ? "" : one.Organisation.Name, Track = seat == null ? "" : seat.Track }).ToListAsync(cancellation);
        return listed.Exists(one => one.Id == enrolmentId)
            ? [.. listed.Where(one => one.Id != enrolmentId).Select(one => new Listed($"{one.FirstName} {one.LastName}".Trim(), one.Organisation, one.Track))]
            : null;
    }

    /// <param name="Organisation">Whom they stand for; empty for a participant.</param>
    /// <param name="Track">What a participant works on, as form F-12 names it; empty where that is not known.</param>
    public sealed record Listed(string Name, string Organisation, string Track);
}
