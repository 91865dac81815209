namespace Prisma.Workflows.Web.Tests.Portal;

/// <summary>What somebody writes who means it.</summary>
static class Filled
{
    public static (string Name, string Value)[] Application { get; } =
    [
        ("why", "The river behind our house has changed, and I would like to learn to listen to it together with others who know more."),
        ("gift", "I draw maps by hand and I am patient with difficult ground; people tell me that I listen before I speak."),
        ("edge", "I would like to learn to speak up earlier when something feels wrong to me."),
        ("track", "designer-artist"),
        ("group_story", "In our choir two people did not speak with each other. I cooked for both of them, and after some weeks we sang again."),
        ("origin", "visiting"),
        ("languages.0.lang", "English"),
        ("languages.0.level", "fluent"),
        ("attend", "all"),
        ("calls", "true"),
        ("age_band", "25-34"),
        ("covenant", "true"),
    ];
}
