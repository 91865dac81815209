namespace Prisma.Workflows.People.Setup;

/// <summary>What a deployment may preset about its first administrator; the section "Setup".</summary>
public sealed class SetupOptions
{
    public const string Section = "Setup";

    public const int ShortestKey = 32;

    /// <summary>The first administrator's address; the setup link then only asks for a name and a password.</summary>
    public string AdminEmail { get; set; } = "";

    /// <summary>A key for automation that acts as the first administrator, at least 32 characters long; needs <see cref="AdminEmail"/>.</summary>
    public string ApiKey { get; set; } = "";
}
