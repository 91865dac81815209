using System.Collections.Concurrent;

namespace Prisma.Workflows;

/// <summary>
/// Time zones by their IANA names. Each is asked for once: the machine's list stands behind a lock, which the JavaScript interpreter holds for most of a second
/// when it begins by reading them all.
/// </summary>
public static class TimeZones
{
    static readonly ConcurrentDictionary<string, TimeZoneInfo> _found = new(StringComparer.Ordinal);

    /// <summary>Null for one this machine does not know.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (_found.TryGetValue(name, out var known))
            return known;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? _found.GetOrAdd(name, zone) : null;
    }
}
