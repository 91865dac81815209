namespace Prisma.Workflows;

/// <summary>The installation's own settings: the keys at the root of the configuration.</summary>
public sealed class PrismaOptions
{
    /// <summary>Where everything the installation owns is kept: database, keys, local mail.</summary>
    public string DataFolder { get; set; } = "./data";

    /// <summary>The address people reach the installation at, as it stands in mails, without a slash at the end.</summary>
    public string PublicUrl { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The language of the hub that runs it: what isn't written in a person's own language is read in this one, or else in English.</summary>
    public string Language { get; set; } = Languages.Fallback;

    /// <summary>The folder that holds workflows/ and templates/ as shipped.</summary>
    public string ContentFolder { get; set; } = "";

    /// <summary>Everything in it is invented, and every page says so.</summary>
    public bool Demo { get; set; }
}
