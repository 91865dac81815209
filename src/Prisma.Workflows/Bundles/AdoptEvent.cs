using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Bundles;

/// <summary>Sets the event of a bundle up, or changes the one of that address, as its own pages would; what these refuse is refused here.</summary>
public sealed class AdoptEvent(PrismaDbContext db, CreateEvent create, EditEvent edit)
{
    public async Task<Problems> ExecuteAsync(EventDetails details, Actor by, CancellationToken cancellation)
    {
        var here = await db.Events.SingleOrDefaultAsync(one => one.Slug == details.Slug, cancellation);
        Outcome<Event> outcome = here is null ? await create.ExecuteAsync(details, by, cancellation) : await edit.ExecuteAsync(here.Id, details, by, cancellation);
        return outcome.Problems;
    }
}
