using System.Net.Security;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Hands mails to an SMTP server, one at a time, over a line that is kept for up to fifty of them.</summary>
sealed class SmtpSender(IOptions<MailOptions> options) : IMailSender, IAsyncDisposable, IDisposable
{
    // Some servers close after a hundred, with "too many messages".
    const int MailsPerSession = 50;
    const int TooManyMessages = 452;
    const int ClosingChannel = 421;

    readonly MailOptions.SmtpOptions _smtp = options.Value.Smtp;
    readonly HandoverWatch _watch = new();

    SmtpClient? _client;
    int _mails;

    /// <summary>Whom to trust besides the authorities the machine knows; only tests set it.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; set; }

    public async Task<SendAnswer> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        var isNew = false;
        if (_client is not { IsConnected: true } || _mails >= MailsPerSession)
        {
            if (await OpenAsync(cancellation) is { } problem)
                return problem;
            isNew = true;
        }

        var answer = await HandOverAsync(message, cancellation);
        if (!answer.IsOfTheSession)
            return answer.Answer;
        if (isNew || cancellation.IsCancellationRequested)
            return new SendAnswer.TryLater(answer.Answer.Text) { SessionBroke = true };

        // The session had enough or broke while it rested; the mail is not to blame and gets a new one.
        return await OpenAsync(cancellation) ?? (await HandOverAsync(message, cancellation)).Answer;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    async Task<SendAnswer?> OpenAsync(CancellationToken cancellation)
    {
        await CloseAsync();
        var client = new SmtpClient(_watch) { Timeout = _smtp.TimeoutSeconds * 1000, CheckCertificateRevocation = false, ServerCertificateValidationCallback = Trust };
        try
        {
            await client.ConnectAsync(_smtp.Host, _smtp.Port, SocketOptions, cancellation);

            // With BDAT there is no 354, and so no moment from which on a mail may have been taken.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            if (_smtp.User.Length > 0)
                await client.AuthenticateAsync(_smtp.User, _smtp.Password, cancellation);
            (_client, _mails) = (client, 0);
            return null;
        }
        catch (Exception exception)
        {
            client.Dispose();
            return new SendAnswer.TryLater($"No session with the mail server: {exception.Message}", NobodyThere: true);
        }
    }

    async Task<(SendAnswer Answer, bool IsOfTheSession)> HandOverAsync(MimeMessage message, CancellationToken cancellation)
    {
        _watch.IsHandedOver = false;
        try
        {
            var answer = await _client!.SendAsync(message, cancellation);
            _mails++;
            return (new SendAnswer.Accepted(answer), false);
        }
        catch (SmtpCommandException exception) when (exception is { ErrorCode: SmtpErrorCode.SenderNotAccepted, StatusCode: >= (SmtpStatusCode)500 and not SmtpStatusCode.ExceededStorageAllocation })
        {
            // All mails have this one sender: neither the mail is to blame nor whom it goes to.
            return (new SendAnswer.TryLater(string.Create(CultureInfo.InvariantCulture, $"The mail server takes none from the address in Mail:From: {(int)exception.StatusCode} {exception.Message}"), NobodyThere: true), false);
        }
        catch (SmtpCommandException exception)
        {
            var code = (int)exception.StatusCode;
            var text = string.Create(CultureInfo.InvariantCulture, $"{code} {exception.Message}");
            return code is >= 500 and < 600
                ? (new SendAnswer.Refused(text), false)
                : (new SendAnswer.TryLater(text), code is TooManyMessages or ClosingChannel);
        }
        catch (ServiceNotAuthenticatedException exception)
        {
            return (new SendAnswer.TryLater($"The mail server wants a sign-in: {exception.Message}", NobodyThere: true), false);
        }
        catch (NotSupportedException exception)
        {
            return (new SendAnswer.Refused($"The mail server cannot take such a mail: {exception.Message}"), false);
        }
        catch (Exception exception)
        {
            var wasHandedOver = _watch.IsHandedOver;
            await CloseAsync();
            return wasHandedOver
                ? (new SendAnswer.Unknown($"The line broke before the answer: {exception.Message}"), false)
                : (new SendAnswer.TryLater($"The line broke before the mail was handed over: {exception.Message}"), true);
        }
    }

    async Task CloseAsync()
    {
        if (_client is { } client)
        {
            _client = null;
            try
            {
                await client.DisconnectAsync(quit: client.IsConnected);
            }
            catch (Exception)
            {
                // A farewell nobody hears changes nothing.
            }

            client.Dispose();
        }
    }

    SecureSocketOptions SocketOptions => _smtp.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };
}
