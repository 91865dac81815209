using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A mail server on the loopback that takes every mail, unless a test tells it what to answer at which stage.</summary>
public sealed class ScriptedSmtpServer : ScriptedServer
{
    /// <summary>Instead of an answer: the line is cut.</summary>
    public const string Drop = "drop";

    readonly ConcurrentQueue<string> _mails = [];
    readonly ConcurrentQueue<string> _commands = [];
    int _sessions;

    /// <summary>Where set, STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where set, nothing is taken without "user\0password" having signed in.</summary>
    public string? Account { get; init; }

    /// <summary>Every mail whose content came in whole, whatever was answered.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    public IReadOnlyList<string> Commands => [.. _commands];

    public int Sessions => _sessions;

    /// <summary>The next answers at a stage: "GREETING", a command's verb, or "." for the end of a mail. Then it is its friendly self again.</summary>
    public ScriptedSmtpServer At(string stage, params string[] answers)
    {
        Tell(stage, answers);
        return this;
    }

    protected override async Task ServeAsync(Stream stream)
    {
        Interlocked.Increment(ref _sessions);
        using var session = new Session(this, stream);
        await session.RunAsync();
    }

    sealed class Session(ScriptedSmtpServer server, Stream stream) : IDisposable
    {
        Stream _stream = stream;
        StreamReader _reader = new(stream, Encoding.UTF8, leaveOpen: true);
        bool _signedIn = server.Account is null;
        bool _taking;

        public void Dispose()
        {
            _reader.Dispose();
            _stream.Dispose();
        }

        public async Task RunAsync()
        {
            await AnswerAsync("GREETING", "220 scripted ESMTP");
            while (await _reader.ReadLineAsync(server.Stopped) is { } line)
            {
                server._commands.Enqueue(line);
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                await AnswerAsync(verb, Usual(verb, line));
                switch (verb)
                {
                    case "QUIT":
                        return;
                    case "STARTTLS":
                        await SecureAsync();
                        break;
                    case "DATA" when _taking:
                        await TakeAsync();
                        break;
                }
            }
        }

        string Usual(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO":
                    var offers = (server.Certificate is null || _stream is SslStream ? "" : "250-STARTTLS\r\n") + (server.Account is null ? "" : "250-AUTH PLAIN\r\n");
                    return $"250-scripted\r\n{offers}250 8BITMIME";
                case "STARTTLS":
                    return "220 go ahead";
                case "AUTH":
                    _signedIn = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])).EndsWith($"\0{server.Account}", StringComparison.Ordinal);
                    return _signedIn ? "235 welcome" : "535 5.7.8 wrong password";
                case "MAIL" when !_signedIn:
                    return "530 5.7.0 sign in first";
                case "DATA":
                    return "354 go on";
                case "QUIT":
                    return "221 bye";
                default:
                    return "250 ok";
            }
        }

        async Task TakeAsync()
        {
            var mail = new StringBuilder();
            for (var line = await _reader.ReadLineAsync(server.Stopped); line != "."; line = await _reader.ReadLineAsync(server.Stopped))
            {
                if (line is null)
                {
                    // The line broke: half a mail is no mail.
                    return;
                }

                mail.Append(line).Append("\r\n");
            }

            server._mails.Enqueue(mail.ToString());
            await AnswerAsync(".", "250 2.0.0 taken");
        }

        async Task SecureAsync()
        {
            var secure = new SslStream(_stream);
            _stream = secure;
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, server.Stopped);
            _reader = new StreamReader(secure, Encoding.UTF8, leaveOpen: true);
        }

        async Task AnswerAsync(string stage, string usual)
        {
            var answer = server.Next(stage, usual);
            _taking = answer.StartsWith("354", StringComparison.Ordinal);
            switch (answer)
            {
                case Drop:
                    throw new IOException("The script cuts the line.");
                case Hang:
                    await server.BeSilentAsync();
                    break;
                default:
                    await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\r\n"), server.Stopped);
                    break;
            }
        }
    }
}
