using Microsoft.Extensions.Options;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Mail.Invitations;

/// <summary>Owes a link to whoever of the staff forgot their password, at most one in an hour; nobody learns by it whose address is known.</summary>
public sealed class RenewPassword(PrismaDbContext db, Outbox outbox, IOptions<MailOptions> options, TimeProvider time)
{
    public async Task<bool> ExecuteAsync(string email, CancellationToken cancellation)
    {
        var address = Person.Normalise(email);
        if (await db.People.SingleOrDefaultAsync(one => one.Email == address && one.PasswordHash != null && one.Roles.Count > 0, cancellation) is not { } person)
            return false;
        var now = time.GetUtcNow();
        var hourAgo = now.AddHours(-1);
        if (await db.Outbox.AnyAsync(mail => mail.PersonId == person.Id && mail.Template == "E76" && mail.CreatedAt > hourAgo && mail.CreatedAt <= now, cancellation))
            return false;
        var contact = await db.Administrators().Select(one => one.Email).FirstOrDefaultAsync(cancellation) ?? "";
        outbox.Owe(new OwedMail("E76", person.Id, $"password-{now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}", Facts(person, contact)), immediate: true);
        return true;
    }

    JsonObject Facts(Person person, string contact)
    {
        var facts = HouseFacts.Of(options.Value, person.Address, person.Language, contact, "somebody asked for it on the page to sign in");
        facts["forgot"] = true;
        return facts;
    }
}
