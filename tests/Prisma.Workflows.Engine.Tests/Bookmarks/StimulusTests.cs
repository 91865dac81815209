using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Engine.Tests.Bookmarks;

public sealed class StimulusTests
{
    [Fact]
    public void An_event_hashes_as_in_Elsa()
    {
        Assert.StartsWith("159229920F1B8E88", Stimulus.ForEvent("go").Hash, StringComparison.Ordinal);
        Assert.Equal(64, Stimulus.ForEvent("go").Hash.Length);
    }

    [Fact]
    public void The_activity_instance_makes_a_stimulus_its_own() =>
        Assert.NotEqual(new Stimulus("Elsa.Delay", null, "a").Hash, new Stimulus("Elsa.Delay", null, "b").Hash);

    [Fact]
    public void Letters_beyond_ASCII_are_hashed_as_they_are_written() =>
        Assert.Equal(new Stimulus("E", JsonNode.Parse("""{"EventName":"ü"}""")).Hash, new Stimulus("E", new JsonObject { ["EventName"] = "ü" }).Hash);
}
