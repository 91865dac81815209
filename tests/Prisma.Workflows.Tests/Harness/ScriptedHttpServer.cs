using System.Collections.Concurrent;
using System.Text;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A web server on the loopback that answers each path as a test tells it to.</summary>
public sealed class ScriptedHttpServer : ScriptedServer
{
    /// <summary>Instead of an answer: the line is cut in the middle of one.</summary>
    public const string Drop = "HTTP/1.1 2";

    /// <summary>Instead of an answer: the line is cut before one.</summary>
    public const string Cut = "cut";

    readonly ConcurrentQueue<string> _requests = [];

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Every request as it came, head and body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The next answers of a path; without any it says 200 and its path.</summary>
    public ScriptedHttpServer At(string path, params string[] answers)
    {
        Tell(path, answers);
        return this;
    }

    public static string Answer(int status, string body, string type = "application/json", string more = "") =>
        $"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{more}\r\n{body}";

    public static string Redirect(int status, string location) => Answer(status, "", more: $"Location: {location}\r\n");

    protected override async Task ServeAsync(Stream stream)
    {
        var request = await ReadAsync(stream);
        _requests.Enqueue(request);
        var path = request.Split(' ')[1];
        var answer = Next(path, Answer(200, path, "text/plain"));
        if (answer == Hang)
        {
            await BeSilentAsync();
        }

        if (answer != Cut)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), Stopped);
        }
    }

    async Task<string> ReadAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var text = "";
        while (true)
        {
            var read = await stream.ReadAsync(buffer, Stopped);
            text += Encoding.UTF8.GetString(buffer, 0, read);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (head >= 0 && Encoding.UTF8.GetByteCount(text[(head + 4)..]) >= LengthIn(text[..head])))
            {
                return text;
            }
        }
    }

    static int LengthIn(string head) => head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
}
