namespace Prisma.Workflows.Agreements.Wordings;

/// <summary>The words of an agreement in one language. As one text: the title, the summary as a list, then the text, with an empty line between each.</summary>
public sealed record AgreementWords(string Title, IReadOnlyList<string> Summary, string Text)
{
    const string Point = "- ";

    public string Content => $"{Title.Trim()}\n\n{string.Join('\n', Summary.Select(point => Point + point.Trim()))}\n\n{Text.ReplaceLineEndings("\n").Trim()}\n";

    public static AgreementWords Read(string content)
    {
        var parts = content.Split("\n\n", 3);
        return parts.Length == 3 ? new AgreementWords(parts[0], [.. parts[1].Split('\n').Select(point => point[Math.Min(Point.Length, point.Length)..])], parts[2]) : new AgreementWords(content, [], "");
    }
}
