namespace Prisma.Workflows.People.Reading;

/// <summary>How strictly publishing asks for a second pair of eyes.</summary>
public sealed class AuthoringOptions
{
    public const string Section = "Authoring";

    /// <summary>For a hub of one person: who publishes a version may be the only one who has read it.</summary>
    public bool SingleSteward { get; set; }
}
