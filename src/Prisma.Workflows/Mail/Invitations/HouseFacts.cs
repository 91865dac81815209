using MimeKit;

namespace Prisma.Workflows.Mail.Invitations;

/// <summary>What a mail names that comes from the installation itself and belongs to no event.</summary>
static class HouseFacts
{
    public static JsonObject Of(MailOptions options, string called, string language, string contact, string reason)
    {
        var us = Us(options);
        return new JsonObject
        {
            ["person"] = new JsonObject { ["called"] = called, ["first_name"] = called, ["language"] = language },
            ["hub"] = new JsonObject { ["name"] = us, ["contact"] = contact },
            ["org"] = new JsonObject { ["name"] = us, ["address"] = "" },
            ["reason_for_mail"] = reason,
        };
    }

    public static string Us(MailOptions options) => MailboxAddress.Parse(options.From).Name is { Length: > 0 } name ? name : "Prisma";
}
