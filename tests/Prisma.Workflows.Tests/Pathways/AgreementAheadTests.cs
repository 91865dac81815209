using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Tests.Pathways;

public sealed class AgreementAheadTests
{
    [Theory]
    [InlineData("pathway-hub", "HUB-3.2", "A-03")]
    [InlineData("pathway-hub", "HUB-3.3", "A-03")]
    [InlineData("pathway-hub", "HUB-3.3a", "A-03")]
    [InlineData("pathway-partner", "PTN-3.2", "A-05")]
    [InlineData("pathway-hub", "HUB-1.2", "")]
    [InlineData("pathway-hub", "HUB-0.0", "")]
    public void Whoever_reads_or_comments_before_a_signature_is_given_its_text(string pathway, string step, string agreement) =>
        Assert.Equal(agreement, AgreementAhead.Of(DefinitionJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", $"{pathway}.json"))), step));
}
