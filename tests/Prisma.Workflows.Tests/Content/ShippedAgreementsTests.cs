using System.Text.RegularExpressions;

namespace Prisma.Workflows.Tests.Content;

/// <summary>What holds for every agreement that is shipped, in each language it has.</summary>
public sealed partial class ShippedAgreementsTests
{
    static readonly string _folder = Path.Combine(Repository.Root, "templates", "agreements");

    public static TheoryData<string, string> Texts => [.. Directory.EnumerateDirectories(_folder)
        .SelectMany(folder => Directory.EnumerateDirectories(folder).Select(language => (Path.GetFileName(folder), Path.GetFileName(language))))];

    [Fact]
    public void Every_agreement_of_the_field_is_written() =>
        Assert.Equal(
            ["A-01", "A-02", "A-03", "A-04", "A-05", "A-06", "A-06g", "A-07", "A-08", "A-09", "A-10", "A-11"],
            Directory.EnumerateDirectories(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_summary_stands_in_the_text_word_for_word(string id, string language)
    {
        var text = TextOf(id, language);
        var summary = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, id, language, "texts.json")))!["summary"]!.AsArray();

        Assert.InRange(summary.Count, 1, 5);
        Assert.All(summary, sentence => Assert.Contains($"- {Bare(sentence!.ToString())}\n", Bare(text), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_names_the_variables_it_lists_and_no_other(string id, string language)
    {
        var listed = Frame(id)["variables"]!.AsArray().Select(name => name!.ToString());
        var named = Placeholder().Matches(TextOf(id, language)).SelectMany(match => Name().Matches(match.Value)).Select(match => match.Value).Distinct(StringComparer.Ordinal);

        Assert.Equal(listed.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_says_its_version_and_nothing_that_is_not_for_its_parties(string id, string language)
    {
        var text = TextOf(id, language);

        Assert.Contains(id, text, StringComparison.Ordinal);
        Assert.Contains("{{ agreement.version }}", text[..400], StringComparison.Ordinal);
        Assert.DoesNotContain("template", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_clauses_are_numbered_without_a_gap(string id, string language)
    {
        var numbers = Clause().Matches(TextOf(id, language)).Select(match => int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.True(numbers.Count >= 9, $"{id} has only {numbers.Count} clauses.");
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    /// <summary>What a move of the event asks to be signed anew has to say the days that were agreed to.</summary>
    [Theory]
    [InlineData("A-03")]
    [InlineData("A-06g")]
    public void What_is_signed_again_when_the_days_change_names_them(string id)
    {
        Assert.Contains("{{ event.start }}", TextOf(id, "en"), StringComparison.Ordinal);
        Assert.Contains("{{ event.end }}", TextOf(id, "en"), StringComparison.Ordinal);
    }

    static JsonNode Frame(string id) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, id, "agreement.json")))!;

    static string TextOf(string id, string language) => File.ReadAllText(Path.Combine(_folder, id, language, "text.md")).ReplaceLineEndings("\n");

    /// <summary>A summary is read without a passage, so names in the text become "the event" and the like there; only the words between them compare.</summary>
    static string Bare(string text) => Placeholder().Replace(text, "…");

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b[a-z]+(\.[a-z_]+)+|\btoday\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^## (?<number>[0-9]+)\. ", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clause();
}
