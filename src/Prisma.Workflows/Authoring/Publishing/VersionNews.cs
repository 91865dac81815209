using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Invitations;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>Says that a version is live: in the story of the installation, and by mail to the stewards and administrators beside whoever published it (domain.md §16.2, E66).</summary>
public sealed class VersionNews(PrismaDbContext db, AuditTrail audit, Outbox outbox, IOptions<MailOptions> options, TimeProvider time)
{
    public async Task TellAsync(DefinitionVersion version, string told, Actor by, CancellationToken cancellation)
    {
        audit.Tell(AuditTrail.Installation, by.Name, told);
        var purpose = string.Create(CultureInfo.InvariantCulture, $"published-{version.Id}-{time.GetUtcNow():yyyyMMddHHmmss}");
        var people = await db.People.Where(person => person.PasswordHash != null && person.Id != by.PersonId && person.Roles.Any(grant => grant.Role == Role.Steward || grant.Role == Role.Administrator))
            .OrderBy(person => person.Email).ToListAsync(cancellation);
        foreach (var person in people)
        {
            var facts = HouseFacts.Of(options.Value, person.Address, person.Language, "", "you look after the pathways here");
            facts["version"] = new JsonObject { ["definition"] = version.Name, ["number"] = version.Version, ["by"] = by.Name, ["changes"] = new JsonArray(version.Sentence) };
            facts["action"] = new JsonObject { ["path"] = $"/pathways/{version.DefinitionId}/versions" };
            outbox.Owe(new OwedMail("E66", person.Id, purpose, facts));
        }
    }
}
