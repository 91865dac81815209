using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Prisma.Workflows.Mail;

/// <summary>Who mails come from and which server takes them; the section "Mail".</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>One address with a name, e.g. "Millrace Commons &lt;hello@millrace.example&gt;".</summary>
    public string From { get; set; } = "Prisma <prisma@localhost>";

    [ValidateObjectMembers]
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>How many mails a small relay takes in an hour; 0 where it takes all.</summary>
    [Range(0, 1_000_000)]
    public int HourlyLimit { get; set; }

    /// <summary>Without a server nothing is sent; mails are kept in the local mailbox.</summary>
    public bool IsLocal => Smtp.Host.Length == 0;

    /// <summary>What was probably forgotten by whoever sends over another machine; null where nothing was.</summary>
    /// <param name="publicUrl">Where the links of mails lead.</param>
    public string? Forgotten(string publicUrl)
    {
        string[] forgotten = [.. IsThisMachine(MailboxAddress.Parse(From).Domain) ? ["Mail:From"] : Array.Empty<string>(), .. IsThisMachine(new Uri(publicUrl).Host) ? ["PublicUrl"] : Array.Empty<string>()];
        return IsLocal || IsThisMachine(Smtp.Host) || forgotten is []
            ? null
            : $"Mails go out by {Smtp.Host}, come from {From} and lead to {publicUrl}. Set {string.Join(" and ", forgotten)} to what is known outside of this machine.";
    }

    static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The server mails are handed to; empty means the local mailbox.</summary>
    public sealed class SmtpOptions
    {
        public string Host { get; set; } = "";

        [Range(1, 65535)]
        public int Port { get; set; } = 587;

        /// <summary>Empty where the server asks for no sign-in.</summary>
        public string User { get; set; } = "";

        public string Password { get; set; } = "";
        public SmtpSecurity Security { get; set; } = SmtpSecurity.Auto;

        /// <summary>How long one answer of the server may take.</summary>
        [Range(1, 60)]
        public int TimeoutSeconds { get; set; } = 30;
    }
}

/// <summary>How the line to the server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Encrypted where the server offers it.</summary>
    Auto,
    None,
    StartTls,
    SslOnConnect,
}

/// <summary>Refuses to start with settings that no mail could be sent with.</summary>
[OptionsValidator]
sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;

/// <summary>Refuses a sender that is not one address.</summary>
sealed class MailSenderValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        MailboxAddress.TryParse(options.From, out var sender) && sender.Domain.Length > 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Mail:From must be one address, such as \"Prisma <prisma@example.org>\".");
}
