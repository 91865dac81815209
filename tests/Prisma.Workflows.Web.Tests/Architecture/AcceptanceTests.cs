using System.Globalization;
using System.Text.RegularExpressions;

namespace Prisma.Workflows.Web.Tests.Architecture;

/// <summary>The thirty-five acceptance scenarios of the field can be found by their number: each is a test named Scenario_NN_….</summary>
public sealed partial class AcceptanceTests
{
    const int Scenarios = 35;

    [Fact]
    public void Each_of_the_thirty_five_scenarios_is_a_test_that_bears_its_number()
    {
        var shown = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Name().Matches(File.ReadAllText(file)))
            .Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
            .ToHashSet();

        Assert.Equal(Enumerable.Range(1, Scenarios), shown.Order());
    }

    [GeneratedRegex(@"^    \[(?:Fact|Theory)[^\n]*\](?:\s+\[InlineData[^\n]*\])*\s+public (?:async Task|void) Scenario_(?<number>\d\d)_\w+\(", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
