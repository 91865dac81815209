using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>A server on the loopback whose next answers a test writes down; what it was not told to say, it says as a friendly one would.</summary>
public abstract class ScriptedServer : IAsyncDisposable
{
    /// <summary>Instead of an answer: silence.</summary>
    public const string Hang = "hang";

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = [];
    readonly Task _accepting;

    protected ScriptedServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    protected CancellationToken Stopped => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Tell(string when, IEnumerable<string> answers)
    {
        var script = _script.GetOrAdd(when, _ => []);
        foreach (var answer in answers)
        {
            script.Enqueue(answer);
        }
    }

    protected string Next(string when, string usual) => _script.TryGetValue(when, out var script) && script.TryDequeue(out var scripted) ? scripted : usual;

    protected Task BeSilentAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stopped);

    /// <summary>Speaks with one client, until it leaves, the script cuts the line, or the test ends.</summary>
    protected abstract Task ServeAsync(Stream stream);

    async Task AcceptAsync()
    {
        List<Task> lines = [];
        try
        {
            while (true)
            {
                lines.Add(ServeAsync(await _listener.AcceptTcpClientAsync(Stopped)));
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
                await ServeAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // Somebody left.
            }
        }
    }
}
