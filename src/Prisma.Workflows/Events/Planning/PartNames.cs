namespace Prisma.Workflows.Events.Planning;

/// <summary>The parts of a team as people say them.</summary>
public static class PartNames
{
    public static string Of(Part part) => part switch
    {
        Part.Lead => "lead facilitator",
        Part.Facilitator => "facilitator",
        Part.Hub => "for the place",
        Part.StewardDelegate => "steward delegate",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "This part has no name yet."),
    };
}
