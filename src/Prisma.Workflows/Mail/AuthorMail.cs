using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Invitations;
using Prisma.Workflows.People.Reading;

namespace Prisma.Workflows.Mail;

/// <summary>Brings whoever saved a version last the word with which a reader returned it.</summary>
public sealed class AuthorMail(PrismaDbContext db, Outbox outbox, IOptions<MailOptions> options)
{
    /// <param name="authorId">Null where it came with the product or from a file: then nobody is told.</param>
    /// <param name="called">What was returned, in words.</param>
    /// <param name="path">Where it is changed.</param>
    public async Task OweAsync(Guid? authorId, string called, string path, ReaderWord word, CancellationToken cancellation)
    {
        if (await db.People.SingleOrDefaultAsync(person => person.Id == authorId, cancellation) is not { } author)
            return;
        var facts = HouseFacts.Of(options.Value, author.Address, author.Language, "", "you saved it last");
        facts["version"] = new JsonObject { ["called"] = called, ["by"] = word.Name, ["word"] = word.Word };
        facts["action"] = new JsonObject { ["path"] = path };
        outbox.Owe(new OwedMail("E79", author.Id, $"returned-{word.ContentHash[..12]}-{word.At:yyyyMMddHHmmssfff}", facts));
    }
}
