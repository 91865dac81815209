using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Web.CommandLine;

namespace Prisma.Workflows.Web.Tests.Architecture;

/// <summary>docs/onboarding.md says what the shipped definitions do, and nothing else.</summary>
public sealed class OnboardingPageTests
{
    const string WayOut = "docs/onboarding.md is not what the definitions say. Write it anew: dotnet run --project src/Prisma.Workflows.Web -- describe > docs/onboarding.md";

    static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "onboarding.md"));

    [Fact]
    public void The_page_is_what_the_definitions_say() => Assert.True(Describe.Onboarding(Repository.Root) == Page, WayOut);

    [Fact]
    public void Every_step_that_is_asked_of_somebody_stands_on_the_page()
    {
        var steps = ImportShipped.Files(Repository.Root).SelectMany(file => DefinitionJson.Read(File.ReadAllText(file)).Nodes)
            .SelectMany(node => node.LiteralStrings("step")).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(steps.Count > 5);
        Assert.All(steps, step => Assert.Contains($"| {step} ", Page, StringComparison.Ordinal));
    }
}
