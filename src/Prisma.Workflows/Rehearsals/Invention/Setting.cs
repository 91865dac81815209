namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>An organisation nobody has ever met, and who speaks for it.</summary>
sealed record Party(string Organisation, string First, string Last);

/// <summary>What an invented event is called, where it is, and which organisations find their way to it.</summary>
sealed record Setting(string Name, string Place, Party Hub)
{
    public int Seats { get; init; } = 40;

    /// <summary>The sentence on its page.</summary>
    public string About { get; init; } = "Ten days beside a river.";

    public static readonly Setting Orrin = new("Listening to the Orrin", "Vale of Orrin", new("Millrace Commons", "Maren", "Brook"));

    public static readonly IReadOnlyList<Party> Networks = [new("Slow Water Network", "Noor", "Aske"), new("Circle of Common Kitchens", "Ivo", "Larch")];

    public static readonly IReadOnlyList<Party> Partners = [new("Sand Foundation", "Ulla", "Sand"), new("Quarry Lane Tools", "Teo", "Marl"), new("Orrin Valley Council", "Greta", "Weir")];

    static readonly string[] FirstNames = ["Amina", "Bela", "Cato", "Dunja", "Elif", "Fenna", "Goran", "Hana", "Idris", "Jona", "Kaia", "Lior", "Mira", "Nilo", "Orla", "Pavel", "Quinn", "Runa", "Senna", "Tomas"];

    static readonly string[] LastNames = ["Reed", "Ashe", "Birch", "Crane", "Dell", "Ember", "Fallow", "Glen", "Heath", "Isle", "Juniper", "Knoll", "Linden", "Moss", "Nettle", "Oak", "Pike", "Quill", "Rook", "Sorrel"];

    public string Slug => Name.ToLowerInvariant().Replace(' ', '-');

    /// <summary>The name of an applicant by number, the same one for ever.</summary>
    public static Party Applicant(int number) =>
        new("", FirstNames[number % FirstNames.Length], LastNames[((number / FirstNames.Length) + number) % LastNames.Length]);
}
