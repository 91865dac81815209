using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A web server on the loopback that answers each path as a test tells it to.</summary>
public sealed class ScriptedHttpServer : IAsyncDisposable
{
    /// <summary>Instead of an answer: the line is cut in the middle of one.</summary>
    public const string Drop = "HTTP/1.1 2";

    /// <summary>Instead of an answer: the line is cut before one.</summary>
    public const string Cut = "cut";

    /// <summary>Instead of an answer: silence.</summary>
    public const string Hang = "hang";

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = [];
    readonly ConcurrentQueue<string> _requests = [];
    readonly Task _accepting;

    public ScriptedHttpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Every request as it came, head and body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The next answers of a path; without any it says 200 and its path.</summary>
    public ScriptedHttpServer At(string path, params string[] answers)
    {
        foreach (var answer in answers)
        {
            _script.GetOrAdd(path, _ => []).Enqueue(answer);
        }

        return this;
    }

    public static string Answer(int status, string body, string type = "application/json", string more = "") =>
        $"HTTP/1.1 {status} Said\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{more}\r\n{body}";

    public static string Redirect(int status, string location) => Answer(status, "", more: $"Location: {location}\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        List<Task> lines = [];
        try
        {
            while (true)
            {
                lines.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                _requests.Enqueue(request);
                var path = request.Split(' ')[1];
                var answer = _script.TryGetValue(path, out var script) && script.TryDequeue(out var scripted) ? scripted : Answer(200, path, "text/plain");
                if (answer == Hang)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                }

                if (answer != Cut)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The caller left, or the test ended.
            }
        }
    }

    async Task<string> ReadAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var text = "";
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
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
