using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Whom workflows may call. A name is allowed by name, and what it leads to is looked at again when the line is opened.</summary>
sealed class AllowedHosts(IOptions<CallOptions> options)
{
    static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    readonly IPNetwork[] _networks = [.. options.Value.AllowedHosts.Select(NetworkOf).OfType<IPNetwork>()];
    readonly string[] _names = [.. options.Value.AllowedHosts.Where(entry => NetworkOf(entry) is null)];

    /// <summary>Null when the address may be called by its name; else a sentence that says why not.</summary>
    public string? WhyNot(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            return "Only http and https are called.";
        if (url.UserInfo.Length > 0)
            return "An address with a user name in it is not called; use the Authorization header.";
        var isAllowed = IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address)
            ? Array.Exists(_networks, network => network.Contains(Plain(address)))
            : Array.Exists(_names, name => Matches(name, url));
        return isAllowed ? null : $"The host “{url.IdnHost}” is not among those that workflows may call ({CallOptions.Section}:AllowedHosts).";
    }

    /// <summary>Whether a line may be opened to that address: to public ones of allowed names, to private ones only where they are named themselves.</summary>
    public bool MayReach(IPAddress address)
    {
        var plain = Plain(address);
        return Array.Exists(_networks, network => network.Contains(plain)) || !Array.Exists(Private, network => network.Contains(plain));
    }

    internal static bool IsEntry(string entry) => NetworkOf(entry) is not null || (HostOf(entry) is { } host && Uri.CheckHostName(host) == UriHostNameType.Dns && PortOf(entry) is not 0);

    static bool Matches(string entry, Uri url)
    {
        var port = PortOf(entry);
        var host = HostOf(entry)!;
        return (port is null ? url.IsDefaultPort : port == url.Port)
            && (entry.StartsWith("*.", StringComparison.Ordinal)
                ? url.IdnHost.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase)
                : url.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    static string? HostOf(string entry) => entry.Split(':') is { Length: 1 or 2 } parts ? parts[0].StartsWith("*.", StringComparison.Ordinal) ? parts[0][2..] : parts[0] : null;

    /// <summary>Null without a port, 0 where what stands there is none.</summary>
    static int? PortOf(string entry) => entry.Split(':') is [_, var text]
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : 0
        : null;

    static IPNetwork? NetworkOf(string entry)
    {
        if (IPNetwork.TryParse(entry, out var network))
            return network;
        return IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : null;
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
