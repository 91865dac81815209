namespace Prisma.Workflows.Agreements;

/// <summary>What a person does to sign: types the name, ticks the intent, gives the code, over the text they were shown.</summary>
public sealed record SigningAct(string TypedName, bool Intends, string Code, string TextHash, string BrowserKey)
{
    public string Browser { get; init; } = "";
    public string Method { get; init; } = "mail link and code";
}
