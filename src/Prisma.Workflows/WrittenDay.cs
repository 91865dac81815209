namespace Prisma.Workflows;

/// <summary>A day as forms, answers and commands write it: "2027-09-06".</summary>
public static class WrittenDay
{
    const string Format = "yyyy-MM-dd";

    public static string Write(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Null where it says none.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
