using Microsoft.Extensions.Options;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Mail.Invitations;

/// <summary>Invites somebody to the staff and owes them the mail that says so; its link is made when it is sent, like every mail's.</summary>
public sealed class InviteByMail(PrismaDbContext db, InvitePerson invite, Outbox outbox, IOptions<MailOptions> options)
{
    public async Task<Outcome<Invitation>> ExecuteAsync(Invitee invitee, Actor by, CancellationToken cancellation)
    {
        var outcome = await invite.ExecuteAsync(invitee, by, cancellation);
        if (outcome is { IsDone: true, Value: { Token: { } token } invitation })
        {
            var answerTo = await db.People.Where(person => person.Id == by.PersonId).Select(person => person.Email).SingleOrDefaultAsync(cancellation) ?? "";
            outbox.Owe(new OwedMail("E70", invitation.PersonId, $"invitation-{LinkToken.HashOf(token)[..16]}", Facts(invitation, by, answerTo)), immediate: true);
        }

        return outcome;
    }

    JsonObject Facts(Invitation invitation, Actor by, string answerTo)
    {
        var facts = HouseFacts.Of(options.Value, invitation.Called, Languages.Fallback, answerTo, $"{by.Name} invited you to work with {HouseFacts.Us(options.Value)}");
        facts["facilitator"] = new JsonObject { ["name"] = by.Name, ["email"] = answerTo };
        facts["invites"] = true;
        facts["valid_days"] = InvitePerson.Valid.Days;
        return facts;
    }
}
