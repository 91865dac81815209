using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows.Web.Tests.Architecture;

/// <summary>What the documents say about the code is still so.</summary>
public sealed partial class DocumentationTests
{
    static readonly string[] _atTheRoot = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    static readonly string[] _partsOfADecision = ["## Context", "## Options", "## Decision", "## Consequences"];
    static readonly string[] _outcomes = [Decision.Consented, Decision.ConsentedWithConditions, Decision.Returned, Decision.Declined, Decision.NoQuorum];

    [Fact]
    public void Every_file_a_document_names_exists()
    {
        List<string> missing = [];
        foreach (var document in Documents())
        {
            var text = File.ReadAllText(document);
            var named = CodePath().Matches(text).Select(match => Path.Combine(Repository.Root, match.Groups["path"].Value))
                .Concat(Link().Matches(text).Select(match => Path.Combine(Path.GetDirectoryName(document)!, match.Groups["path"].Value)));
            missing.AddRange(named.Where(path => !Path.Exists(path)).Select(path => $"{Path.GetRelativePath(Repository.Root, document)} names {Path.GetRelativePath(Repository.Root, path)}"));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_section_of_the_architecture_ends_with_its_code_entry_points()
    {
        var sections = Sections("docs/architecture.md");

        Assert.True(sections.Count >= 5);
        Assert.All(sections, section => Assert.Matches(EntryPointsAtTheEnd(), section.Value));
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_say_what_a_decision_says()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "docs/decisions"), "*.md").Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(files);
        for (var index = 0; index < files.Count; index++)
        {
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{index + 1:0000}-"), Path.GetFileName(files[index]), StringComparison.Ordinal);
            var text = File.ReadAllText(files[index]);
            Assert.Matches(DecisionHead(), text);
            foreach (var part in _partsOfADecision)
            {
                Assert.Contains(part, text, StringComparison.Ordinal);
            }
        }
    }

    public static TheoryData<string, Type> Drawn => new()
    {
        { "Enrolment", typeof(EnrolmentState) },
        { "Step", typeof(StepState) },
        { "Outbox message", typeof(OutboxState) },
        { "Outgoing call", typeof(CallState) },
        { "Agreement", typeof(AgreementState) },
        { "Event change", typeof(ChangeState) },
        { "Definition version", typeof(VersionState) },
        { "Seat", typeof(SeatState) },
        { "Workflow instance", typeof(InstanceSubStatus) },
    };

    [Theory]
    [MemberData(nameof(Drawn))]
    [InlineData("Review", typeof(ResponseKind))]
    [InlineData("Workflow instance", typeof(InstanceStatus))]
    public void Every_state_is_in_the_lifecycle(string section, Type states)
    {
        var words = Words(Sections("docs/lifecycle.md")[section]);

        Assert.Empty(Enum.GetNames(states).Except(words, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Every_state_that_is_drawn_is_a_state(string section, Type states)
    {
        var drawn = Arrow().Matches(Sections("docs/lifecycle.md")[section]).SelectMany(arrow => new[] { arrow.Groups["from"].Value, arrow.Groups["to"].Value });

        Assert.Empty(drawn.Where(state => state != "[*]").Except(Enum.GetNames(states), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_outcome_of_a_review_is_in_the_lifecycle() =>
        Assert.Empty(_outcomes.Except(Words(Sections("docs/lifecycle.md")["Review"]), StringComparer.Ordinal));

    [Fact]
    public void Every_term_of_the_glossary_says_what_to_avoid_and_stands_there_once()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/glossary.md"));
        var terms = Term().Matches(text).Select(match => match.Groups["term"].Value).ToList();

        Assert.NotEmpty(terms);
        Assert.Equal(terms.Count, Term().Matches(text).Count(match => match.Value.Contains("\n_Avoid_: ", StringComparison.Ordinal)));
        Assert.Equal(terms.Count, terms.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_setting_is_written_down_and_whatever_is_written_down_is_one()
    {
        var settings = typeof(PrismaWorkflows).Assembly.GetTypes()
            .Select(type => (Type: type, Section: type.GetField("Section")?.GetRawConstantValue() as string)).Where(one => one.Section is not null)
            .SelectMany(one => Settings(one.Type, one.Section!)).ToHashSet(StringComparer.Ordinal);
        var written = Setting().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")) + File.ReadAllText(Path.Combine(Repository.Root, "docs/deployment.md")))
            .Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(settings.Count > 10);
        Assert.Empty(settings.Except(written));
        Assert.Empty(written.Except(settings));
    }

    [Fact]
    public void The_readme_and_the_contributing_guide_are_short()
    {
        Assert.True(File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count() <= 120);
        Assert.True(File.ReadLines(Path.Combine(Repository.Root, "CONTRIBUTING.md")).Count() <= 200);
    }

    static IEnumerable<string> Documents() =>
        _atTheRoot.Select(name => Path.Combine(Repository.Root, name))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    static IEnumerable<string> Settings(Type type, string path) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.CanWrite || property.PropertyType.IsGenericType)
        .SelectMany(property => property.PropertyType.IsNested ? Settings(property.PropertyType, $"{path}:{property.Name}") : [$"{path}:{property.Name}"]);

    /// <summary>The text beneath each heading of the second level, by the heading.</summary>
    static Dictionary<string, string> Sections(string document) =>
        Section().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .ToDictionary(match => match.Groups["title"].Value, match => match.Groups["text"].Value, StringComparer.Ordinal);

    static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"`(?<path>(src|tests|docs|workflows|templates)/[^`\s<>*]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePath();

    // A picture is checked where it is made.
    [GeneratedRegex(@"(^|[^!])\[[^\]]+\]\((?!https?:)(?<path>[^)#\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^## (?<title>[^\n]+)\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex(@"\*\*Code entry points\*\*\n\n(- [^\n]+\n)+\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntryPointsAtTheEnd();

    [GeneratedRegex(@"^# [^\n]+\n\nStatus: (accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DecisionHead();

    [GeneratedRegex(@"^ *(?<from>\S+) --> (?<to>[^:\s]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\*\*(?<term>[^*]+)\*\*: [^\n]+\n(_Avoid_: [^\n]+)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();

    [GeneratedRegex(@"`(?<name>(Setup|Authoring|Database|Mail|Retention|Http)(:\w+)+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
