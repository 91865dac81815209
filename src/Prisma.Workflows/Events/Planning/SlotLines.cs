using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Planning;

/// <summary>Times as people type them, one a line ("2027-06-10 14:00"), in the event's time zone.</summary>
public static class SlotLines
{
    const string Form = "yyyy-MM-dd HH:mm";

    static readonly string[] _forms = [Form, "yyyy-MM-dd H:mm", "yyyy-MM-ddTHH:mm"];

    /// <summary>The first line that is no time is in <paramref name="unread"/>.</summary>
    public static IReadOnlyList<DateTimeOffset> Read(string text, string zone, out string? unread)
    {
        unread = null;
        var slots = new List<DateTimeOffset>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!DateTime.TryParseExact(line, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                unread = line;
                return [];
            }

            slots.Add(Zones.At(local, zone));
        }

        return slots;
    }

    public static string Write(IEnumerable<DateTimeOffset> slots, string zone) =>
        string.Join('\n', slots.Order().Select(slot => Zones.Local(slot, zone).ToString(Form, CultureInfo.InvariantCulture)));
}
