using System.Text;
using Prisma.Workflows.Authoring.Files;

namespace Prisma.Workflows.Bundles;

/// <summary>An event's bundle: the published pathways, the content they name, and how the event is set up. Nobody's name and no answer is in it.</summary>
public sealed class ExportBundle(PrismaDbContext db, ExportDefinitions definitions, SpokenContent content)
{
    /// <summary>Null when there is no such event.</summary>
    public async Task<EventBundle?> ExecuteAsync(string slug, CancellationToken cancellation)
    {
        if (await db.Events.AsNoTracking().SingleOrDefaultAsync(one => one.Slug == slug, cancellation) is not { } theEvent)
            return null;
        var members = await content.ReadAsync(cancellation);
        members[BundleMember.Event] = EventMember.Write(theEvent);
        foreach (var file in await definitions.PublishedAsync(cancellation))
            members[BundleMember.Definitions + file.Name] = Encoding.UTF8.GetBytes(file.Json);
        return EventBundle.Of(members);
    }
}
