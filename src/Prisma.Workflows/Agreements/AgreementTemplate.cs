using Prisma.Workflows.Agreements.Wordings;

namespace Prisma.Workflows.Agreements;

/// <summary>An agreement as it is put before people now: its parties in the order of signing, and its text and summary in one language.</summary>
public sealed record AgreementTemplate(string Id, int Version, string Title, IReadOnlyList<string> Parties, IReadOnlyList<string> Summary, string Text)
{
    public AgreementWords Words => new(Title, Summary, Text);

    /// <summary>In which its words are written.</summary>
    public string Language { get; init; } = Languages.Fallback;

    /// <summary>Days after the event's end at which it is looked at again.</summary>
    public int ReviewDays { get; init; } = 60;
}
