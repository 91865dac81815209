namespace Prisma.Workflows.Agreements.Wordings;

/// <summary>The words of an agreement in one language. As one text: the title, the summary as a list, the days of notice where it has some, then the text, with an empty line between each.</summary>
public sealed record AgreementWords(string Title, IReadOnlyList<string> Summary, string Text)
{
    const string Point = "- ";
    const string Notice = "Days of notice: ";

    /// <summary>For how many days it still holds once either side leaves; 0 where it has no notice.</summary>
    public int NoticeDays { get; init; }

    public string Content => $"{Title.Trim()}\n\n{string.Join('\n', Summary.Select(point => Point + point.Trim()))}\n\n{(NoticeDays == 0 ? "" : $"{Notice}{NoticeDays}\n\n")}{Text.ReplaceLineEndings("\n").Trim()}\n";

    public static AgreementWords Read(string content)
    {
        var parts = content.Split("\n\n", 3);
        if (parts.Length < 3)
            return new AgreementWords(content, [], "");
        var (days, text) = parts[2].StartsWith(Notice, StringComparison.Ordinal) && parts[2].Split("\n\n", 2) is [var notice, var rest] && int.TryParse(notice[Notice.Length..], CultureInfo.InvariantCulture, out var number)
            ? (number, rest)
            : (0, parts[2]);
        return new AgreementWords(parts[0], [.. parts[1].Split('\n').Select(point => point[Math.Min(Point.Length, point.Length)..])], text) { NoticeDays = days };
    }
}
