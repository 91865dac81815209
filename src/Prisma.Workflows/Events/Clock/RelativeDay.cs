namespace Prisma.Workflows.Events.Clock;

/// <summary>A day told from the intensive: so many days after its first day (T) or its last (E).</summary>
readonly record struct RelativeDay(bool FromEnd, int Days)
{
    /// <summary>Reads "-240" (from T) or "E+45".</summary>
    public static RelativeDay Parse(string text) => text.StartsWith('E')
        ? new RelativeDay(true, int.Parse(text.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
        : new RelativeDay(false, int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    /// <summary>As people write it: "T−28", "E+30".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(FromEnd ? 'E' : 'T')}{(Days < 0 ? '−' : '+')}{Math.Abs(Days)}");

    public DateOnly On(DateOnly startsOn, DateOnly endsOn) => (FromEnd ? endsOn : startsOn).AddDays(Days);
}
