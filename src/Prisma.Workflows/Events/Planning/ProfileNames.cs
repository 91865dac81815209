namespace Prisma.Workflows.Events.Planning;

/// <summary>The profiles as people say them.</summary>
public static class ProfileNames
{
    public static string Of(Profile profile) => profile switch
    {
        Profile.Full => "full",
        Profile.Standard => "standard",
        Profile.Compact => "compact",
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "This profile has no name yet."),
    };
}
