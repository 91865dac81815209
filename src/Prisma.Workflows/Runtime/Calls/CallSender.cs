using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Calls the outside, within the limits the installation sets. It never throws for what the world answers.</summary>
sealed class CallSender : IDisposable
{
    const int MostRedirects = 5;

    readonly AllowedHosts _hosts;
    readonly CallOptions _options;
    readonly TimeProvider _time;
    readonly HttpClient _client;

    public CallSender(AllowedHosts hosts, IOptions<CallOptions> options, TimeProvider time)
    {
        (_hosts, _options, _time) = (hosts, options.Value, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<CallAnswer> SendAsync(ClaimCall.Claim call, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(call.Url, UriKind.Absolute, out var url))
            return new CallAnswer.Refused($"“{call.Url}” is no address that can be called.");
        if (_hosts.WhyNot(url) is { } reason)
            return new CallAnswer.Refused(reason);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await FollowAsync(call, url, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CallAnswer.Unknown($"No answer within {_options.TimeoutSeconds} seconds.", TookTooLong: true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or FormatException or InvalidOperationException)
        {
            return Explain(exception);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Follows redirects only to where it could have been sent in the first place; any other is the answer.</summary>
    async Task<CallAnswer> FollowAsync(ClaimCall.Claim call, Uri url, CancellationToken cancellation)
    {
        var (first, method) = (url, call.Method);
        var message = (JsonObject)JsonNode.Parse(call.Message)!;
        for (var hop = 0; ; hop++)
        {
            using var request = CallMessage.Write(url, method, message, call.Id, withContent: method == call.Method, withSecrets: SameOrigin(first, url));
            using var response = await SendOnceAsync(request, hop, cancellation);
            if (hop < MostRedirects && Redirect(response, url) is { } next && _hosts.WhyNot(next) is null)
            {
                method = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect || method is "GET" or "HEAD" ? method : "GET";
                url = next;
                continue;
            }

            return await ReadAsync(response, cancellation);
        }
    }

    async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, int hop, CancellationToken cancellation)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException exception) when (hop > 0)
        {
            // Whoever sent it on has already done something.
            throw new IOException(exception.Message, exception);
        }
    }

    async Task<CallAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > _options.MaxResponseBytes)
                return new CallAnswer.Refused($"The answer ({(int)response.StatusCode}) is longer than {_options.MaxResponseBytes} bytes.");
            body.Write(buffer, 0, read);
        }

        return new CallAnswer.Answered((int)response.StatusCode, CallMessage.Headers(response), CallMessage.Parse(body.ToArray(), response.Content.Headers.ContentType));
    }

    /// <summary>Looks at the addresses themselves, so that a name cannot lead into a private network.</summary>
    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var allowed = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation)).Where(_hosts.MayReach).ToArray();
        if (allowed.Length == 0)
            throw new ForbiddenAddressException($"“{context.DnsEndPoint.Host}” leads to a private address, which is not among those that workflows may call ({CallOptions.Section}:AllowedHosts).");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static CallAnswer Explain(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: ForbiddenAddressException forbidden } => new CallAnswer.Refused(forbidden.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } => new CallAnswer.NotSent(exception.Message),
        FormatException or InvalidOperationException => new CallAnswer.Refused(exception.Message),
        _ => new CallAnswer.Unknown($"The line broke before the answer: {exception.Message}", TookTooLong: false),
    };

    static Uri? Redirect(HttpResponseMessage response, Uri from) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && response.Headers.Location is { } location && Uri.TryCreate(from, location, out var next) ? next : null;

    static bool SameOrigin(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    sealed class ForbiddenAddressException(string message) : Exception(message);
}
