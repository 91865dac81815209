using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Mail.Invitations;

/// <summary>An administrator gives somebody another mail address: all mails go there, those that wait too, and the old address is told as the new one is.</summary>
public sealed class ChangeAddress(PrismaDbContext db, AuditTrail audit, Outbox outbox, IOptions<MailOptions> options, TimeProvider time)
{
    /// <param name="story">Which story tells it: an enrolment's, or the installation's.</param>
    public async Task<Outcome<Person>> ExecuteAsync(Guid personId, string email, string story, Actor by, CancellationToken cancellation)
    {
        var (problems, address) = (new Problems(), Person.Normalise(email));
        Newcomer.CheckAddress(problems, email);
        if (!problems.Any && await db.People.SingleOrDefaultAsync(one => one.Email == address, cancellation) is { } holder)
            problems.Add("email", holder.Id == personId ? "That is their address already." : $"{holder.Name} has this address already. Everybody here needs one of their own.");
        if (problems.Any)
            return problems;
        var person = await db.People.SingleAsync(one => one.Id == personId, cancellation);
        var old = person.Email;
        (person.Email, person.EmailConfirmedAt) = (address, null);
        await db.EndPasswordLinksAsync(person, time.GetUtcNow(), cancellation);
        audit.Tell(story, by.Name, $"{by.Name} changed the mail address of {person.Name}.");
        await TellAsync(person, old, by, cancellation);
        return person;
    }

    async Task TellAsync(Person person, string old, Actor by, CancellationToken cancellation)
    {
        var contact = await db.People.Where(one => one.Id == by.PersonId).Select(one => one.Email).SingleOrDefaultAsync(cancellation) ?? "";
        var purpose = $"address-{time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        var facts = HouseFacts.Of(options.Value, person.Address, person.Language, contact, "your mail address was changed here");
        facts["facilitator"] = new JsonObject { ["name"] = by.Name, ["email"] = contact };
        outbox.Owe(new OwedMail("E77", person.Id, purpose, (JsonObject)facts.DeepClone()), immediate: true);
        facts["to"] = new JsonObject { ["email"] = old };
        outbox.Owe(new OwedMail("E77", person.Id, $"{purpose}-old", facts), immediate: true);
    }
}
